import { expect } from 'chai';
import { findManaged } from '../../../src/lifecycle/find-managed.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig } from './session-rig.ts';

const vpc = (identifier: string): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier,
  properties: { VpcId: identifier, CidrBlock: '10.0.0.0/16' },
  listed: { VpcId: identifier },
});
const select = (what: string, id: string): string =>
  `/*+ exists */\nSELECT ${what} FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = '${id}';\n`;
const remove = (id: string): string =>
  `/*+ delete */\nDELETE FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = '${id}';\n`;

async function managedOf(queries: Readonly<Record<string, string>>, failing?: string) {
  const rig = createSessionRig({
    manifest: `resources:\n${Object.keys(queries)
      .map((name) => `  - name: ${name}\n`)
      .join('')}`,
    files: Object.fromEntries(Object.entries(queries).map(([name, text]) => [`resources/${name}.iql`, text])),
    cloud: [vpc('v1')],
  });
  if (failing !== undefined) rig.provider.failOn(failing);
  return findManaged(rig.session);
}

describe('what of the cloud a stack manages', () => {
  const found = { typeName: 'AWS::EC2::VPC', region: 'us-east-1', identifier: 'v1' };
  const said = async (queries: Readonly<Record<string, string>>, failing?: string) => {
    const { managed, failed } = await managedOf(queries, failing);
    return [
      managed.map(({ resource, typeName, region, identifier }) => ({ resource, typeName, region, identifier })),
      failed.map(({ resource, reason }) => `${resource} ${reason.kind}`),
    ];
  };

  it('is what delete means, of what is there', async () => {
    const queries = {
      here: select('COUNT(*) AS count', 'v1') + remove('v1'),
      gone: select('COUNT(*) AS count', 'v2') + remove('v2'),
    };
    expect(await said(queries)).to.deep.equal([[{ resource: 'here', ...found }], []]);
  });

  it('is what exists finds, without a delete', async () => {
    expect(await said({ here: select('vpc_id', 'v1') })).to.deep.equal([[{ resource: 'here', ...found }], []]);
  });

  it('is nothing where exists does not say which one it is', async () => {
    const counted =
      "/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND cidr_block = '10.0.0.0/16';\n";
    expect(await said({ here: counted })).to.deep.equal([[], []]);
  });

  it('is not known of what cannot be looked for', async () => {
    const queries = { here: select('COUNT(*) AS count', 'v1') + remove('v1') };
    expect(await said(queries, 'get')).to.deep.equal([[], ['here trouble']]);
  });
});
