import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { ok } from '../../../../src/base/result.ts';
import { listUnderParents } from '../../../../src/engine/cloud-control/list-under-parents.ts';
import { createRequestCache } from '../../../../src/engine/cloud-control/request-cache.ts';
import { readSchema } from '../../../../src/resource-types/read-schema.ts';
import type { ResourceType } from '../../../../src/resource-types/resource-type.ts';
import { createFakeProvider, type FakeResource } from '../fake-provider.ts';

describe('The models that a list is asked with', () => {
  const handlers = { create: { permissions: [] }, read: { permissions: [] }, list: { permissions: [] } };

  function type(schema: JsonObject): ResourceType {
    const made = readSchema(schema, 'catalogue');
    if (made === undefined) throw new Error('The schema is none.');
    return made;
  }

  const farm = type({
    typeName: 'AWS::Made::Farm',
    properties: { Arn: { type: 'string' }, FarmId: { type: 'string' } },
    primaryIdentifier: ['/properties/Arn'],
    handlers,
  });
  const queue = type({
    typeName: 'AWS::Made::Queue',
    properties: {
      FarmId: { type: 'string', relationshipRef: { typeName: 'AWS::Made::Farm', propertyPath: '/properties/FarmId' } },
      Id: { type: 'string' },
    },
    primaryIdentifier: ['/properties/Id'],
    handlers: { ...handlers, list: { permissions: [], handlerSchema: { required: ['FarmId'] } } },
  });
  const worker = type({
    typeName: 'AWS::Made::Worker',
    properties: {
      FarmId: { type: 'string', relationshipRef: { typeName: 'AWS::Made::Farm', propertyPath: '/properties/FarmId' } },
      QueueId: { type: 'string', relationshipRef: { typeName: 'AWS::Made::Queue', propertyPath: '/properties/Id' } },
      Id: { type: 'string' },
    },
    primaryIdentifier: ['/properties/FarmId', '/properties/QueueId', '/properties/Id'],
    handlers: { ...handlers, list: { permissions: [], handlerSchema: { required: ['FarmId', 'QueueId'] } } },
  });
  /** One whose parent is of its own type, and two with parents that nobody knows. */
  const others = [
    ['Branch', 'AWS::Made::Branch'],
    ['Stray', 'AWS::Made::Nothing'],
    ['Lone', undefined],
  ].map(([name, typeName]) =>
    type({
      typeName: `AWS::Made::${name ?? ''}`,
      properties: {
        ParentId: {
          type: 'string',
          ...(typeName === undefined ? {} : { relationshipRef: { typeName, propertyPath: '/properties/Id' } }),
        },
        Id: { type: 'string' },
      },
      primaryIdentifier: ['/properties/Id'],
      handlers: { ...handlers, list: { permissions: [], handlerSchema: { required: ['ParentId'] } } },
    }),
  );
  const types = [farm, queue, worker, ...others];
  const registry = {
    find: (name: string) => types.find(({ typeName }) => typeName === name),
    statementNames: () => [],
    problemOf: () => undefined,
  };

  function farmResource(id: string, listed: JsonObject): FakeResource {
    const arn = `arn:${id}`;
    return {
      region: 'eu-west-1',
      typeName: 'AWS::Made::Farm',
      identifier: arn,
      properties: { Arn: arn, FarmId: id },
      listed: { Arn: arn, ...listed },
    };
  }

  function queueResource(farmId: string, id: string): FakeResource {
    const properties = { FarmId: farmId, Id: id };
    return { region: 'eu-west-1', typeName: 'AWS::Made::Queue', identifier: id, properties };
  }

  function setup(...resources: readonly FakeResource[]) {
    const provider = createFakeProvider(resources);
    const cache = createRequestCache(provider, { concurrency: 2 }).reads(undefined);
    const ask = (asked = queue, known: JsonObject = {}) =>
      listUnderParents({ cache, registry, type: asked, region: 'eu-west-1', known });
    return { provider, ask };
  }

  it('are read from the parents where their list does not tell the property', async () => {
    const { provider, ask } = setup(farmResource('f1', {}), farmResource('f2', { FarmId: 'f2' }));
    expect(await ask()).to.deep.equal({ ok: true, value: [{ FarmId: 'f1' }, { FarmId: 'f2' }] });
    expect(provider.calls).to.deep.equal(['list eu-west-1 Made.Farm', 'get eu-west-1 Made.Farm arn:f1']);
  });

  it('are never fewer because a parent cannot be read', async () => {
    const { provider, ask } = setup(farmResource('f1', {}), farmResource('f2', {}));
    provider.failOn('get eu-west-1 Made.Farm arn:f2');
    expect(await ask()).to.have.nested.property('error.kind', 'denied');
  });

  it('are what is known, without a request', async () => {
    const { provider, ask } = setup(farmResource('f1', {}));
    expect(await ask(queue, { FarmId: 'f9' })).to.deep.equal({ ok: true, value: [{ FarmId: 'f9' }] });
    expect(await ask(farm)).to.deep.equal({ ok: true, value: [{}] });
    expect(provider.calls).to.deep.equal([]);
  });

  it('are one for each parent of each of its own parents', async () => {
    const farms = [farmResource('f1', { FarmId: 'f1' }), farmResource('f2', { FarmId: 'f2' })];
    const { provider, ask } = setup(
      ...farms,
      queueResource('f1', 'q1'),
      queueResource('f2', 'q2'),
      queueResource('f2', 'q3'),
    );
    const all = [
      { FarmId: 'f1', QueueId: 'q1' },
      { FarmId: 'f2', QueueId: 'q2' },
      { FarmId: 'f2', QueueId: 'q3' },
    ];
    expect(await ask(worker)).to.deep.equal({ ok: true, value: all });
    expect(provider.calls).to.deep.equal([
      'list eu-west-1 Made.Farm',
      'list eu-west-1 Made.Queue model={"FarmId":"f1"}',
      'list eu-west-1 Made.Queue model={"FarmId":"f2"}',
    ]);
    expect(await ask(worker, { FarmId: 'f2' })).to.deep.equal({ ok: true, value: all.slice(1) });
  });

  it('are none below parents that are gone by now', async () => {
    const { provider, ask } = setup(farmResource('f1', { FarmId: 'f1' }));
    provider.absentParents.add('f1');
    expect(await ask(worker)).to.deep.equal({ ok: true, value: [] });
    const gone = setup(farmResource('f1', {}));
    gone.provider.read = () => Promise.resolve(ok({ kind: 'absent' }));
    expect(await gone.ask()).to.deep.equal({ ok: true, value: [] });
  });

  it('are none for a parent that does not have the property even when it is read', async () => {
    const nameless = { ...farmResource('f1', {}), properties: { Arn: 'arn:f1', FarmId: null } };
    expect(await setup(nameless, farmResource('f2', {})).ask()).to.deep.equal({ ok: true, value: [{ FarmId: 'f2' }] });
  });

  it('are not known where the parents cannot be listed', async () => {
    const { provider, ask } = setup(farmResource('f1', { FarmId: 'f1' }));
    provider.failOn('list eu-west-1 Made.Farm');
    expect(await ask()).to.have.nested.property('error.kind', 'denied');
    expect(await ask(worker)).to.have.nested.property('error.kind', 'denied');
  });

  it('are not known where nobody knows the parents, or they are their own', async () => {
    const { provider, ask } = setup();
    for (const other of others) expect(await ask(other), other.typeName).to.deep.equal({ ok: true, value: undefined });
    expect(provider.calls).to.deep.equal([]);
  });
});
