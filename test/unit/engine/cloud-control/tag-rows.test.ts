import { expect } from 'chai';
import type { Json } from '../../../../src/base/json.ts';
import { tagRows } from '../../../../src/engine/cloud-control/tag-rows.ts';
import { withoutOwnTags } from '../../../../src/engine/cloud-control/without-own-tags.ts';

const row = (tags: Json | undefined) => ({
  region: 'eu-west-1',
  identifier: 'i',
  properties: tags === undefined ? {} : { Tags: tags },
  model: { Parent: 'p' },
});

describe('a resource as rows of its tags', () => {
  const two = [
    ['a', '1'],
    ['b', '2'],
  ];
  const table: readonly [string, Json | undefined, Json][] = [
    ['has one for each of a list', two.map(([Key, Value]) => ({ Key, Value }) as Json), two],
    ['has one for each of a list in small letters', two.map(([key, value]) => ({ key, value }) as Json), two],
    [
      'has one for each of a list with names of its own',
      two.map(([TagKey, TagValue]) => ({ TagKey, TagValue }) as Json),
      two,
    ],
    ['has one for each of a map', { a: '1', b: '2' }, two],
    ['has one without a value', [{ Key: 'a' }], [['a', null]]],
    ['has none for what is no tag', ['a', { Name: 'a' }, { Key: 1 }], []],
    ['has none for a text', 'a', []],
    ['has none without tags', undefined, []],
  ];
  for (const [title, tags, expected] of table)
    it(title, () => {
      const rows = tagRows(row(tags), 'Tags');
      expect(rows.map(({ model }) => [model['tag_key'], model['tag_value']])).to.deep.equal(expected);
      for (const { model, identifier } of rows) expect([model['Parent'], identifier]).to.deep.equal(['p', 'i']);
    });
});

describe('the tags that a query finds', () => {
  const own = 'stack-deploy:sent';
  const table: readonly [string, Json | undefined, Json | undefined][] = [
    [
      'are those of a list',
      [
        { Key: own, Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      [{ Key: 'a', Value: '2' }],
    ],
    ['are those of a list in small letters', [{ key: own }, { key: 'a' }], [{ key: 'a' }]],
    ['are those of a list with names of its own', [{ TagKey: own }, { TagKey: 'a' }], [{ TagKey: 'a' }]],
    ['are what is no tag', [{ Name: own }, own], [{ Name: own }, own]],
    ['are those of a map', { [own]: '1', a: '2' }, { a: '2' }],
    ['are a text', own, own],
    ['are none', undefined, undefined],
  ];
  for (const [title, tags, expected] of table)
    it(title, () => {
      expect(withoutOwnTags(row(tags).properties, 'Tags')).to.deep.equal(row(expected).properties);
    });
});
