import { compareRows, thing } from '../judge.ts';

describe('comparison, rule json-text', () => {
  compareRows(thing, [
    ['Document', { a: [1] }, '{ "a": [1] }', ['json-text']],
    ['Document', '{"a":1,"b":2}', '{"b": 2, "a": 1.0}', ['json-text']],
    ['Document', '[1, 2]', [1, 2], ['json-text']],
    ['Document', '{"a":1}', '{"a":2}', 'different'],
    ['Document', '{"a":1}', '{"a":1,"b":2}', 'different'],
    ['Document', '{"a":1,"b":2}', '{"a":1}', 'different'],
    ['Document', '[1, 2]', '[2, 1]', 'different'],
    ['Document', '{"a":1}', '{"a":1', 'different'],
  ]);
});
