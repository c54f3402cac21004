import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { createLister } from '../../../../src/engine/cloud-control/create-lister.ts';
import { readSchema } from '../../../../src/resource-types/read-schema.ts';
import type { ResourceType } from '../../../../src/resource-types/resource-type.ts';
import { redact } from '../../../../src/values/reading.ts';
import { createFakeProvider, type FakeResource } from '../fake-provider.ts';
import { createTestRegistry } from '../test-registry.ts';
import { smallWorld } from '../small-world.ts';

const registry = createTestRegistry();
const typeNamed = (name: string): ResourceType => registry.find(name)!;
const clients = typeNamed('AWS::Cognito::UserPoolClient');

/** A type of which not even the list is known, and one whose resources only a list shows. */
const made = (name: string, handlers: JsonObject): ResourceType =>
  readSchema(
    {
      typeName: `AWS::Made::${name}`,
      properties: { Id: { type: 'string' }, Key: { type: 'string' } },
      primaryIdentifier: ['/properties/Id'],
      handlers,
    },
    'catalogue',
  )!;
const thing = (typeName: string, listed?: JsonObject): FakeResource => ({
  region: 'eu-west-1',
  typeName,
  identifier: 't1',
  properties: { Id: 't1', Key: 'read' },
  ...(listed === undefined ? {} : { listed }),
});

function setup(cloud: readonly FakeResource[] = smallWorld) {
  const provider = createFakeProvider(cloud);
  return { provider, lister: createLister({ provider, registry, signal: new AbortController().signal }) };
}

describe('a lister', () => {
  it('lists what lies under every parent, reads each, and hides what is secret', async () => {
    const { provider, lister } = setup();
    const found = await lister.list(clients, 'eu-west-1');
    expect(found.ok ? found.value.map(({ identifier }) => identifier) : found.error).to.deep.equal([
      'p1|a',
      'p1|b',
      'p2|c',
    ]);
    const [first] = found.ok ? found.value : [];
    expect(first?.properties.map(([name, value]) => [name, redact(value)])).to.deep.include(['ClientSecret', '***']);
    expect(provider.calls.filter((call) => call.startsWith('list'))).to.have.length(3);
    expect(await lister.look(clients, 'eu-west-1')).to.deep.equal({ ok: true, value: 3 });
    expect(provider.calls.filter((call) => call.startsWith('list'))).to.have.length(3);
  });

  it('leaves out what is gone since it was listed, and what lies under a parent that is', async () => {
    const vpc: FakeResource = { region: 'eu-west-1', typeName: 'AWS::EC2::VPC', identifier: 'v1', properties: {} };
    const { provider, lister } = setup([vpc]);
    const { list } = { list: provider.list.bind(provider) };
    provider.list = async (request) => {
      const answer = await list(request);
      if (!answer.ok || answer.value.kind !== 'listed') return answer;
      const gone = { identifier: 'v0', properties: {} };
      return { ok: true, value: { ...answer.value, resources: [gone, ...answer.value.resources] } };
    };
    const found = await lister.list(typeNamed('AWS::EC2::VPC'), 'eu-west-1');
    expect(found.ok ? found.value.map(({ identifier }) => identifier) : found.error).to.deep.equal(['v1']);
    const orphaned = setup();
    orphaned.provider.absentParents.add('p1');
    expect(await orphaned.lister.look(clients, 'eu-west-1')).to.deep.equal({ ok: true, value: 1 });
  });

  it('reads nothing of what has no read handler, and whatever nobody knows anything of', async () => {
    const listedOnly = made('ListedOnly', { list: { permissions: [] } });
    const unread = setup([thing(listedOnly.typeName, { Key: 'listed' })]);
    const found = await unread.lister.list(listedOnly, 'eu-west-1');
    expect(found.ok ? found.value[0]?.properties : found.error).to.deep.equal([['Key', 'listed']]);
    expect(unread.provider.calls).to.deep.equal(['list eu-west-1 Made.ListedOnly']);
    const nothing = made('Nothing', {});
    const read = setup([thing(nothing.typeName)]);
    const whole = await read.lister.list(nothing, 'eu-west-1');
    expect(whole.ok ? whole.value[0]?.properties : whole.error).to.deep.equal([
      ['Id', 't1'],
      ['Key', 'read'],
    ]);
  });

  it('says what a list needs of which no parent is known', async () => {
    const rules = typeNamed('AWS::ElasticLoadBalancingV2::ListenerRule');
    const found = await setup().lister.list(rules, 'eu-west-1');
    expect(found).to.have.nested.property(
      'error.diagnostics[0].message',
      'AWS::ElasticLoadBalancingV2::ListenerRule can be listed only with ListenerArn',
    );
    expect(await setup().lister.look(rules, 'eu-west-1')).to.have.nested.property('error.kind', 'refused');
  });

  for (const [what, start] of [
    ['parents cannot be listed', 'list eu-west-1 Cognito.UserPool'],
    ['children cannot be listed', 'list eu-west-1 Cognito.UserPoolClient'],
    ['one cannot be read', 'get'],
  ] as const)
    it(`fails where ${what}`, async () => {
      const { provider, lister } = setup();
      provider.failOn(start);
      expect(await lister.list(clients, 'eu-west-1')).to.have.nested.property('error.failure.kind', 'denied');
    });

  it('reads one resource, and says where it is not there or cannot be read', async () => {
    const { provider, lister } = setup();
    const vpc = typeNamed('AWS::EC2::VPC');
    const read = await lister.read(vpc, 'eu-west-1', 'v2');
    expect(read.ok ? read.value?.properties : read.error).to.deep.include(['CidrBlock', '10.1.0.0/16']);
    expect(await lister.read(vpc, 'eu-west-1', 'v9')).to.deep.equal({ ok: true, value: undefined });
    provider.failOn('get');
    expect(await lister.read(vpc, 'eu-west-1', 'v1')).to.have.nested.property('error.failure.kind', 'denied');
  });
});
