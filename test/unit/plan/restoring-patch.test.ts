import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { changedProperties, restoringPatch } from '../../../src/plan/restoring-patch.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import type { ResourceType } from '../../../src/resource-types/resource-type.ts';

// What the patch looks at of a type.
const type = {
  readOnly: [['Arn'], ['Endpoint', 'Host'], ['Rules', '*', 'Id']],
  writeOnly: [['Password']],
  unordered: [['Urls'], ['Rules', '*', 'Ports']],
  ignoredRemovals: { Retention: 30, Note: null },
} as unknown as ResourceType;

describe('restoringPatch', () => {
  const table: readonly [string, JsonObject, JsonObject, readonly PatchOperation[]][] = [
    ['is empty where nothing has changed', { Name: 'a', Size: 1 }, { Name: 'a', Size: 1 }, []],
    [
      'sets what was changed to what it was',
      { Name: 'a', Size: 1 },
      { Name: 'b', Size: 1 },
      [{ op: 'add', path: '/Name', value: 'a' }],
    ],
    ['sets what was removed', { Name: 'a' }, {}, [{ op: 'add', path: '/Name', value: 'a' }]],
    ['sets null again where null was', { Name: null }, {}, [{ op: 'add', path: '/Name', value: null }]],
    ['removes what was added', {}, { Name: 'a' }, [{ op: 'remove', path: '/Name' }]],
    [
      'sets the default where the service ignores the removal',
      {},
      { Retention: 7, Note: 'x' },
      [
        { op: 'add', path: '/Retention', value: 30 },
        { op: 'add', path: '/Note', value: null },
      ],
    ],
    ['escapes names in paths', {}, { 'a/b~c': 1 }, [{ op: 'remove', path: '/a~1b~0c' }]],
    ['leaves alone what only the service sets', { Arn: 'arn:1' }, { Arn: 'arn:2' }, []],
    ['leaves alone what nobody can read', {}, { Password: 'x' }, []],
    [
      'leaves members that only the service sets out of what it sets',
      { Endpoint: { Host: 'a.example', Port: 1 }, Rules: [{ Id: 'r1', Ports: [1] }] },
      { Endpoint: { Host: 'b.example', Port: 2 }, Rules: [{ Id: 'r2', Ports: [2] }] },
      [
        { op: 'add', path: '/Endpoint', value: { Port: 1 } },
        { op: 'add', path: '/Rules', value: [{ Ports: [1] }] },
      ],
    ],
    [
      'sees no change in members that only the service sets',
      { Endpoint: { Host: 'a.example', Port: 1 }, Rules: [{ Id: 'r1', Ports: [1] }] },
      { Endpoint: { Host: 'b.example', Port: 1 }, Rules: [{ Id: 'r2', Ports: [1] }] },
      [],
    ],
    ['sees no change in the order of a list without one', { Urls: ['b', 'a', 'c'] }, { Urls: ['c', 'b', 'a'] }, []],
    ['sees no change in such an order deeper down', { Rules: [{ Ports: [1, 2] }] }, { Rules: [{ Ports: [2, 1] }] }, []],
    [
      'keeps the order that a list without one had',
      { Urls: ['b', 'a'] },
      { Urls: ['a', 'b', 'c'] },
      [{ op: 'add', path: '/Urls', value: ['b', 'a'] }],
    ],
    [
      'sees a change in the order of any other list',
      { Steps: ['a', 'b'] },
      { Steps: ['b', 'a'] },
      [{ op: 'add', path: '/Steps', value: ['a', 'b'] }],
    ],
    [
      'sees no change in the order of the members of lists without order',
      { Urls: [{ a: 1, b: 2 }, { c: 3 }] },
      { Urls: [{ c: 3 }, { b: 2, a: 1 }] },
      [],
    ],
    [
      'sees no change in a list without order whose members have their names in another order',
      { Urls: [{ b: 1, a: 2 }, { a: 9 }] },
      { Urls: [{ a: 2, b: 1 }, { a: 9 }] },
      [],
    ],
  ];
  for (const [title, before, now, expected] of table) {
    it(title, () => {
      expect(restoringPatch(type, before, now)).to.deep.equal(expected);
    });
  }
});

describe('changedProperties', () => {
  it('names what was changed, removed and added, in that order', () => {
    expect(changedProperties(type, { Gone: 1, Same: 2, Other: 3 }, { New: 1, Same: 2, Other: 4 })).to.deep.equal([
      'Gone',
      'Other',
      'New',
    ]);
  });

  it('tells null from what is not there', () => {
    expect(changedProperties(type, { A: null }, {})).to.deep.equal(['A']);
    expect(changedProperties(type, {}, { A: null })).to.deep.equal(['A']);
  });

  it('takes names of members that every object has for names like others', () => {
    const now = JSON.parse('{ "constructor": 1, "__proto__": 2 }') as JsonObject;
    expect(changedProperties(type, {}, now)).to.deep.equal(['constructor', '__proto__']);
  });
});
