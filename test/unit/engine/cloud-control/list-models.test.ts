import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
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
  const registry = {
    find: (name: string) => [farm, queue].find(({ typeName }) => typeName === name),
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

  function setup(...farms: readonly FakeResource[]) {
    const provider = createFakeProvider(farms);
    const cache = createRequestCache(provider, { concurrency: 2 }).reads(undefined);
    return { provider, ask: () => listUnderParents({ cache, registry, type: queue, region: 'eu-west-1', known: {} }) };
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
});
