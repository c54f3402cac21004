import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import type { WriteAnchor } from '../../../src/flow/flow.ts';
import { planWrite, type PlannedCause } from '../../../src/lifecycle/plan-write.ts';
import { withSettling } from '../../../src/lifecycle/plan-settling.ts';
import { Unknown } from '../../../src/values/value.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRigOptions } from './run-rig.ts';

const at = "region = 'us-east-1' AND Identifier = 'v1'";
const vpc = (properties: JsonObject = {}): FakeResource => ({
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
const tag = (Key: string, Value: string) => ({ Key, Value });
const marks = (stack: string, entry = 'thing') => [
  tag('stackql:stack-name', stack),
  tag('stackql:stack-env', 'dev'),
  tag('stackql:resource-name', entry),
];
const exists = `/*+ exists */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE ${at};\n`;
const insert = (anchor: string, tags?: readonly object[]): string =>
  `/*+ ${anchor} */\nINSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport${tags === undefined ? '' : ', Tags'}, region) SELECT '10.0.0.0/16', true${tags === undefined ? '' : `, '${JSON.stringify(tags)}'`}, 'us-east-1';\n`;
const update = (patch: string, where = at): string =>
  `/*+ update */\nUPDATE awscc.ec2.vpcs SET PatchDocument = '${patch}' WHERE ${where};\n`;
const dns = '[{"op":"add","path":"/EnableDnsSupport","value":true}]';
const upsert = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|staff';
/*+ createorupdate */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, Description, region)
SELECT 'p1', 'staff', 'new', 'us-east-1';
`;

interface Setting extends Omit<RunRigOptions, 'provider'> {
  readonly anchor: WriteAnchor;
  readonly because?: PlannedCause['because'];
  readonly failing?: string;
  /** With what a strict build does behind it. */
  readonly settles?: boolean;
}

/** `update /A: update`, one for each write: the action, the pointers of what changes, what is sent. */
async function planned({ anchor, because = 'drifted', failing, settles = false, ...options }: Setting) {
  const { run, provider } = createRunRig(options);
  if (options.queries.includes('vpc_id') && run.scope.resource !== undefined)
    run.scope = { ...run.scope, resource: { ...run.scope.resource, captured: { vpc_id: 'v1' } } };
  if (failing !== undefined) provider.failOn(failing);
  const end = await planWrite(run, anchor, { because, asked: 'statecheck', needs: [] });
  if (!end.ok) return end.reason.kind;
  const lines: string[] = [];
  for (const write of end.value) {
    const { action, requests } = settles ? await withSettling(run, write) : write;
    const changes = 'changes' in action ? (action.changes?.map(({ pointer }) => pointer) ?? ['?']) : [];
    const mark = 'mark' in action ? [`mark ${action.mark.kind}`] : [];
    const sent = requests.map((request) =>
      request.kind === 'undecided' ? `undecided ${request.write}` : request.kind,
    );
    lines.push([[action.kind, ...changes, ...mark].join(' '), ...sent].join(': '));
  }
  return lines;
}

describe('what a write of a plan comes to', () => {
  const later = { later: new Unknown('net.id') };
  const shapeless = (text: string): string =>
    text.replace(/\n([^]*);\n$/, "\n{% if vars.later == 'x' %}$1{% else %}$1{% endif %};\n");
  const found = exists + insert('createorupdate', marks('shop'));
  const table: readonly [string, Setting, unknown][] = [
    [
      'is a create',
      { anchor: 'create', because: 'missing', queries: exists + insert('create') },
      ['create /CidrBlock /EnableDnsSupport: create'],
    ],
    [
      'is a create of which nobody knows the shape',
      { anchor: 'create', because: 'missing', queries: shapeless(insert('create')), variables: later },
      ['create ?: undecided create'],
    ],
    [
      'is an update of which nobody knows the shape',
      { anchor: 'update', queries: insert('create') + shapeless(update(dns)), variables: later },
      ['update ?: undecided update'],
    ],
    [
      'is a delete of which nobody knows the shape',
      {
        anchor: 'delete',
        queries: insert('create') + shapeless(`/*+ delete */\nDELETE FROM awscc.ec2.vpcs WHERE ${at};\n`),
        variables: later,
      },
      ['delete: undecided delete'],
    ],
    [
      'is refused where its template is wrong',
      {
        anchor: 'create',
        queries: insert('create').replace("'10.0.0.0/16'", '{{ vars.a | sql }}'),
        variables: { a: 5 },
      },
      'trouble',
    ],
    [
      'is to give up a request',
      {
        anchor: 'delete',
        queries: `${insert('create')}/*+ delete */\nDELETE FROM awscc.cloud_control.resource_requests WHERE region = 'us-east-1' AND RequestToken = 't1';\n`,
      },
      ['run: cancel'],
    ],
    [
      'is an update of what an INSERT meets',
      { anchor: 'createorupdate', queries: upsert, cloud: [group({ Description: 'old' })] },
      ['update /Description: update'],
    ],
    [
      'is nothing where the INSERT says the same',
      { anchor: 'createorupdate', because: 'present', queries: upsert, cloud: [group({ Description: 'new' })] },
      ['unchanged'],
    ],
    [
      'fails where a statecheck says no, and there is nothing to write',
      { anchor: 'createorupdate', queries: upsert, cloud: [group({ Description: 'new' })] },
      'drifted',
    ],
    [
      'is a replacement of what an INSERT meets',
      {
        anchor: 'createorupdate',
        queries: found,
        cloud: [vpc({ CidrBlock: '10.9.0.0/16', Tags: marks('shop') })],
      },
      ['replace /CidrBlock: delete: create'],
    ],
    [
      'is the mark alone of what an INSERT meets',
      { anchor: 'createorupdate', because: 'present', queries: found, cloud: [vpc({ Tags: [] })] },
      ['mark /Tags: update'],
    ],
    [
      'is an update with the mark of what an INSERT meets',
      { anchor: 'createorupdate', queries: found, cloud: [vpc({ Tags: [], EnableDnsSupport: false })] },
      ['update /EnableDnsSupport /Tags mark adopt: update'],
    ],
    [
      'is an update for the mark where a statecheck says no',
      { anchor: 'createorupdate', queries: found, cloud: [vpc({ Tags: [] })] },
      ['update /Tags mark adopt: update'],
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await planned(setting)).to.deep.equal(expected);
    });
});

describe('what a strict build does behind the write of a plan', () => {
  const open = `/*+ update */\n{% if vars.later == 'x' %}${update(dns).replace(/^.*\n|;\n$/g, '')}{% else %}${update(dns).replace(/^.*\n|;\n$/g, '')}{% endif %};\n`;
  const strict = '    strict: true\n';
  const queries = exists + insert('create') + update(dns);
  const dnsOff = [vpc({ EnableDnsSupport: false })];
  const both = { anchor: 'update', settles: true, entry: strict } as const;
  const table: readonly [string, Setting, unknown][] = [
    ['is nothing where the update sets all', { ...both, queries, cloud: dnsOff }, ['update /EnableDnsSupport: update']],
    [
      'is a replacement that the update cannot see',
      { ...both, queries, cloud: [vpc({ EnableDnsSupport: false, CidrBlock: '10.9.0.0/16' })] },
      ['update /EnableDnsSupport: update'],
    ],
    [
      'sets what the update leaves',
      {
        ...both,
        queries: exists + insert('create') + update('[{"op":"add","path":"/SecondaryCount","value":2}]'),
        cloud: dnsOff,
      },
      ['update /SecondaryCount /EnableDnsSupport: update: update'],
    ],
    [
      'is not known where the update is not',
      {
        ...both,
        queries: exists + insert('create') + update('[{"op":"add","path":"/SecondaryCount","value":{{ vars.later }}}]'),
        variables: { later: new Unknown('net.n') },
        cloud: dnsOff,
      },
      ['update /SecondaryCount: update: undecided update'],
    ],
    [
      'is nothing without a strict build, though the update is not known',
      {
        ...both,
        entry: '',
        queries: exists + insert('create') + update('[{"op":"add","path":"/SecondaryCount","value":{{ vars.later }}}]'),
        variables: { later: new Unknown('net.n') },
        cloud: dnsOff,
      },
      ['update /SecondaryCount: update'],
    ],
    [
      'is nothing that can be said where the resource is not known',
      {
        ...both,
        queries: insert('create') + update(dns, "region = 'us-east-1' AND Identifier = '{{ vars.later }}'"),
        variables: { later: new Unknown('net.id') },
      },
      ['update: update'],
    ],
    ['is nothing that can be said where it is not there', { ...both, queries, cloud: [] }, ['update: update']],
    [
      'changes the mark',
      {
        ...both,
        queries: exists + insert('create', marks('shop')) + update(dns),
        entry: '    take_over: mall\n',
        cloud: [vpc({ EnableDnsSupport: false, Tags: marks('mall') })],
      },
      ['update /EnableDnsSupport /Tags mark take-over: update'],
    ],
    [
      'is an update behind a create that leaves something to it',
      {
        anchor: 'create',
        because: 'missing',
        settles: true,
        entry: strict,
        queries: exists + insert('create') + update('[{"op":"add","path":"/SecondaryCount","value":2}]'),
      },
      ['create /CidrBlock /EnableDnsSupport: create: undecided update'],
    ],
    [
      'is not said behind a create where nobody knows the shape of the update',
      {
        anchor: 'create',
        because: 'missing',
        settles: true,
        entry: strict,
        queries: exists + insert('create') + open,
        variables: { later: new Unknown('net.id') },
      },
      ['create /CidrBlock /EnableDnsSupport: create'],
    ],
    [
      'is nothing behind a create that gives all',
      { anchor: 'create', because: 'missing', settles: true, entry: strict, queries: exists + insert('create') },
      ['create /CidrBlock /EnableDnsSupport: create'],
    ],
    [
      'is nothing for one of several',
      {
        anchor: 'update',
        settles: true,
        entry: '    type: multi\n    strict: true\n',
        queries: exists + insert('create') + update('[{"op":"add","path":"/SecondaryCount","value":2}]'),
        cloud: dnsOff,
      },
      ['update /SecondaryCount: update'],
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await planned(setting)).to.deep.equal(expected);
    });
});
