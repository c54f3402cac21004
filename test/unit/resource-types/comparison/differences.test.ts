import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { differencesBetween } from '../../../../src/resource-types/comparison/differences.ts';
import type { ResourceType } from '../../../../src/resource-types/resource-type.ts';
import { Composite, Secret } from '../../../../src/values/value.ts';

/** A type of which only the paths matter. */
const type: ResourceType = {
  typeName: 'Test::Service::Thing',
  statementName: 'awscc.service.things',
  source: 'shipped',
  properties: [],
  identifier: [['Id']],
  additionalIdentifiers: [],
  required: [],
  readOnly: [],
  createOnly: [],
  writeOnly: [['Password']],
  handlers: {},
  listRequires: [],
  tagProperty: undefined,
  unordered: [['Tags'], ['Rules', '*', 'Ports']],
  secret: [['Token']],
  ignoredRemovals: {},
  parents: {},
  schema: {},
};

describe('differencesBetween', () => {
  const table: readonly [string, JsonObject, JsonObject, readonly string[]][] = [
    ['finds none between equals', { A: 1, B: ['x'] }, { A: 1, B: ['x'] }, []],
    ['does not mind what was not declared', { A: 1 }, { A: 1, Default: true }, []],
    ['names a property with another value', { A: 1 }, { A: 2 }, ['/A']],
    ['names a property that is not set', { A: 1 }, {}, ['/A']],
    ['takes nothing for an empty list or map', { A: [], B: {} }, {}, []],
    ['names the innermost member', { A: { B: { C: 1, D: 2 } } }, { A: { B: { C: 1, D: 3 } } }, ['/A/B/D']],
    ['does not look at write-only properties', { Password: 'x' }, {}, []],
    [
      'does not mind the order of an unordered list',
      { Tags: [{ K: 'a' }, { K: 'b' }] },
      { Tags: [{ K: 'b' }, { K: 'a' }] },
      [],
    ],
    ['counts the members of an unordered list', { Tags: ['a', 'a', 'b'] }, { Tags: ['a', 'b', 'b'] }, ['/Tags']],
    ['minds the order of other lists', { List: ['a', 'b'] }, { List: ['b', 'a'] }, ['/List']],
    [
      'looks into ordered lists with unordered ones inside',
      { Rules: [{ Ports: [1, 2] }] },
      { Rules: [{ Ports: [2, 1] }] },
      [],
    ],
    ['takes 60 and "60" for the same', { A: 60, B: 'true' }, { A: '60', B: true }, []],
    ['does not take 0 for false or an empty text', { A: 0, B: '' }, { A: false, B: 0 }, ['/A', '/B']],
    ['takes JSON and its text for the same', { A: '{"b":1}', C: { d: [1] } }, { A: { b: 1 }, C: '{ "d": [1] }' }, []],
    ['leaves out what is null', { A: null }, {}, []],
  ];
  for (const [title, desired, live, expected] of table) {
    it(title, () => {
      expect(differencesBetween(type, desired, live).map((difference) => difference.pointer)).to.deep.equal(expected);
    });
  }

  it('marks what must not be shown', () => {
    expect(differencesBetween(type, { Token: 'a' }, { Token: 'b' })).to.deep.equal([
      { pointer: '/Token', desired: 'a', live: 'b', secret: true },
    ]);
  });

  it('does not show what was there before where a secret is wanted now', () => {
    const desired = {
      Plain: 'new',
      Tags: [{ Key: 'url', Value: new Composite(['https://', new Secret('new'), '@host']) }],
      Map: { plain: 'new', hidden: new Secret('new'), same: new Secret('same') },
    };
    const live = {
      Plain: 'old',
      Tags: [{ Key: 'url', Value: 'https://old@host' }],
      Map: { plain: 'old', hidden: 'old', same: 'same' },
    };
    const found = differencesBetween(type, desired, live);
    expect(found.map(({ pointer, secret }) => [pointer, secret])).to.deep.equal([
      ['/Plain', false],
      ['/Tags', true],
      ['/Map/plain', false],
      ['/Map/hidden', true],
    ]);
  });
});
