import { expect } from 'chai';
import type { PlannedResource } from '../../../../src/plan/plan.ts';
import type { PlannedRequest } from '../../../../src/plan/planned-request.ts';
import { saveBeside } from '../../../../src/plan/saved/save-beside.ts';
import { saveRequest, saveResource } from '../../../../src/plan/saved/save-resource.ts';
import { saveValue, type Sealing } from '../../../../src/plan/saved/saved-value.ts';
import {
  Composite,
  omit,
  Secret,
  SqlFragment,
  Unknown,
  type Value,
  type ValueMap,
} from '../../../../src/values/value.ts';

/** A key that makes of a secret its length and its place, and takes texts with `hunter` in them for secrets. */
const sealing: Sealing = {
  seal: (secret, place) => `${JSON.stringify(secret).length} ${place}`,
  holdsSecret: (text) => text.includes('hunter'),
};
const type = 'AWS::SQS::Queue';

describe('a request in a saved plan', () => {
  const at = { typeName: type, region: 'r', identifier: 'q' } as const;
  const whole = { kind: 'update', type, region: 'r', identifier: 'q' };
  const table: readonly [string, PlannedRequest, unknown][] = [
    [
      'is a create',
      { kind: 'create', typeName: type, region: 'r', desiredState: { Name: 'q' }, isPending: false },
      { value: { kind: 'create', type, region: 'r', properties: { Name: 'q' } } },
    ],
    [
      'is a create whose properties are worked out when it is sent',
      { kind: 'create', typeName: type, region: 'r', desiredState: {}, isPending: true },
      { value: { kind: 'create', type, region: 'r', properties: null }, unknown: ['/properties'] },
    ],
    [
      'is an update, each pointer in one spelling',
      {
        kind: 'update',
        ...at,
        patch: [
          { op: 'add', path: '/A~1b', value: 1 },
          { op: 'move', path: '/C', from: '/D' },
          { op: 'remove', path: '/E' },
        ],
      },
      {
        value: {
          ...whole,
          patch: [
            { op: 'add', path: '/A~1b', value: 1 },
            { op: 'move', path: '/C', from: '/D' },
            { op: 'remove', path: '/E' },
          ],
        },
      },
    ],
    [
      'is an update of which nobody knows what it says',
      { kind: 'update', ...at, patch: undefined },
      { value: { ...whole, patch: null }, unknown: ['/patch'] },
    ],
    ['is a delete', { kind: 'delete', ...at }, { value: { kind: 'delete', type, region: 'r', identifier: 'q' } }],
    [
      'is a cancellation',
      { kind: 'cancel', region: 'r', requestToken: 't' },
      { value: { kind: 'cancel', region: 'r', requestToken: 't' } },
    ],
    ...(
      [
        ['create', ['type', 'region', 'properties']],
        ['update', ['type', 'region', 'identifier', 'patch']],
        ['delete', ['type', 'region', 'identifier']],
      ] as const
    ).map(([write, names]): (typeof table)[number] => [
      `is a ${write} of which nobody knows more`,
      { kind: 'undecided', write },
      {
        value: { kind: write, ...Object.fromEntries(names.map((name) => [name, null])) },
        unknown: names.map((name) => `/${name}`),
      },
    ]),
  ];
  for (const [title, request, saved] of table)
    it(title, () => {
      expect(saveRequest('queue', request, sealing)).to.deep.equal(saved);
    });
});

describe('a value in a saved plan', () => {
  const table: readonly [string, Value, unknown][] = [
    ['is as it is', { a: [1, true, null, 'x'] }, { value: { a: [1, true, null, 'x'] } }],
    ['leaves out what is omitted', { a: omit, b: [omit, 1] }, { value: { b: [1] } }],
    ['has a seal for a secret', new Secret('abc'), { value: null, secrets: [{ at: '', seal: '5 here' }] }],
    [
      'has a seal for a text that holds a secret',
      { a: 'my hunter22' },
      { value: { a: null }, secrets: [{ at: '/a', seal: '13 here/a' }] },
    ],
    [
      'has a seal for what holds one behind a mark',
      new SqlFragment('hunter22'),
      { value: null, secrets: [{ at: '', seal: '10 here' }] },
    ],
    ['is plain behind a mark', new SqlFragment('plain'), { value: 'plain' }],
    ['is not known', { a: new Unknown('x') }, { value: { a: null }, unknown: ['/a'] }],
    [
      'is known in part',
      { a: new Composite(['p|', new Unknown('x')]) },
      { value: { a: null }, partly: [{ at: '/a', parts: ['p|', null] }] },
    ],
    [
      'is not known where a part of it is secret',
      { a: new Composite([new Secret('s'), new Unknown('x')]) },
      { value: { a: null }, unknown: ['/a'] },
    ],
  ];
  for (const [title, value, saved] of table)
    it(title, () => {
      expect(saveValue(value, 'here', sealing)).to.deep.equal(saved);
    });

  it('has no seal without a key', () => {
    const none: Sealing = { ...sealing, seal: () => undefined };
    expect(saveValue({ a: new Secret('abc') }, 'here', none)).to.deep.equal({
      value: { a: null },
      secrets: [{ at: '/a' }],
    });
  });
});

describe('a resource in a saved plan', () => {
  const properties = { Delay: 1, Tags: { a: 'b' } };
  const change = (pointer: string, after: Value | undefined, writeOnly = false) => ({
    pointer,
    before: undefined,
    after,
    secret: false,
    forcesReplacement: false,
    writeOnly,
  });
  const planned = (
    action: Partial<PlannedResource<unknown>['action']>,
    more: Partial<PlannedResource<unknown>> = {},
  ): PlannedResource<unknown> => ({
    resource: 'queue',
    typeName: type,
    identifier: 'q',
    basis: { kind: 'present', typeName: type, region: 'r', identifier: 'q', properties },
    requests: [],
    // Nothing else of an action is looked at.
    action: action as PlannedResource<unknown>['action'],
    ...more,
  });
  const afterOf = (entry: PlannedResource<unknown>) => {
    const { basis } = saveResource(entry, sealing);
    return basis.kind === 'present' ? basis.after.value : basis.kind;
  };
  const update = (...changes: readonly ReturnType<typeof change>[]) => planned({ kind: 'update', changes });

  it('rests on what was seen, and leads to what it changes', () => {
    const table: readonly [PlannedResource<unknown>, unknown][] = [
      [update(change('/Delay', 2)), { Delay: 2, Tags: { a: 'b' } }],
      [update(change('/Delay', undefined)), { Tags: { a: 'b' } }],
      [update(change('/Tags/a', 'c'), change('/Tags/d', 'e')), { Delay: 1, Tags: { a: 'c', d: 'e' } }],
      [update(change('/Tags/a', undefined)), { Delay: 1, Tags: {} }],
      [update(change('/Note/deep', 1)), { Delay: 1, Tags: { a: 'b' }, Note: { deep: 1 } }],
      [update(change('/Note/deep', undefined)), properties],
      [update(change('/Delay/deep', 2)), { Delay: { deep: 2 }, Tags: { a: 'b' } }],
      [update(change('/Delay', 2, true)), properties],
      [update(change('', 2)), properties],
      [planned({ kind: 'update', changes: undefined }), properties],
      [planned({ kind: 'unchanged', unmanaged: [] }), properties],
    ];
    for (const [entry, after] of table) expect(afterOf(entry)).to.deep.equal(after);
  });

  it('leads to what is created anew, as far as that is known', () => {
    const create = (isPending: boolean, desiredState: ValueMap = { Delay: 9 }): PlannedRequest => ({
      kind: 'create',
      typeName: type,
      region: 'r',
      desiredState,
      isPending,
    });
    const replacing = (...requests: readonly PlannedRequest[]) =>
      afterOf(planned({ kind: 'replace', changes: [change('/Delay', 3)] }, { requests }));
    expect(replacing(create(false))).to.deep.equal({ Delay: 9 });
    for (const requests of [[create(true)], []])
      expect(replacing(...requests)).to.deep.equal({ Delay: 3, Tags: { a: 'b' } });
  });

  it('rests on nothing where nobody has seen it, and on its absence where that is what it is', () => {
    const { basis: _basis, ...unseen } = planned({ kind: 'run' });
    expect(saveResource(unseen, sealing)).to.deep.include({
      resource: 'queue',
      action: 'run',
      basis: { kind: 'unseen' },
    });
    const { basis: _other, ...absent } = planned({ kind: 'absent' }, { index: 1 });
    expect(saveResource(absent, sealing)).to.deep.include({ index: 1, basis: { kind: 'absent' } });
  });

  it('hides an identifier that holds a secret, also of one without an entry', () => {
    const basis = { kind: 'present', typeName: type, region: 'r', identifier: 'hunter22', properties } as const;
    expect(saveResource(planned({ kind: 'unchanged', unmanaged: [] }, { basis }), sealing)).to.have.nested.property(
      'basis.identifier',
      '***',
    );
    const beside = (identifier: string) =>
      saveBeside(
        { resource: 'old', typeName: type, region: 'r', identifier, action: { kind: 'prune' }, requests: [] },
        sealing,
      );
    for (const [identifier, shown] of [
      ['hunter22', '***'],
      ['q', 'q'],
    ] as const) {
      expect(beside(identifier).resource).to.equal(`${type}=${shown}`);
      expect(beside(identifier)).to.have.nested.property('basis.identifier', shown);
    }
  });
});
