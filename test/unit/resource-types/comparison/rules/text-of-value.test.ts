import { compareRows, thing } from '../judge.ts';

describe('comparison, rule text-of-value', () => {
  compareRows(thing, [
    ['Count', '60', 60, ['text-of-value']],
    ['Description', 60, '60', ['text-of-value']],
    ['Description', '1.0', 1, ['text-of-value']],
    ['Enabled', 'true', true, ['text-of-value']],
    ['Count', '60', 61, 'different'],
    ['Count', '', 0, 'different'],
    ['Description', '007', 7, 'different'],
    ['Count', '0x10', 16, 'different'],
    ['Enabled', 'true', false, 'different'],
    ['Enabled', 1, true, 'different'],
    ['Description', '1.0', '1', 'different'],
  ]);
});
