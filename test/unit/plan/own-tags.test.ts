import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import { holdsMark, keepingTags, tagIn, tagsBeyond, withoutTag, withTag } from '../../../src/plan/own-tags.ts';
import { Secret, Unknown, type Value } from '../../../src/values/value.ts';

const list = (...tags: readonly (readonly [string, string])[]): Json => tags.map(([Key, Value]) => ({ Key, Value }));
const mark = { stack: 'shop', environment: 'dev', resource: 'net' };
const marked = (stack: string, environment: string, resource: string): Json =>
  list(['stackql:stack-name', stack], ['stackql:stack-env', environment], ['stackql:resource-name', resource]);

describe('the text of a tag', () => {
  const table: readonly [string, Value | undefined, string | undefined][] = [
    ['is that of a list', list(['a', '1'], ['b', '2']), '2'],
    ['is that of a list in small letters', [{ key: 'b', value: '2' }], '2'],
    ['is that of a list with names of their own', [{ TagKey: 'b', TagValue: '2' }], '2'],
    ['is that of a map', { a: '1', b: '2' }, '2'],
    ['is that of the first of its key', list(['b', '1'], ['b', '2']), '1'],
    ['is read though it is secret', { b: new Secret('2') }, '2'],
    ['is read under a secret key', [{ Key: new Secret('b'), Value: '2' }], '2'],
    ['is none without tags', undefined, undefined],
    ['is none where there is no such key', list(['a', '1']), undefined],
    ['is none of a value that is not known', { b: new Unknown('x') }, undefined],
    ['is none under a key that is not known', [{ Key: new Unknown('x'), Value: '2' }], undefined],
    ['is none under a key that is no string', [{ Key: 1, Value: '2' }], undefined],
    ['is none of a number', { b: 2 }, undefined],
    ['is none of a tag without a value', [{ Key: 'b' }], undefined],
    ['is none of a tag of another shape', [{ Name: 'b', Value: '2' }, 'b'], undefined],
    ['is none of what is neither list nor map', 'b', undefined],
  ];
  for (const [title, tags, text] of table)
    it(title, () => {
      expect(tagIn(tags, 'b')).to.equal(text);
    });
});

describe('the mark of a stack', () => {
  const table: readonly [string, Value | undefined, boolean][] = [
    ['is held by its three tags', marked('shop', 'dev', 'net'), true],
    ['is not that of another stack', marked('mall', 'dev', 'net'), false],
    ['is not that of another environment', marked('shop', 'prd', 'net'), false],
    ['is not that of another resource', marked('shop', 'dev', 'web'), false],
    ['is not there without tags', undefined, false],
  ];
  for (const [title, tags, isHeld] of table)
    it(title, () => {
      expect(holdsMark(tags, mark)).to.equal(isHeld);
    });
});

describe('a tag that is set', () => {
  const table: readonly [string, Value, Value][] = [
    ['is added to a map', { a: '1' }, { a: '1', b: 'new' }],
    ['takes the place of one in a map', { b: '1' }, { b: 'new' }],
    [
      'is added to a list in its own spelling',
      [{ key: 'a', value: '1' }],
      [
        { key: 'a', value: '1' },
        { key: 'b', value: 'new' },
      ],
    ],
    ['takes the place of one in a list', list(['b', '1'], ['a', '2']), list(['a', '2'], ['b', 'new'])],
    [
      'is not passed on to the instances of an Auto Scaling group',
      [{ Key: 'a', Value: '1', PropagateAtLaunch: true }],
      [
        { Key: 'a', Value: '1', PropagateAtLaunch: true },
        { PropagateAtLaunch: false, Key: 'b', Value: 'new' },
      ],
    ],
    ['is left out of an empty list, whose spelling is not known', [], []],
    ['is left out of a list of texts', ['a'], ['a']],
    ['is left out of a list of another shape', [{ Name: 'a' }], [{ Name: 'a' }]],
    ['is left out of a text', 'tags', 'tags'],
    ['is left out of null', null, null],
  ];
  for (const [title, tags, after] of table)
    it(title, () => {
      expect(withTag(tags, 'b', 'new')).to.deep.equal(after);
    });
});

describe('a tag that is removed', () => {
  const table: readonly [string, Value, Value][] = [
    ['goes from a map', { a: '1', b: '2' }, { a: '1' }],
    ['goes from a list', list(['b', '1'], ['a', '2'], ['b', '3']), list(['a', '2'])],
    ['leaves what is neither as it is', 'tags', 'tags'],
  ];
  for (const [title, tags, after] of table)
    it(title, () => {
      expect(withoutTag(tags, 'b')).to.deep.equal(after);
    });
});

describe('tags in the place of live ones', () => {
  const table: readonly [string, Value, Value | undefined, Value][] = [
    ['are as they are where there are none yet', { a: '1', 'aws:x': '1' }, undefined, { a: '1', 'aws:x': '1' }],
    [
      "keep AWS's and the program's of a map, and bring none of their own",
      { a: '1', 'stack-deploy:sent': 'mine' },
      { b: '2', 'aws:x': '3', 'stack-deploy:sent': 'theirs' },
      { a: '1', 'aws:x': '3', 'stack-deploy:sent': 'theirs' },
    ],
    [
      "keep AWS's and the program's of a list, and bring none of their own",
      list(['a', '1'], ['stack-deploy:sent', 'mine']),
      list(['b', '2'], ['aws:x', '3'], ['stack-deploy:sent', 'theirs']),
      list(['a', '1'], ['aws:x', '3'], ['stack-deploy:sent', 'theirs']),
    ],
    ['keep what has no key, and take none over', ['odd'], ['strange'], ['odd']],
    ['are as they are where the live ones have another shape', list(['a', '1']), { 'aws:x': '3' }, list(['a', '1'])],
    ['are as they are where they have another shape', { a: '1' }, list(['aws:x', '3']), { a: '1' }],
  ];
  for (const [title, tags, live, after] of table)
    it(title, () => {
      expect(keepingTags(tags, live)).to.deep.equal(after);
    });
});

describe('tags that somebody else has set', () => {
  const ignored = ['team', 'cost-*'];
  const table: readonly [string, Json, Json | undefined][] = [
    ['are left of a list', list(['a', '1'], ['aws:x', '2'], ['stackql:stack-name', '3']), list(['a', '1'])],
    ['are left of a map', { a: '1', 'stack-deploy:sent': '2' }, { a: '1' }],
    ['are not those that are ignored', { team: '1', 'cost-a': '2', teams: '3', cost: '4' }, { teams: '3', cost: '4' }],
    ['are among a list even without a key', ['odd'], ['odd']],
    ['are none of a list that is empty then', list(['team', '1']), undefined],
    ['are none of a map that is empty then', { 'cost-b': '1' }, undefined],
    ['are none of a text', 'tags', undefined],
  ];
  for (const [title, tags, others] of table)
    it(title, () => {
      expect(tagsBeyond(tags, ignored)).to.deep.equal(others);
    });
});
