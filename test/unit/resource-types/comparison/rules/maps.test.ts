import { compareRows, thing } from '../judge.ts';

describe('comparison, rule maps', () => {
  compareRows(thing, [
    ['Options', { Level: 'x' }, { Level: 'x', Verbose: true }, []],
    ['Options', { Level: 'x', Verbose: null }, { Level: 'x', Verbose: true }, []],
    ['Options', { Level: 'x', Verbose: true }, { Level: 'x' }, 'different'],
    ['Options', { Level: 'x' }, { Level: 'y' }, 'different'],
    ['Labels', { a: '1' }, { a: '1' }, []],
    ['Labels', { a: '1' }, { a: '1', b: '2' }, 'different'],
    ['Labels', { a: '1', b: '2' }, { a: '1' }, 'different'],
    ['EventPattern', { detail: { a: ['1'] } }, { detail: { a: ['1'], b: ['2'] } }, 'different'],
  ]);
});
