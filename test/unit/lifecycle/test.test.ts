import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { test } from '../../../src/lifecycle/test.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, outcomeLines, type SessionRigOptions } from './session-rig.ts';

const vpc = (properties: JsonObject): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, ...properties },
});
const group = (properties: JsonObject): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::Cognito::UserPoolGroup',
  identifier: 'p1|staff',
  properties: { UserPoolId: 'p1', GroupName: 'staff', ...properties },
});
const at = "region = 'us-east-1' AND Identifier = 'v1'";
const exists = `/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};\n`;
const statecheck = `/*+ statecheck */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at} AND enable_dns_support = 1;\n`;
const insert = (anchor = 'create', tags = ''): string => `/*+ ${anchor} */
INSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport${tags === '' ? '' : ', Tags'}, region) SELECT '10.0.0.0/16', true${tags === '' ? '' : `, '${tags}'`}, 'us-east-1';
`;
const update = (anchor = 'update'): string => `/*+ ${anchor} */
UPDATE awscc.ec2.vpcs SET PatchDocument = '[{"op":"replace","path":"/EnableDnsSupport","value":true}]' WHERE ${at};
`;
const exported = `/*+ exports */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`;
const upsert = `INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, Description, region)
SELECT 'p1', 'staff', 'new', 'us-east-1';
`;
const groupIs = `awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|staff'`;
const groupExports = `/*+ exports */\nSELECT group_name FROM ${groupIs};\n`;
const groupExists = `/*+ exists */\nSELECT COUNT(*) AS count FROM ${groupIs};\n`;
const mark = (stack: string): string =>
  JSON.stringify([
    { Key: 'stackql:stack-name', Value: stack },
    { Key: 'stackql:stack-env', Value: 'dev' },
    { Key: 'stackql:resource-name', Value: 'net' },
  ]);

interface Setting {
  readonly queries: string;
  readonly entry?: readonly string[];
  readonly cloud?: readonly FakeResource[];
  readonly failing?: string;
  /** A second entry that takes what the first exports. */
  readonly follower?: boolean;
  readonly more?: Partial<SessionRigOptions>;
}

async function tested({ queries, entry = [], cloud = [], failing, follower = false, more }: Setting) {
  const { session, provider, events } = createSessionRig({
    manifest: `resources:\n  - name: net\n${entry.map((line) => `    ${line}\n`).join('')}${follower ? '  - name: user\n' : ''}`,
    files: {
      'resources/net.iql': queries,
      ...(follower ? { 'resources/user.iql': exists.replaceAll("'v1'", "'{{ net.vpc_id }}'") + insert() } : {}),
    },
    cloud,
    ...more,
  });
  if (failing !== undefined) provider.failOn(failing);
  const result = await test(session);
  expect(provider.calls.filter((call) => /^(create|update|delete)/.test(call))).to.deep.equal([]);
  expect(events[0]).to.include({ kind: 'run.started', verb: 'test' });
  expect(events.at(-1)).to.deep.equal({ kind: 'run.finished', result });
  return [...outcomeLines(result), ...(result.ok ? [] : ['not ok'])];
}

describe('a test', () => {
  const checked = exists + statecheck + insert() + update();
  const entry = ['exports: [vpc_id]'];
  const groupEntry = ['exports: [group_name]'];
  const failed = (reason: string) => [`net failed ${reason}`, 'not ok'];
  const table: readonly [string, Setting, readonly string[]][] = [
    ['passes what is as it is declared', { queries: checked, cloud: [vpc({})] }, ['net passed']],
    ['fails what is not there', { queries: checked }, failed('missing')],
    [
      'fails what is not as the statecheck wants it',
      { queries: checked, cloud: [vpc({ EnableDnsSupport: false })] },
      failed('drifted'),
    ],
    [
      'fails what nothing would update',
      { queries: exists + statecheck + insert(), cloud: [vpc({ EnableDnsSupport: false })] },
      failed('drifted'),
    ],
    ['fails what cannot be read', { queries: checked, cloud: [vpc({})], failing: 'get' }, failed('trouble')],
    [
      'passes what differs in what no query looks at',
      { queries: checked, cloud: [vpc({ CidrBlock: '10.9.0.0/16' })] },
      ['net passed'],
    ],
    [
      'fails that where the entry is strict',
      { queries: checked, entry: ['strict: true'], cloud: [vpc({ CidrBlock: '10.9.0.0/16' })] },
      failed('unmanaged'),
    ],
    [
      'fails what a build would take over',
      {
        queries: exists + insert('create', mark('shop')) + `/*+ delete */\nDELETE FROM awscc.ec2.vpcs WHERE ${at};\n`,
        entry: ['take_over: mall'],
        cloud: [vpc({ Tags: JSON.parse(mark('mall')) as JsonObject[] })],
      },
      failed('mark'),
    ],
    [
      'passes what a build would adopt',
      {
        queries: exists + insert('create', mark('shop')) + `/*+ delete */\nDELETE FROM awscc.ec2.vpcs WHERE ${at};\n`,
        cloud: [vpc({})],
      },
      ['net passed'],
    ],
    [
      'passes what an INSERT alone says, where it is there so',
      {
        queries: `/*+ createorupdate */\n${upsert}${groupExports}`,
        entry: groupEntry,
        cloud: [group({ Description: 'new' })],
      },
      ['net passed'],
    ],
    [
      'fails what an INSERT alone says, where it is there otherwise',
      {
        queries: groupExists + `/*+ createorupdate */\n${upsert}`,
        cloud: [group({ Description: 'old' })],
      },
      failed('drifted'),
    ],
    [
      'fails what an INSERT alone says, where it is not there',
      { queries: groupExists + `/*+ createorupdate */\n${upsert}` },
      failed('missing'),
    ],
    [
      'passes what exists and an INSERT say alike',
      { queries: groupExists + `/*+ createorupdate */\n${upsert}`, cloud: [group({ Description: 'new' })] },
      ['net passed'],
    ],
    [
      'passes what an UPDATE would be written to anyway, since nothing says what that would change',
      { queries: exists + update('createorupdate'), cloud: [vpc({ EnableDnsSupport: false })] },
      ['net passed'],
    ],
    [
      'tests the next one with what a drifted one exports',
      { queries: checked + exported, entry, cloud: [vpc({ EnableDnsSupport: false })], follower: true },
      ['net failed drifted', 'user passed', 'not ok'],
    ],
    [
      'does not attempt what takes something from what is not there',
      { queries: checked + exported, entry, follower: true },
      ['net failed missing', 'user not-attempted needs net.vpc_id', 'not ok'],
    ],
    [
      'does not look at what is not selected',
      {
        queries: checked + exported,
        entry,
        cloud: [vpc({})],
        follower: true,
        more: { only: { verb: 'test', names: ['net'] } },
      },
      ['net passed', 'user not-selected'],
    ],
    [
      'tests no command, and nothing that takes something from it',
      {
        queries: `/*+ command */\nDELETE FROM awscc.ec2.vpcs WHERE ${at};\n`,
        entry: ['type: command', 'exports: [vpc_id]'],
        follower: true,
      },
      ['net skipped a command is not tested', 'user not-attempted needs net.vpc_id', 'not ok'],
    ],
    ['skips what is not wanted', { queries: checked, entry: ['if: "1 == 2"'] }, ['net skipped its "if" is false']],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await tested(setting)).to.deep.equal(expected);
    });
});
