import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { plan } from '../../../src/lifecycle/plan.ts';
import type { PlannedRequest } from '../../../src/plan/planned-request.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, type SessionRig } from './session-rig.ts';

const vpc = (properties: JsonObject): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier: 'v1',
  properties: { VpcId: 'v1', CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, SecondaryCount: 1, ...properties },
  listed: { VpcId: 'v1' },
});
const at = "region = 'us-east-1' AND Identifier = 'v1'";
const exists = `/*+ exists */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at};\n`;
const statecheck = (term: string): string =>
  `/*+ statecheck */\nSELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE ${at} AND ${term};\n`;
const create = `/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport, SecondaryCount, region) SELECT '10.0.0.0/16', true, 1, 'us-east-1';
`;
const update = (patch: string): string =>
  `/*+ update */\nUPDATE awscc.ec2.vpcs SET PatchDocument = '${patch}' WHERE ${at};\n`;
const setsDns = update('[{"op":"replace","path":"/EnableDnsSupport","value":true}]');
const checked = exists + statecheck('enable_dns_support = 1') + create + setsDns;

interface Setting {
  readonly queries: string;
  /** Lines of the entry. */
  readonly entry?: readonly string[];
  /** What is not as declared; undefined where nothing is there. */
  readonly live?: JsonObject | undefined;
  readonly failing?: string;
}

function setup({ queries, entry = [], live, failing }: Setting): SessionRig {
  const rig = createSessionRig({
    manifest: `resources:\n  - name: net\n${entry.map((line) => `    ${line}\n`).join('')}`,
    files: { 'resources/net.iql': queries },
    cloud: live === undefined ? [] : [vpc(live)],
  });
  if (failing !== undefined) rig.provider.failOn(failing);
  return rig;
}

function requestLine(request: PlannedRequest): string {
  switch (request.kind) {
    case 'create':
      return `create ${JSON.stringify(request.desiredState)}`;
    case 'update':
      return `update ${request.patch === undefined ? '?' : request.patch.map(({ path, value }) => `${path}=${JSON.stringify(value)}`).join(' ')}`;
    case 'undecided':
      return `undecided ${request.write}`;
    default:
      return request.kind;
  }
}

/** `net update: update /A=1`, with the pointers of what changes in brackets. */
async function planned(setting: Setting): Promise<readonly string[]> {
  const { resources } = await plan(setup(setting).session, {});
  return resources.map(({ resource, action, requests }) => {
    const changes =
      'changes' in action && action.changes !== undefined ? action.changes.map(({ pointer }) => pointer) : [];
    const failed = action.kind === 'failed' ? ` ${action.reason.kind}` : '';
    return `${resource} ${action.kind}${failed} [${changes.join(' ')}] ${requests.map(requestLine).join('; ')}`.trimEnd();
  });
}

const desired = '{"CidrBlock":"10.0.0.0/16","EnableDnsSupport":true,"SecondaryCount":1}';

describe('what a build would do of one resource', () => {
  const strict = ['strict: true'];
  const table: readonly [string, Setting, readonly string[]][] = [
    [
      'is a create of what is not there',
      { queries: checked },
      [`net create [/CidrBlock /EnableDnsSupport /SecondaryCount] create ${desired}`],
    ],
    ['is nothing where all is as declared', { queries: checked, live: {} }, ['net unchanged []']],
    [
      'is an update of what statecheck sees',
      { queries: checked, live: { EnableDnsSupport: false } },
      ['net update [/EnableDnsSupport] update /EnableDnsSupport=true'],
    ],
    [
      'is what an update sets, and nothing else without a strict build',
      { queries: checked, live: { EnableDnsSupport: false, SecondaryCount: 2 } },
      ['net update [/EnableDnsSupport] update /EnableDnsSupport=true'],
    ],
    [
      'is what an update leaves, behind it, in a strict build',
      { queries: checked, entry: strict, live: { EnableDnsSupport: false, SecondaryCount: 2 } },
      ['net update [/EnableDnsSupport /SecondaryCount] update /EnableDnsSupport=true; update /SecondaryCount=1'],
    ],
    [
      'is no second update where the first leaves nothing',
      { queries: checked, entry: strict, live: { EnableDnsSupport: false } },
      ['net update [/EnableDnsSupport] update /EnableDnsSupport=true'],
    ],
    [
      'is what statecheck does not see, in a strict build',
      { queries: checked, entry: strict, live: { SecondaryCount: 2 } },
      ['net update [/SecondaryCount] update /SecondaryCount=1'],
    ],
    [
      'is an update behind the create that sets something else, in a strict build',
      {
        queries: exists + create + update('[{"op":"replace","path":"/SecondaryCount","value":3}]'),
        entry: strict,
      },
      [`net create [/CidrBlock /EnableDnsSupport /SecondaryCount] create ${desired}; undecided update`],
    ],
    [
      'is a create alone where the update sets the same, in a strict build',
      { queries: exists + create + setsDns, entry: strict },
      [`net create [/CidrBlock /EnableDnsSupport /SecondaryCount] create ${desired}`],
    ],
    [
      'is a replacement where statecheck sees what is fixed',
      {
        queries: exists + statecheck("cidr_block = '10.0.0.0/16'") + create + setsDns,
        live: { CidrBlock: '10.9.0.0/16' },
      },
      [`net replace [/CidrBlock] delete; create ${desired}`],
    ],
    [
      'is an update where statecheck sees something else than what is fixed and differs too',
      { queries: checked, live: { CidrBlock: '10.9.0.0/16', EnableDnsSupport: false } },
      ['net update [/EnableDnsSupport] update /EnableDnsSupport=true'],
    ],
    [
      'is an update where statecheck wants what is fixed as it is, and not as it is declared',
      {
        queries: exists + statecheck("enable_dns_support = 1 AND cidr_block = '10.9.0.0/16'") + create + setsDns,
        live: { CidrBlock: '10.9.0.0/16', EnableDnsSupport: false },
      },
      ['net update [/EnableDnsSupport] update /EnableDnsSupport=true'],
    ],
    [
      'is no update of what statecheck sees and the entry ignores as fixed',
      {
        queries: exists + statecheck("cidr_block = '10.0.0.0/16'") + create + setsDns,
        entry: ['ignore_changes: [/CidrBlock]'],
        live: { CidrBlock: '10.9.0.0/16' },
      },
      ['net update [] update /EnableDnsSupport=true'],
    ],
    [
      'is a replacement where statecheck looks at what is fixed, and is false of nothing that it names',
      {
        queries: exists + statecheck("cidr_block <> '' AND 1 = 2") + create + setsDns,
        live: { CidrBlock: '10.9.0.0/16' },
      },
      [`net replace [/CidrBlock] delete; create ${desired}`],
    ],
    [
      'fails where a statecheck says no, and the INSERT has nothing to set',
      {
        queries:
          exists.replace('COUNT(*) AS count', 'vpc_id') +
          statecheck('1 = 2') +
          create.replace('create', 'createorupdate'),
        live: {},
      },
      ['net failed drifted []'],
    ],
    [
      'is not known where it cannot be looked at',
      { queries: checked, live: {}, failing: 'get' },
      ['net failed trouble []'],
    ],
  ];
  for (const [title, setting, expected] of table) {
    it(title, async () => {
      expect(await planned(setting)).to.deep.equal(expected);
    });
  }
});

describe('why a build would send what no read returns', () => {
  it('is that a person wants it sent again', async () => {
    const where = "region = 'us-east-1' AND Identifier = 'p1|shop'";
    const { session } = createSessionRig({
      manifest: 'resources:\n  - name: domain\n',
      files: {
        'resources/domain.iql': `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_domains WHERE ${where};
/*+ create */
INSERT INTO awscc.cognito.user_pool_domains (UserPoolId, Domain, ManagedLoginVersion, region) SELECT 'p1', 'shop', 2, 'us-east-1';
/*+ delete */
DELETE FROM awscc.cognito.user_pool_domains WHERE ${where};
`,
      },
      cloud: [
        {
          region: 'us-east-1',
          typeName: 'AWS::Cognito::UserPoolDomain',
          identifier: 'p1|shop',
          properties: { UserPoolId: 'p1', Domain: 'shop' },
        },
      ],
      session: { resend: new Set(['domain']) },
    });
    const { resources } = await plan(session, {});
    expect(resources.map(({ action }) => (action.kind === 'update' ? action.because : action.kind))).to.deep.equal([
      'write-only',
    ]);
  });
});

describe('what a build would do of a part of a stack', () => {
  const user = exists.replaceAll("'v1'", "'{{ net.vpc_id }}'") + create;
  const net = `${exists}${create}/*+ exports */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`;
  const partly = async (cloud: readonly FakeResource[]) => {
    const { session, events } = createSessionRig({
      manifest: 'resources:\n  - name: net\n    exports: [vpc_id]\n  - name: user\n',
      files: { 'resources/net.iql': net, 'resources/user.iql': user },
      cloud,
      only: { verb: 'build', names: ['user'] },
    });
    const { resources } = await plan(session, {});
    const told = events.flatMap((event) => (event.kind === 'run.diagnostics' ? event.diagnostics : []));
    const lines = resources.map(({ resource, action }) => {
      const needs = action.kind === 'failed' && action.reason.kind === 'needs' ? action.reason.needs : [];
      return [resource, action.kind, ...needs.map(({ name }) => name)].join(' ');
    });
    return [...lines, ...told.map(({ message }) => message)];
  };

  it('takes what those give that are not selected, and cannot be without', async () => {
    expect(await partly([vpc({})])).to.deep.equal(['net not-selected', 'user unchanged']);
    expect(await partly([])).to.deep.equal([
      'net not-selected',
      'user failed net.vpc_id',
      '"user" needs net.vpc_id, but "net" is not selected and does not exist',
    ]);
  });
});
