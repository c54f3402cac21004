import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { candidatesOf } from '../../../src/lifecycle/candidates.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig } from './run-rig.ts';

const vpc = (identifier: string, properties: JsonObject = {}, region = 'us-east-1'): FakeResource => ({
  region,
  typeName: 'AWS::EC2::VPC',
  identifier,
  properties: { VpcId: identifier, CidrBlock: '10.0.0.0/16', ...properties },
  listed: { VpcId: identifier },
});
const exists = (where: string) => `/*+ exists */
SELECT vpc_id FROM awscc.ec2.vpcs WHERE ${where};
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
`;
const inRegion = exists("region = 'us-east-1' AND cidr_block = '10.0.0.0/16'");

describe('the resources that exists finds', () => {
  const table: readonly [string, string, readonly FakeResource[], unknown][] = [
    ['are none where there are none', inRegion, [], []],
    ['have no more than their identifiers where nothing else is known', inRegion, [vpc('v1')], [{ identifier: 'v1' }]],
    [
      'have their tags, and no others than texts',
      inRegion,
      [vpc('v1', { Tags: [{ Key: 'Name', Value: 'one' }, { Key: 'n', Value: 1 }, 'odd', {}] })],
      [{ identifier: 'v1', name: 'one', tags: { Name: 'one', '': '' } }],
    ],
    ['have no tags where those are no list and no map', inRegion, [vpc('v1', { Tags: 'odd' })], [{ identifier: 'v1' }]],
    [
      'have the time of their creation, however it is called and written',
      inRegion,
      [
        vpc('v1', { CreationDate: '2026-01-01' }),
        vpc('v2', { CreatedAt: 1700000000 }),
        vpc('v3', { CreateTimestamp: '2026' }),
        vpc('v4', { CreationTime: {} }),
        vpc('v5', { Recreated: 'x' }),
      ],
      [
        { identifier: 'v1', created: '2026-01-01' },
        { identifier: 'v2', created: '1700000000' },
        { identifier: 'v3', created: '2026' },
        { identifier: 'v4' },
        { identifier: 'v5' },
      ],
    ],
    [
      'are those of the region that the query names',
      exists("region = 'eu-west-1' AND cidr_block = '10.0.0.0/16'"),
      [vpc('v1'), vpc('v2', { CreatedAt: 'then' }, 'eu-west-1')],
      [{ identifier: 'v2', created: 'then' }],
    ],
    [
      'are those of the default region where the query names none',
      exists("cidr_block = '10.0.0.0/16'"),
      [vpc('v1', { CreatedAt: 'then' }), vpc('v2', {}, 'eu-west-1')],
      [{ identifier: 'v1', created: 'then' }],
    ],
    [
      'are ten at most',
      inRegion,
      [...Array(12).keys()].map((index) => vpc(`v${String(index).padStart(2, '0')}`)),
      [...Array(10).keys()].map((index) => ({ identifier: `v${String(index).padStart(2, '0')}` })),
    ],
    ['are none where exists asks no resource type', '/*+ exists */\nSELECT 0 AS count;\n', [vpc('v1')], []],
    [
      'are none where exists asks a table of no type',
      "/*+ exists */\nSELECT Identifier FROM awscc.cloud_control.resources WHERE region = 'us-east-1' AND TypeName = 'AWS::EC2::VPC';\n",
      [vpc('v1')],
      [],
    ],
    ['are none without exists', inRegion.slice(inRegion.indexOf('/*+ create')), [vpc('v1')], []],
  ];
  for (const [title, queries, cloud, expected] of table) {
    it(title, async () => {
      expect(await candidatesOf(createRunRig({ queries, cloud }).run)).to.deep.equal(expected);
    });
  }

  it('are none where they cannot be listed, and have no more than identifiers where they cannot be read', async () => {
    const unlisted = createRunRig({ queries: inRegion, cloud: [vpc('v1')] });
    unlisted.provider.failOn('list');
    expect(await candidatesOf(unlisted.run)).to.deep.equal([]);
  });
});
