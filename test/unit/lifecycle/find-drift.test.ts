import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { findDrift } from '../../../src/lifecycle/find-drift.ts';
import type { ScriptEnd } from '../../../src/lifecycle/script-runner.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, type SessionRigOptions } from './session-rig.ts';

const vpc = (properties: JsonObject): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, SecondaryCount: 1, ...properties },
  listed: { VpcId: 'v1' },
});
const group = (properties: JsonObject): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::Cognito::UserPoolGroup',
  identifier: 'p1|staff',
  properties: { UserPoolId: 'p1', GroupName: 'staff', ...properties },
});
const at = "region = 'us-east-1' AND Identifier = 'v1'";
const exists = `/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};\n`;
const found = `/*+ exists */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`;
const statecheck = `/*+ statecheck */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at} AND enable_dns_support = 1;\n`;
const create = `/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport, SecondaryCount, region) SELECT '10.0.0.0/16', true, 1, 'us-east-1';
`;
const update = `/*+ update */
UPDATE awscc.ec2.vpcs SET PatchDocument = '[{"op":"replace","path":"/EnableDnsSupport","value":true}]' WHERE ${at};
`;
const exportsQuery = `/*+ exports */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`;
const checked = exists + statecheck + create + update;
const inGroup = "awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND user_pool_id = 'p1'";
const upsert = `/*+ statecheck */
SELECT COUNT(*) AS count FROM ${inGroup} AND group_name = 'staff' AND description = 'new';
/*+ createorupdate */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, Description, region)
SELECT 'p1', 'staff', 'new', 'us-east-1';
`;

interface Setting {
  readonly queries?: string;
  /** Lines of the entry. */
  readonly entry?: readonly string[];
  /** What is not as declared; undefined where nothing is there. */
  readonly live?: JsonObject;
  readonly cloud?: readonly FakeResource[];
  readonly failing?: string;
  /** The queries of a second entry. */
  readonly follower?: string;
  readonly script?: Partial<ScriptEnd>;
  readonly more?: Partial<SessionRigOptions>;
}

/** `net AWS::EC2::VPC v1: compared /SecondaryCount`, and behind `+` what nobody declares. */
async function drift({ queries, entry = [], live, cloud, failing, follower, script = {}, more }: Setting) {
  const { session, provider } = createSessionRig({
    manifest: `resources:\n  - name: net\n${entry.map((line) => `    ${line}\n`).join('')}${follower === undefined ? '' : '  - name: user\n'}`,
    files: {
      ...(queries === undefined ? {} : { 'resources/net.iql': queries }),
      ...(follower === undefined ? {} : { 'resources/user.iql': follower }),
    },
    cloud: cloud ?? (live === undefined ? [] : [vpc(live)]),
    script: () => script,
    ...more,
  });
  if (failing !== undefined) provider.failOn(failing);
  const { resources, ok } = await findDrift(session);
  const lines = resources.map(({ resource, typeName, identifier, state }) => {
    const said = (): string => {
      switch (state.kind) {
        case 'compared':
          return [
            ...state.drifted.map(({ change }) => change.pointer),
            ...[...state.beyond, ...state.maybeUsual].map(({ pointer }) => `+${pointer}`),
          ].join(' ');
        case 'not-compared':
        case 'skipped':
          return state.reason;
        case 'not-looked-for':
          return state.needs.map(({ name }) => name).join(' ');
        case 'failed':
          return state.reason.kind;
        case 'not-selected':
          return state.read;
        case 'absent':
          return '';
      }
    };
    return `${resource} ${typeName ?? '?'} ${identifier ?? '?'}: ${state.kind} ${said()}`.trimEnd();
  });
  return ok ? lines : [...lines, 'not ok'];
}

describe('how a resource differs from what is declared', () => {
  const type = 'AWS::EC2::VPC';
  const groups = 'AWS::Cognito::UserPoolGroup';
  const follower = exists.replaceAll("'v1'", "'{{ net.vpc_id }}'") + create;
  const exporting = ['exports: [vpc_id]'];
  const script = ['type: script', 'read_only: true', 'run: probe'];
  const table: readonly [string, Setting, readonly string[]][] = [
    ['in nothing', { queries: checked, live: {} }, [`net ${type} v1: compared`]],
    [
      'in what statecheck sees',
      { queries: checked, live: { EnableDnsSupport: false } },
      [`net ${type} v1: compared /EnableDnsSupport`],
    ],
    [
      'in what nothing looks at',
      { queries: checked, live: { SecondaryCount: 2 } },
      [`net ${type} v1: compared /SecondaryCount`],
    ],
    [
      'not in what it ignores',
      { queries: checked, entry: ['ignore_changes: [/SecondaryCount]'], live: { SecondaryCount: 2 } },
      [`net ${type} v1: compared`],
    ],
    [
      'in tags that nobody declares',
      { queries: checked, live: { Tags: [{ Key: 'a', Value: 'b' }] } },
      [`net ${type} v1: compared +/Tags`],
    ],
    [
      'in what its update sets alone, where nobody wants to know of the rest',
      {
        queries: checked,
        entry: ['unmanaged: "off"'],
        live: { EnableDnsSupport: false, Tags: [{ Key: 'a', Value: 'b' }] },
      },
      [`net ${type} v1: compared /EnableDnsSupport`],
    ],
    [
      'in all of it where it is strict',
      { queries: checked, entry: ['unmanaged: "off"', 'strict: true'], live: { Tags: [{ Key: 'a', Value: 'b' }] } },
      [`net ${type} v1: compared +/Tags`],
    ],
    ['by not being there', { queries: checked }, [`net ${type} v1: absent`]],
    [
      'nobody knows, where it cannot be looked at',
      { queries: checked, live: {}, failing: 'get' },
      [`net ${type} v1: failed trouble`, 'not ok'],
    ],
    [
      'is not said of one that skips validation',
      { queries: checked, entry: ['skip_validation: true'], live: {} },
      [`net ${type} v1: not-compared it says skip_validation`],
    ],
    [
      'is said of what exists has found',
      { queries: found + create, live: { SecondaryCount: 2 } },
      [`net ${type} v1: compared /SecondaryCount`],
    ],
    [
      'is said of what an INSERT names where the statecheck does not hold',
      { queries: upsert, cloud: [group({ Description: 'old' })] },
      [`net ${groups} p1|staff: compared /Description`],
    ],
    [
      'is not known where what the INSERT names cannot be read',
      { queries: upsert, cloud: [group({})], failing: 'get' },
      [`net ${groups} ?: failed trouble`, 'not ok'],
    ],
    [
      'is not said of what needs one that is not there',
      { queries: checked + exportsQuery, entry: exporting, follower },
      [`net ${type} v1: absent`, `user ${type} ?: not-looked-for net.vpc_id`],
    ],
    [
      'goes by what another exports that is there',
      { queries: checked + exportsQuery, entry: exporting, follower, live: {} },
      [`net ${type} v1: compared`, `user ${type} ?: not-compared no query gives its identifier`],
    ],
    [
      'goes by what another exports that is not compared',
      { queries: checked + exportsQuery, entry: [...exporting, 'skip_validation: true'], follower, live: {} },
      [
        `net ${type} v1: not-compared it says skip_validation`,
        `user ${type} ?: not-compared no query gives its identifier`,
      ],
    ],
    [
      'is not said where its condition is false',
      { queries: checked, entry: ['if: "1 == 2"'], live: {} },
      ['net ? ?: skipped its "if" is false'],
    ],
    [
      'is not said of one whose props cannot be rendered',
      {
        queries: checked,
        entry: ['props:', '  - name: x', '    value: "{{ nowhere }}"'],
        live: {},
      },
      ['net ? ?: failed trouble', 'not ok'],
    ],
    [
      'is not said of one whose condition needs one that is not there',
      {
        queries: checked + exportsQuery,
        entry: [...exporting],
        follower: exists + create,
        more: {
          manifest: `resources:\n  - name: net\n    exports: [vpc_id]\n  - name: user\n    if: "net.vpc_id == 'v1'"\n`,
        },
      },
      [`net ${type} v1: absent`, 'user ? ?: not-looked-for net.vpc_id'],
    ],
    ['is not said of a script', { entry: script }, ['net ? ?: not-compared a script has no state']],
    [
      'is not known of several that cannot be looked at',
      { queries: exists + create, entry: ['type: multi'], failing: 'get' },
      ['net ? ?: failed trouble', 'not ok'],
    ],
    [
      'is not said of several',
      { queries: exists + create, entry: ['type: multi'], live: {} },
      ['net ? ?: not-compared it stands for several resources'],
    ],
    [
      'is not said of what is not selected, though it is read for what it exports',
      {
        queries: checked + exportsQuery,
        entry: exporting,
        follower,
        live: {},
        more: { only: { verb: 'test', names: ['user'] } },
      },
      ['net ? ?: not-selected found', `user ${type} ?: not-compared no query gives its identifier`],
    ],
    [
      'is not looked for where it is not selected and nobody needs it',
      { queries: checked, follower: exists + create, live: {}, more: { only: { verb: 'test', names: ['net'] } } },
      [`net ${type} v1: compared`, 'user ? ?: not-selected no'],
    ],
  ];
  for (const [title, setting, expected] of table) {
    it(title, async () => {
      expect(await drift(setting)).to.deep.equal(expected);
    });
  }
});
