import { expect } from 'chai';
import { ownedByArn } from '../../../src/lifecycle/find-owned.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig } from './session-rig.ts';

const mark = [
  { Key: 'stackql:stack-name', Value: 'shop' },
  { Key: 'stackql:stack-env', Value: 'dev' },
  { Key: 'stackql:resource-name', Value: 'net' },
];
const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, Tags, region) SELECT '10.0.0.0/16', '${JSON.stringify(mark)}', 'us-east-1';
`;
const vpc: FakeResource = {
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16', Tags: mark },
};
const place = 'https://sqs.us-east-1.amazonaws.com/000000000000';
const queue = (name: string, Tags: readonly { readonly Key: string; readonly Value: string }[]): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::SQS::Queue',
  identifier: `${place}/${name}`,
  properties: { QueueUrl: `${place}/${name}`, QueueName: name, Tags },
});

describe('what an ARN names, where it carries the mark of a stack', () => {
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const cloud = [vpc, queue('orders', mark), queue('others', [])];
  const table: readonly [title: string, arn: string, owned: string | undefined, calls: readonly string[]][] = [
    ['is read by what the ARN says', 'arn:aws:ec2:us-east-1:000000000000:vpc/v1', 'v1', ['get us-east-1 EC2.VPC v1']],
    [
      'is looked for in a list where the ARN does not say what it is known by',
      'arn:aws:sqs:us-east-1:000000000000:orders',
      `${place}/orders`,
      ['list us-east-1 SQS.Queue', `get us-east-1 SQS.Queue ${place}/orders`],
    ],
    [
      'is nothing where it carries none',
      'arn:aws:sqs:us-east-1:000000000000:others',
      undefined,
      ['list us-east-1 SQS.Queue', `get us-east-1 SQS.Queue ${place}/others`],
    ],
    [
      'is nothing where no list has it',
      'arn:aws:sqs:us-east-1:000000000000:gone',
      undefined,
      ['list us-east-1 SQS.Queue'],
    ],
  ];
  for (const [title, arn, expected, calls] of table)
    it(title, async () => {
      const { session, provider } = createSessionRig({
        manifest: 'resources:\n  - name: net\n',
        files: { 'resources/net.iql': queries },
        cloud,
        session: { registry },
      });
      const { owned, failures } = await ownedByArn(session, 'us-east-1', arn);
      expect([owned?.identifier, failures]).to.deep.equal([expected, []]);
      expect(provider.calls).to.deep.equal(calls);
    });
});
