import { compareRows, thing } from '../judge.ts';

describe('comparison, rule lists', () => {
  compareRows(thing, [
    ['Ports', [1, 2], [2, 1], ['order']],
    ['Ports', [1, 1, 2], [1, 2, 2], 'different'],
    ['Ports', [1, 2], [1], 'different'],
    ['Ports', [1], [1, 2], 'different'],
    ['Steps', ['a', 'b'], ['b', 'a'], 'different'],
    ['Steps', ['a', 'b'], ['a', 'c'], 'different'],
    ['SubnetIds', ['subnet-1', 'subnet-2'], ['subnet-2', 'subnet-1'], ['order']],
    ['SubnetIds', ['subnet-1', 'subnet-2'], ['subnet-3', 'subnet-1'], 'different'],
    [
      'Environment',
      [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
      [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '1' },
      ],
      ['order'],
    ],
    [
      'Environment',
      [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
      [
        { Key: 'b', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      'different',
    ],
    [
      'Environment',
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      [
        { Key: 'a', Value: '2' },
        { Key: 'a', Value: '1' },
      ],
      'different',
    ],
    // The first one declared is equal to both, the second one to the first alone.
    [
      'Rules',
      [{ From: 1 }, { From: 1, To: 2 }],
      [
        { From: 1, To: 2 },
        { From: 1, To: 3 },
      ],
      ['order'],
    ],
    [
      'Rules',
      [
        { From: 1, To: 2 },
        { From: 1, To: 2 },
      ],
      [
        { From: 1, To: 2 },
        { From: 1, To: 3 },
      ],
      'different',
    ],
    ['EventPattern', { source: ['a', 'b'] }, { source: ['b', 'a'] }, ['order']],
    ['EventPattern', { size: [{ numeric: ['>', 0, '<', 5] }] }, { size: [{ numeric: ['<', 0, '>', 5] }] }, 'different'],
    ['EventPattern', { source: ['a'] }, { source: ['a', 'b'] }, 'different'],
  ]);
});
