import { compareRows, thing } from '../judge.ts';

describe('comparison, rule tags', () => {
  compareRows(thing, [
    ['Tags', [{ Key: 'a', Value: '1' }], [{ Value: '1', Key: 'a' }], []],
    [
      'Tags',
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
      'Tags',
      [{ Key: 'a', Value: '1' }],
      [
        { Key: 'aws:cloudformation:stack-name', Value: 'x' },
        { Key: 'a', Value: '1' },
      ],
      ['aws-tag'],
    ],
    [
      'Tags',
      [{ Key: 'a', Value: '1' }],
      [
        { Key: 'a', Value: '1' },
        { Key: 'stack-deploy:stack', Value: 'x' },
      ],
      ['own-tag'],
    ],
    ['Tags', [], [{ Key: 'aws:x', Value: 'x' }], ['aws-tag']],
    ['Tags', [{ Key: 'a', Value: '1' }], [{ Key: 'a', Value: '2' }], 'different'],
    ['Tags', [{ Key: 'a', Value: '1' }], [{ Key: 'b', Value: '1' }], 'different'],
    [
      'Tags',
      [{ Key: 'a', Value: '1' }],
      [
        { Key: 'a', Value: '1' },
        { Key: 'aws', Value: '1' },
      ],
      'different',
    ],
    [
      'Tags',
      [{ Key: 'a', Value: '1' }],
      [
        { Key: 'a', Value: '1' },
        { Key: 'aws-x', Value: '1' },
      ],
      'different',
    ],
    [
      'Tags',
      [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
      [{ Key: 'a', Value: '1' }],
      'different',
    ],
    ['Tags', [{ Key: 'a', Value: '1' }], [], 'different'],
    ['UserTags', { a: '1' }, { a: '1', 'aws:x': 'y', 'stack-deploy:stack': 'z' }, ['aws-tag', 'own-tag']],
    ['UserTags', { a: '1' }, { a: '1', b: '2' }, 'different'],
    ['UserTags', { a: '1', b: '2' }, { a: '1' }, 'different'],
  ]);
});

describe('comparison, rule tags, with tags that are ignored', () => {
  compareRows(
    thing,
    [
      ['Tags', [], [{ Key: 'cost', Value: '1' }], ['ignored-tag']],
      ['Tags', [{ Key: 'cost', Value: '2' }], [{ Key: 'cost', Value: '1' }], ['ignored-tag']],
      ['Tags', [], [{ Key: 'scan:last', Value: '1' }], ['ignored-tag']],
      ['Tags', [], [{ Key: 'costs', Value: '1' }], 'different'],
    ],
    { ignoreTags: ['cost', 'scan:*'] },
  );
});
