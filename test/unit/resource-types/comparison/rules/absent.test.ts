import { compareRows, thing } from '../judge.ts';

describe('comparison, rule absent', () => {
  compareRows(thing, [
    ['Description', '', undefined, ['unset']],
    ['Steps', [], undefined, ['unset']],
    ['Steps', [], null, ['unset']],
    ['Labels', {}, undefined, ['unset']],
    ['Steps', null, [], ['unset']],
    ['Options', { Level: '' }, undefined, ['unset']],
    ['Size', 8, undefined, ['default']],
    ['Size', 9, undefined, 'different'],
    ['Size', 8, 9, 'different'],
    ['Enabled', false, undefined, 'different'],
    ['Count', 0, undefined, 'different'],
    ['Description', 'x', undefined, 'different'],
    ['Description', '', 'x', 'different'],
    ['Steps', [], ['x'], 'different'],
    ['Steps', ['x'], [], 'different'],
    ['Options', { Allow: {} }, { Block: {} }, 'different'],
    ['Options', { Allow: {} }, {}, 'different'],
    ['Options', { Allow: {} }, undefined, 'different'],
    ['Options', { Allow: {}, Level: 'x' }, { Level: 'x' }, ['unset']],
    ['Password', 'x', undefined, ['write-only']],
    ['Password', 'x', 'y', 'different'],
  ]);
});
