import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { differingResources, isNamed, unnamed } from '../../../../src/plan/saved/differing-resources.ts';
import type { SavedBasis, SavedRequest, SavedResource } from '../../../../src/plan/saved/saved-plan.ts';
import { makeType } from '../../resource-types/shipped-types.ts';

const queueType = makeType({
  typeName: 'Test::Made::Queue',
  properties: { Name: { type: 'string' }, Delay: { type: 'integer' }, Note: { type: 'object' } },
  primaryIdentifier: ['/properties/Name'],
});
const comparison = {
  registry: { find: (name: string) => (name === queueType.typeName ? queueType : undefined) },
  contextOf: () => ({ region: 'eu-west-1' }),
};

const present = (
  properties: JsonObject,
  after: JsonObject = properties,
  identifier = 'q1',
  type = queueType.typeName,
): SavedBasis => ({
  kind: 'present',
  type,
  region: 'eu-west-1',
  identifier,
  properties: { value: properties },
  after: { value: after },
});
const absent: SavedBasis = { kind: 'absent' };
const unseen: SavedBasis = { kind: 'unseen' };
const request = (value: JsonObject): SavedRequest => ({ value });
const create = request({ kind: 'create', type: 'Test::Made::Queue', properties: { Name: 'q1', Delay: 1 } });
const update = (delay: number): SavedRequest =>
  request({ kind: 'update', identifier: 'q1', patch: [{ op: 'add', path: '/Delay', value: delay }] });
const remove = request({ kind: 'delete', type: 'Test::Made::Queue', identifier: 'q1' });
const entry = (action: string, basis: SavedBasis, ...requests: readonly SavedRequest[]): SavedResource => ({
  resource: 'queue',
  action,
  basis,
  requests,
});

describe('what is not as a saved plan rests on', () => {
  const one = { Name: 'q1', Delay: 1 };
  const two = { Name: 'q1', Delay: 2 };
  const three = { Name: 'q1', Delay: 3 };
  const presence = (planned: string | undefined, now: string | undefined) => ({
    kind: 'presence',
    resource: 'queue',
    planned,
    now,
  });
  const written = (now: string, ...places: readonly string[]) => ({ kind: 'request', resource: 'queue', now, places });
  const table: readonly [string, readonly SavedResource[], readonly SavedResource[], readonly unknown[]][] = [
    [
      'is nothing where all is as it was',
      [entry('update', present(one, two), update(2))],
      [entry('update', present(one, two), update(2))],
      [],
    ],
    [
      'is nothing where all is as it will be',
      [entry('update', present(one, two), update(2))],
      [entry('none', present(two))],
      [],
    ],
    [
      'is what is neither',
      [entry('update', present(one, two), update(2))],
      [entry('update', present(three, two), update(2))],
      [{ kind: 'property', resource: 'queue', pointer: '/Delay', planned: 1, now: 3, secret: false }],
    ],
    [
      'is what was not going to change',
      [entry('none', present(one))],
      [entry('update', present(two, one), update(1))],
      [{ kind: 'property', resource: 'queue', pointer: '/Delay', planned: 1, now: 2, secret: false }],
    ],
    [
      'is a write that the plan does not name',
      [entry('none', present(one))],
      [entry('update', present(one), update(2))],
      [written('update q1')],
    ],
    [
      'is a write that is another one than the plan names, with its places',
      [entry('update', present(one, two), update(2))],
      [entry('update', present(one, three), update(3))],
      [written('update q1', '/Delay')],
    ],
    [
      'is another resource',
      [entry('none', present(one))],
      [entry('none', present(one, one, 'q2'))],
      [presence('q1', 'q2')],
    ],
    [
      'is a resource of another type',
      [entry('none', present(one))],
      [entry('none', present(one, one, 'q1', 'Test::Made::Topic'))],
      [presence('q1', 'q1')],
    ],
    ['is what has gone', [entry('none', present(one))], [entry('create', absent, create)], [presence('q1', undefined)]],
    [
      'is nothing where what is to be deleted has gone',
      [entry('delete', present(one), remove)],
      [entry('none', absent)],
      [],
    ],
    [
      'is nothing where what is to be replaced has gone, and is created',
      [entry('replace', present(one, two), remove, create)],
      [entry('create', absent, create)],
      [],
    ],
    [
      'is another create of what is to be replaced and has gone',
      [entry('replace', present(one, two), remove)],
      [entry('create', absent, create)],
      [written('create Test::Made::Queue')],
    ],
    [
      'is nothing where what replaces it is there',
      [entry('replace', present(one, two), remove, create)],
      [entry('none', present(two, two, 'q2'))],
      [],
    ],
    [
      'is what replaces it and is otherwise than planned',
      [entry('replace', present(one, two), remove, create)],
      [entry('none', present(three, three, 'q2'))],
      [presence('q1', 'q2')],
    ],
    [
      'is nothing where what replaces it lacks or has more than is planned',
      [entry('replace', present(one, { Name: 'q1', Note: { a: 1 } }), remove, create)],
      [entry('none', present(two, two, 'q2'))],
      [],
    ],
    [
      'is what stands for a replaced one in another type',
      [entry('replace', present(one, two), remove, create)],
      [entry('none', present(two, two, 'q2', 'Test::Made::Topic'))],
      [presence('q1', 'q2')],
    ],
    [
      'is nothing where what was created is there',
      [entry('create', absent, create)],
      [entry('none', present(one))],
      [],
    ],
    [
      'is what was created and still needs a write',
      [entry('create', absent, create)],
      [entry('update', present(one), update(2))],
      [presence(undefined, 'q1')],
    ],
    ['is what has come', [entry('none', absent)], [entry('none', present(one))], [presence(undefined, 'q1')]],
    ['is nothing where nobody has looked', [entry('create', unseen, create)], [entry('create', unseen, create)], []],
    [
      'is a write where nobody has looked',
      [entry('run', unseen)],
      [entry('create', unseen, create)],
      [written('create Test::Made::Queue')],
    ],
    [
      'is nothing where several writes came to one that is planned',
      [entry('update', unseen, update(1)), entry('update', unseen, update(2))],
      [entry('update', unseen, update(2))],
      [],
    ],
    [
      'is a write of one that stood for several',
      [entry('update', unseen, update(1)), entry('update', unseen, update(2))],
      [entry('update', unseen, update(3))],
      [written('update q1', '/Delay')],
    ],
    ['is nothing where an entry without a write is gone', [entry('none', absent)], [], []],
    [
      'is a write of an entry that is new',
      [],
      [entry('create', absent, create)],
      [written('create Test::Made::Queue')],
    ],
  ];
  for (const [title, planned, now, expected] of table) {
    it(title, () => {
      expect(differingResources(planned, now, comparison)).to.deep.equal(expected);
    });
  }

  it('is told for each entry by itself', () => {
    const other = { ...entry('none', present(one)), resource: 'topic' };
    const changed = { ...entry('none', present(two, two)), resource: 'topic' };
    const same = entry('none', present(one));
    expect(differingResources([other, same], [same, changed], comparison)).to.deep.equal([
      { kind: 'property', resource: 'topic', pointer: '/Delay', planned: 1, now: 2, secret: false },
    ]);
  });

  it('is a place inside of another that is not as it will be', () => {
    const before = { Name: 'q1', Note: { a: 1, b: 1 } };
    const planned = { Name: 'q1', Note: { a: 2, b: 1 } };
    const now = { Name: 'q1', Note: { a: 3, b: 1 } };
    expect(
      differingResources([entry('update', present(before, planned))], [entry('none', present(now))], comparison),
    ).to.deep.equal([{ kind: 'property', resource: 'queue', pointer: '/Note/a', planned: 1, now: 3, secret: false }]);
  });
});

describe('a request and the ones that a plan names', () => {
  it('is named where one of them is the same', () => {
    expect([
      isNamed(update(2), [update(1), update(2)]),
      isNamed(update(2), [update(1)]),
      isNamed(update(2), []),
    ]).to.deep.equal([true, false, false]);
  });

  const table: readonly [string, SavedRequest, readonly SavedRequest[], unknown][] = [
    ['says what it does where none is of its kind', update(2), [remove], { now: 'update q1', places: [] }],
    [
      'names places of a create without the word for properties',
      request({ kind: 'create', type: 'T', properties: { Name: 'q2', properties: 1 } }),
      [request({ kind: 'create', type: 'T', properties: { Name: 'q1', properties: 2 } })],
      { now: 'create T', places: ['/Name', '/properties'] },
    ],
    [
      'names each property of a patch once',
      request({ kind: 'update', identifier: 'q1', patch: [{ op: 'add', path: '/Delay', value: 2 }] }),
      [request({ kind: 'update', identifier: 'q1', patch: [{ op: 'remove', path: '/Delay', value: 1 }] })],
      { now: 'update q1', places: ['/Delay'] },
    ],
    [
      'names the place itself where the patch is no list',
      request({ kind: 'update', identifier: 3, patch: 'unknown' }),
      [request({ kind: 'update', identifier: 4, patch: 'known' })],
      { now: 'update', places: ['/identifier', '/patch'] },
    ],
  ];
  for (const [title, now, planned, expected] of table) {
    it(title, () => {
      expect(unnamed(now, planned)).to.deep.equal(expected);
    });
  }
});
