import { expect } from 'chai';
import { build } from '../../../src/lifecycle/build.ts';
import { createRunRig } from './run-rig.ts';
import { comparisonContextOf } from '../../../src/lifecycle/comparison-context.ts';
import type { FakeProvider, FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, outcomeLines, type SessionRig, type SessionRigOptions } from './session-rig.ts';

const typeName = 'AWS::Cognito::UserPoolGroup';

const group = (name: string, more: FakeResource['properties'] = {}): FakeResource => ({
  region: 'us-east-1',
  typeName,
  identifier: `p1|${name}`,
  properties: { UserPoolId: 'p1', GroupName: name, ...more },
});

const place = (name: string): string =>
  `awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|${name}'`;
const insert = (name: string, description = "'d'"): string =>
  `INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, Description, region) SELECT 'p1', '${name}', ${description}, 'us-east-1';\n`;
const exists = (name: string): string => `/*+ exists */\nSELECT COUNT(*) AS count FROM ${place(name)};\n`;
const exported = (name: string): string => `/*+ exports */\nSELECT group_name AS ${name}_name FROM ${place(name)};\n`;
const created = (name: string, description?: string): string =>
  `${exists(name)}/*+ create */\n${insert(name, description)}${exported(name)}`;

/** A stack of entries by their names, each with its lines and its queries; what is created is there from then on. */
function setup(
  entries: Readonly<Record<string, readonly [readonly string[], string]>>,
  cloud: FakeResource[] = [],
  session: SessionRigOptions['session'] = {},
): SessionRig {
  const lines = Object.entries(entries).flatMap(([name, [more]]) => [
    `  - name: ${name}`,
    ...more.map((line) => `    ${line}`),
  ]);
  return createSessionRig({
    manifest: `resources:\n${lines.join('\n')}\n`,
    files: Object.fromEntries(Object.entries(entries).map(([name, [, text]]) => [`resources/${name}.iql`, text])),
    cloud,
    provider: (fake: FakeProvider) => ({
      ...fake,
      create: async (request) => {
        const { GroupName: name = '' } = request.desiredState as { readonly GroupName?: string };
        const answer = await fake.create(request);
        if (!answer.ok) return answer;
        const made = group(name, request.desiredState);
        cloud.push(made);
        return { ...answer, value: { ...answer.value, identifier: made.identifier } };
      },
    }),
    session,
  });
}

const writes = ({ provider }: SessionRig): readonly string[] =>
  provider.calls
    .filter((call) => /^(create|update|delete)/.test(call))
    .map((call) => `${call.split(' ')[0] ?? ''} ${/"GroupName":"(\w+)"|\|(\w+)/.exec(call)?.slice(1).join('') ?? ''}`);

describe('a build', () => {
  const pair = {
    first: [['exports: [first_name]'], created('first')],
    second: [[], created('second', "'{{ first_name }}'").replace(exported('second'), '')],
    third: [[], created('third').replace(exported('third'), '')],
  } as const;

  it('creates one resource after the other, with what the earlier ones give', async () => {
    const rig = setup(pair);
    const result = await build(rig.session);
    expect(outcomeLines(result)).to.deep.equal(['first created', 'second created', 'third created']);
    expect(result.ok).to.equal(true);
    expect(writes(rig)).to.deep.equal(['create first', 'create second', 'create third']);
    expect(rig.provider.calls.find((call) => call.startsWith('create') && call.includes('second'))).to.include(
      '"Description":"first"',
    );
  });

  it('leaves alone what is there', async () => {
    const rig = setup(pair, [group('first'), group('second'), group('third')]);
    expect(outcomeLines(await build(rig.session))).to.deep.equal([
      'first unchanged',
      'second unchanged',
      'third unchanged',
    ]);
    expect(writes(rig)).to.deep.equal([]);
  });

  it('ends where a resource fails', async () => {
    const rig = setup(pair);
    rig.provider.failOn('create us-east-1 Cognito.UserPoolGroup {"UserPoolId":"p1","GroupName":"first"');
    const result = await build(rig.session);
    expect(outcomeLines(result)).to.deep.equal(['first failed trouble', 'second not-attempted', 'third not-attempted']);
    expect(result.ok).to.equal(false);
    expect(result.exports.size).to.equal(0);
  });

  it('goes on with what does not need the failed resource where that is wished', async () => {
    const rig = setup(pair, [], { onFailure: 'ignore' });
    rig.provider.failOn('create us-east-1 Cognito.UserPoolGroup {"UserPoolId":"p1","GroupName":"first"');
    const result = await build(rig.session);
    expect(outcomeLines(result)).to.deep.equal([
      'first failed trouble',
      'second not-attempted needs first.first_name',
      'third created',
    ]);
    expect(result.ok).to.equal(false);
    expect(writes(rig)).to.deep.equal(['create first', 'create third']);
  });

  it('undoes what it has done where that is wished', async () => {
    const rig = setup(pair, [], { onFailure: 'rollback' });
    rig.provider.failOn('create us-east-1 Cognito.UserPoolGroup {"UserPoolId":"p1","GroupName":"second"');
    const result = await build(rig.session);
    expect(result.rollback?.map(({ kind }) => kind)).to.deep.equal(['deleted']);
  });

  const upserts: readonly [string, readonly FakeResource[], string][] = [
    ['creates what createorupdate does not find', [], 'first created'],
    ['leaves alone what createorupdate finds as desired', [group('first', { Description: 'd' })], 'first unchanged'],
    ['updates what createorupdate finds otherwise', [group('first', { Description: 'e' })], 'first updated'],
  ];
  for (const [title, cloud, outcome] of upserts) {
    it(title, async () => {
      const text = `${exists('first')}/*+ createorupdate */\n${insert('first')}`;
      const rig = setup({ first: [[], text] }, [...cloud]);
      expect(outcomeLines(await build(rig.session))).to.deep.equal([outcome]);
    });
  }

  it('attempts nothing where it is interrupted before it begins', async () => {
    const rig = setup(pair);
    rig.abort();
    expect(outcomeLines(await build(rig.session))).to.deep.equal([
      'first not-attempted',
      'second not-attempted',
      'third not-attempted',
    ]);
    expect(rig.provider.calls).to.deep.equal([]);
  });
});

describe('what is known of a resource beyond its model', () => {
  it('is its region, and the tags that its stack and its entry ignore', () => {
    const queries = created('first');
    expect(comparisonContextOf(createRunRig({ queries }).run, 'eu-west-1')).to.deep.equal({
      region: 'eu-west-1',
      ignoreTags: [],
    });
    const { run } = createRunRig({ queries, head: 'ignore_tags: [team]\n', entry: '    ignore_tags: ["cost*"]\n' });
    expect(comparisonContextOf(run, 'eu-west-1')).to.deep.equal({ region: 'eu-west-1', ignoreTags: ['team', 'cost*'] });
  });
});

describe('a build that replaces a resource', () => {
  const vpc: FakeResource = {
    region: 'us-east-1',
    typeName: 'AWS::EC2::VPC',
    identifier: 'v1',
    properties: { VpcId: 'v1', CidrBlock: '10.9.0.0/16' },
  };
  const here = "FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1'";
  const queries = `/*+ exists */
SELECT COUNT(*) AS count ${here};
/*+ statecheck */
SELECT COUNT(*) AS count ${here} AND cidr_block = '10.0.0.0/16';
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
/*+ update */
UPDATE awscc.ec2.vpcs SET PatchDocument = '[{"op":"add","path":"/EnableDnsSupport","value":true}]'
WHERE region = 'us-east-1' AND Identifier = 'v1';
`;
  interface Case {
    readonly title: string;
    readonly failing?: string;
    /** Whether what is deleted is gone then. */
    readonly isGone?: boolean;
    readonly replace?: readonly string[];
    readonly expected: readonly unknown[];
  }
  const cases: readonly Case[] = [
    {
      title: 'deletes it and creates another one',
      isGone: true,
      expected: ['replaced', undefined, undefined, 'delete', 'create'],
    },
    {
      title: 'changes nothing without leave',
      replace: [],
      expected: ['failed', 'needs-replacement', undefined],
    },
    {
      title: 'has changed nothing where the delete is refused',
      failing: 'delete',
      expected: ['failed', 'trouble', undefined, 'delete'],
    },
    {
      title: 'has deleted it where it is found all the same',
      expected: ['failed', 'still-there', 'deleted', 'delete'],
    },
    {
      title: 'has deleted it where the create is refused',
      isGone: true,
      failing: 'create',
      expected: ['failed', 'trouble', 'deleted', 'delete', 'create'],
    },
  ];
  for (const { title, failing, isGone = false, replace = ['net'], expected } of cases) {
    it(title, async () => {
      const cloud = [vpc];
      const rig = createSessionRig({
        manifest: 'resources:\n  - name: net\n',
        files: { 'resources/net.iql': queries },
        cloud,
        provider: (fake: FakeProvider) => ({
          ...fake,
          delete: async (request) => {
            const deleted = await fake.delete(request);
            if (deleted.ok && isGone) cloud.pop();
            return deleted;
          },
          create: async (request) => {
            const answer = await fake.create(request);
            if (!answer.ok) return answer;
            cloud.push({ ...vpc, properties: { VpcId: 'v1', ...request.desiredState } });
            return { ...answer, value: { ...answer.value, identifier: 'v1' } };
          },
        }),
        session: { replace: new Set(replace) },
      });
      if (failing !== undefined) rig.provider.failOn(failing);
      const [only] = (await build(rig.session)).outcomes;
      const outcome = only!.outcome;
      expect([
        outcome.kind,
        outcome.kind === 'failed' ? outcome.reason.kind : undefined,
        outcome.kind === 'failed' ? outcome.written : undefined,
        ...rig.provider.calls.flatMap((call) => /^(?:create|update|delete)/.exec(call)?.[0] ?? []),
      ]).to.deep.equal(expected);
    });
  }
});

describe('a build of a resource that cannot be replaced', () => {
  const here = "FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1'";
  const queriesWith = (check: string): string => `/*+ exists */
SELECT COUNT(*) AS count ${here};
/*+ statecheck */
SELECT COUNT(*) AS count ${here} AND (${check});
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
/*+ update */
UPDATE awscc.ec2.vpcs SET PatchDocument = '[{"op":"add","path":"/EnableDnsSupport","value":true}]'
WHERE region = 'us-east-1' AND Identifier = 'v1';
`;
  const asked = "cidr_block = '10.0.0.0/16'";
  const table: readonly [string, string][] = [
    ['has no leave for it', asked],
    // What is drawn while the run looks ahead is always the same.
    ['did not find beforehand that it has to be', `${asked} OR '{{ drawn }}' = '00000000-0000-4000-8000-000000000000'`],
  ];
  for (const [title, check] of table)
    it(`goes through its queries once where the run ${title}`, async () => {
      const rig = createSessionRig({
        manifest: "resources:\n  - name: net\n    props: [{ name: drawn, value: '{{ uuid() }}' }]\n",
        files: { 'resources/net.iql': queriesWith(check) },
        cloud: [
          {
            region: 'us-east-1',
            typeName: 'AWS::EC2::VPC',
            identifier: 'v1',
            properties: { VpcId: 'v1', CidrBlock: '10.9.0.0/16' },
          },
        ],
      });
      expect(outcomeLines(await build(rig.session))).to.deep.equal(['net failed needs-replacement']);
      expect(rig.events.flatMap((event) => (event.kind === 'resource.statement' ? [event.anchor] : []))).to.deep.equal([
        'exists',
        'statecheck',
      ]);
    });
});

describe('a build with a script', () => {
  const vpcs = `/*+ exists */
SELECT vpc_id FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.0.0.0/16', 'us-east-1';
`;
  const built = async (stack: string, code = 0) => {
    const rig = createSessionRig({
      manifest: "resources:\n  - name: step\n    type: script\n    run: 'true'\n  - name: net\n",
      files: { 'resources/net.iql': vpcs },
      cloud: [
        {
          region: 'us-east-1',
          typeName: 'AWS::EC2::VPC',
          identifier: 'v1',
          properties: {
            VpcId: 'v1',
            CidrBlock: '10.0.0.0/16',
            Tags: [
              { Key: 'stackql:stack-name', Value: stack },
              { Key: 'stackql:stack-env', Value: 'dev' },
              { Key: 'stackql:resource-name', Value: 'net' },
            ],
          },
        },
      ],
      script: () => ({ how: { kind: 'exited', code } }),
    });
    const result = await build(rig.session);
    return [...outcomeLines(result), rig.scripts.length, 'rollback' in result];
  };

  it('runs it in its turn', async () => {
    expect(await built('shop')).to.deep.equal(['step ran', 'net unchanged', 1, false]);
  });

  it('ends where it fails', async () => {
    expect(await built('shop', 1)).to.deep.equal(['step failed script-failed', 'net not-attempted', 1, false]);
  });

  it('runs it not where the run may not have what comes later', async () => {
    expect(await built('mall')).to.deep.equal(['step not-attempted', 'net failed owned-by-another', 0, false]);
  });
});
