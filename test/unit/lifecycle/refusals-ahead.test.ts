import { expect } from 'chai';
import { refusalsAhead } from '../../../src/lifecycle/refusals-ahead.ts';
import { Scopes } from '../../../src/lifecycle/scopes.ts';
import { createSessionRig, type SessionRigOptions } from './session-rig.ts';

const vpc = (identifier: string, stack: string) => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier,
  properties: {
    VpcId: identifier,
    Tags: [
      { Key: 'stackql:stack-name', Value: stack },
      { Key: 'stackql:stack-env', Value: 'dev' },
      { Key: 'stackql:resource-name', Value: 'x' },
    ],
  },
});
const vpcs = (identifier: string): string => `/*+ exists */
SELECT vpc_id FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = '${identifier}';
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
`;
const group = `/*+ exists */
SELECT group_name FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|staff';
/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'staff', 'us-east-1';
`;

/** Entries by their names, each with its lines and its queries. */
type Entries = Readonly<Record<string, readonly [readonly string[], string]>>;

async function refused(entries: Entries, more: Partial<SessionRigOptions> = {}, isAborted = false) {
  const rig = createSessionRig({
    manifest: `resources:\n${Object.entries(entries)
      .map(([name, [lines]]) => `  - name: ${name}\n${lines.map((line) => `    ${line}\n`).join('')}`)
      .join('')}`,
    files: Object.fromEntries(
      Object.entries(entries).flatMap(([name, [, text]]) => (text === '' ? [] : [[`resources/${name}.iql`, text]])),
    ),
    cloud: [vpc('v1', 'mall'), vpc('v2', 'shop')],
    ...more,
  });
  const { session, provider, abort } = rig;
  if (isAborted) abort();
  const [asking, ...others] = session.stack.resources;
  const found = await refusalsAhead(session, new Scopes(session), asking!, [asking!, ...others]);
  return [[...found].map(([name, { kind }]) => `${name} ${kind}`), provider.calls];
}

describe('what a run may not have', () => {
  const first: readonly [readonly string[], string] = [[], vpcs('v2')];
  const get = (identifier: string): string => `get us-east-1 EC2.VPC ${identifier}`;

  it('is what belongs to another stack, of those that come later', async () => {
    expect(await refused({ first, second: [[], vpcs('v1')], third: [[], vpcs('v2')] })).to.deep.equal([
      ['second owned-by-another'],
      [get('v1'), get('v2')],
    ]);
  });

  it('is not asked of what carries no mark, and that nobody needs', async () => {
    expect(await refused({ first, second: [[], group] })).to.deep.equal([[], []]);
    const needed = {
      second: [['exports: [group_name]'], group],
      third: [['depends_on: [second]'], vpcs('v2')],
    } as const;
    expect(await refused({ first, ...needed })).to.deep.equal([
      [],
      ['get us-east-1 Cognito.UserPoolGroup p1|staff', get('v2')],
    ]);
  });

  it('is not asked of scripts and commands', async () => {
    const steps: Entries = {
      second: [['type: script', "run: 'true'"], ''],
      third: [
        ['type: command'],
        "/*+ command */\nDELETE FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';\n",
      ],
    };
    expect(await refused({ first, ...steps })).to.deep.equal([[], []]);
  });

  it('is not asked of what is not selected, nor once the run is interrupted', async () => {
    const only = { only: { verb: 'build', names: ['first'] } } as const;
    expect(await refused({ first, second: [[], vpcs('v1')] }, only)).to.deep.equal([[], []]);
    expect(await refused({ first, second: [[], vpcs('v1')] }, {}, true)).to.deep.equal([[], []]);
  });
});
