import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { basesOf } from '../../../src/lifecycle/plan-basis.ts';
import type { PlannedWrite } from '../../../src/lifecycle/plan-write.ts';
import { Unknown } from '../../../src/values/value.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig } from './run-rig.ts';

const at = "region = 'us-east-1' AND Identifier = 'v1'";
const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};
/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at} AND enable_dns_support = 1;
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
/*+ update */
UPDATE awscc.ec2.vpcs SET PatchDocument = '[{"op":"add","path":"/SecondaryCount","value":2}]' WHERE ${at};
`;
const live: JsonObject = {
  VpcId: 'v1',
  CidrBlock: '10.0.0.0/16',
  EnableDnsSupport: true,
  SecondaryCount: 1,
  InstanceTenancy: 'default',
};
const vpc: FakeResource = { region: 'us-east-1', typeName: 'AWS::EC2::VPC', identifier: 'v1', properties: live };

interface Setting {
  readonly write?: Partial<PlannedWrite>;
  readonly cloud?: readonly FakeResource[];
  readonly failing?: string;
  readonly entry?: string;
}

async function basis({ write = {}, cloud = [vpc], failing, entry = '' }: Setting) {
  const { run, provider } = createRunRig({ queries, cloud, entry });
  if (failing !== undefined) provider.failOn(failing);
  const action = { kind: 'unchanged', unmanaged: [] } as const;
  const whole: PlannedWrite = { typeName: 'AWS::EC2::VPC', identifier: 'v1', action, requests: [], ...write };
  const [found] = await basesOf(run, [whole]);
  return found?.kind === 'present' ? Object.keys(found.properties).sort() : found?.kind;
}

describe('what a planned write rests on', () => {
  const create = (needs: readonly { readonly name: string }[], mayExist = false) =>
    ({ kind: 'create', changes: [], needs, mayExist }) as const;
  const named = ['CidrBlock', 'EnableDnsSupport', 'SecondaryCount'];
  const removal = { kind: 'delete', before: undefined } as const;
  const table: readonly [string, Setting, unknown][] = [
    ['is what its queries name', {}, named],
    ['is not what is ignored', { entry: '    ignore_changes: [/SecondaryCount]\n' }, ['CidrBlock', 'EnableDnsSupport']],
    [
      'is what is declared of it, where it is one of several',
      { write: { declared: { InstanceTenancy: 'default' } } },
      ['EnableDnsSupport', 'InstanceTenancy', 'SecondaryCount'],
    ],
    ['is that it is absent', { write: { action: create([]) } }, 'absent'],
    ['is that it was absent', { write: { action: { kind: 'absent' } } }, 'absent'],
    [
      'is nothing that was seen, where it could not be looked for',
      { write: { action: create([{ name: 'a' }]) } },
      'unseen',
    ],
    ['is nothing that was seen, where it may be there', { write: { action: create([], true) } }, 'unseen'],
    ['is nothing that was seen of a query', { write: { action: { kind: 'read' } } }, 'unseen'],
    ['is nothing that was seen without a type', { write: { typeName: undefined } }, 'unseen'],
    ['is nothing that was seen of a type that is not known', { write: { typeName: 'AWS::Made::Up' } }, 'unseen'],
    ['is nothing that was seen without an identifier', { write: { identifier: undefined } }, 'unseen'],
    ['is nothing that was seen, where it is gone', { cloud: [] }, 'unseen'],
    ['is nothing that was seen, where it cannot be read', { failing: 'get' }, 'unseen'],
    ['is no more than that it is there, where it goes', { write: { action: removal } }, []],
    [
      'is nothing that was seen in a region that is not known',
      {
        write: {
          action: removal,
          requests: [
            { kind: 'delete', typeName: 'AWS::EC2::VPC', region: new Unknown('net.region'), identifier: 'v1' },
          ],
        },
      },
      'unseen',
    ],
    [
      'is read in the region of its request',
      {
        write: { requests: [{ kind: 'delete', typeName: 'AWS::EC2::VPC', region: 'eu-west-1', identifier: 'v1' }] },
        cloud: [{ ...vpc, region: 'eu-west-1', properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16' } }],
      },
      ['CidrBlock'],
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await basis(setting)).to.deep.equal(expected);
    });
});
