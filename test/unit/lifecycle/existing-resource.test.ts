import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import type { StatementFailure } from '../../../src/engine/engine.ts';
import { findExisting, type Trace } from '../../../src/lifecycle/existing-resource.ts';
import type { Failure } from '../../../src/provider/failure.ts';
import { Unknown } from '../../../src/values/value.ts';
import type { FakeResource } from '../engine/fake-provider.ts';
import { createRunRig, type RunRigOptions } from './run-rig.ts';

const resourceOf = (type: string, identifier: string, properties: JsonObject): FakeResource => ({
  region: 'us-east-1',
  typeName: type,
  identifier,
  properties,
});
const group = (properties: JsonObject = {}): FakeResource =>
  resourceOf('AWS::Cognito::UserPoolGroup', 'p1|staff', { UserPoolId: 'p1', GroupName: 'staff', ...properties });
const client = (id: string, properties: JsonObject = {}): FakeResource =>
  resourceOf('AWS::Cognito::UserPoolClient', `p1|${id}`, {
    UserPoolId: 'p1',
    ClientId: id,
    ClientName: 'web',
    ...properties,
  });
const vpc = (properties: JsonObject): FakeResource => resourceOf('AWS::EC2::VPC', 'v1', { VpcId: 'v1', ...properties });

const insert = (into: string, columns: string, values: string): string =>
  `/*+ createorupdate */\nINSERT INTO awscc.${into} (${columns}, region) SELECT ${values}, 'us-east-1';\n`;
const groups = (more: { readonly columns?: string; readonly values?: string } = {}): string =>
  insert(
    'cognito.user_pool_groups',
    `UserPoolId, GroupName, Description${more.columns ?? ''}`,
    `'p1', 'staff', 'new'${more.values ?? ''}`,
  );
const clients = insert('cognito.user_pool_clients', 'UserPoolId, ClientName', "'p1', 'web'");
const vpcs = insert('ec2.vpcs', 'CidrBlock', "'10.0.0.0/16'");
const existsVpc =
  "/*+ exists */\nSELECT vpc_id FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';\n";
const deleteOf = (from: string, identifier: string): string =>
  `/*+ delete */\nDELETE FROM awscc.${from} WHERE region = 'us-east-1' AND Identifier = '${identifier}';\n`;

const refusedBy = (failure: Partial<Failure>): Trace => ({
  kind: 'refused',
  // Nothing else of the failure is looked at.
  trouble: { kind: 'failed', failure, done: [] } as unknown as StatementFailure,
});

interface Setting extends Omit<RunRigOptions, 'provider'> {
  readonly trace: Trace;
  readonly failing?: string;
  /** What `exists` has captured. */
  readonly captured?: JsonObject;
}

/** The requests, and what was found: the identifier, the patch, what is fixed; or why it failed. */
async function existing({ trace, failing, captured, ...options }: Setting): Promise<readonly unknown[]> {
  const { run, provider } = createRunRig(options);
  if (failing !== undefined) provider.failOn(failing);
  if (captured !== undefined && run.scope.resource !== undefined)
    run.scope = { ...run.scope, resource: { ...run.scope.resource, captured } };
  const outline = run.outline('createorupdate');
  const operation = outline.kind === 'prepared' ? outline.statements[0]?.operation : undefined;
  if (operation?.kind !== 'create') throw new Error('There is no create.');
  const found = await findExisting(run, operation, 'createorupdate', trace);
  if (!found.ok) return [...provider.calls, found.reason.kind];
  if (found.value === undefined) return [...provider.calls, 'nothing'];
  const { identifier, update, fixed } = found.value;
  const patch = update?.patch?.map(({ op, path, value }) => [op, path, value]) ?? 'no update';
  return [...provider.calls, identifier, patch, ...fixed.map(({ pointer }) => `${pointer} is fixed`)];
}

const getGroup = 'get us-east-1 Cognito.UserPoolGroup p1|staff';
const getVpc = 'get us-east-1 EC2.VPC v1';
const listClients = 'list us-east-1 Cognito.UserPoolClient model={"UserPoolId":"p1"}';
const getClient = (id: string): string => `get us-east-1 Cognito.UserPoolClient p1|${id}`;
const setDescription = [['add', '/Description', 'new']];

const table: readonly [string, Setting, readonly unknown[]][] = [
  [
    'is that which the INSERT names, with what differs',
    { trace: { kind: 'named' }, queries: groups(), cloud: [group()] },
    [getGroup, 'p1|staff', setDescription],
  ],
  [
    'needs no update where nothing differs',
    { trace: { kind: 'named' }, queries: groups(), cloud: [group({ Description: 'new' })] },
    [getGroup, 'p1|staff', 'no update'],
  ],
  [
    'needs none for what is to be ignored',
    { trace: { kind: 'named' }, queries: groups(), cloud: [group()], entry: '    ignore_changes: [/Description]\n' },
    [getGroup, 'p1|staff', 'no update'],
  ],
  [
    'is nothing where the INSERT names what is not there',
    { trace: { kind: 'named' }, queries: groups(), cloud: [] },
    [getGroup, 'nothing'],
  ],
  ['is nothing where the INSERT names nothing', { trace: { kind: 'named' }, queries: clients }, ['nothing']],
  [
    'is not known where it cannot be read',
    { trace: { kind: 'named' }, queries: groups(), failing: 'get' },
    [getGroup, 'trouble'],
  ],
  [
    'is nothing where the region is not known yet',
    {
      trace: { kind: 'named' },
      queries: groups().replace("'us-east-1'", "'{{ vars.later }}'"),
      variables: { later: new Unknown('net.region') },
    },
    ['nothing'],
  ],
  [
    'is nothing where the INSERT has another role',
    { trace: { kind: 'named' }, queries: groups({ columns: ', RoleArn', values: ", 'arn:aws:iam::1:role/x'" }) },
    [getGroup, 'nothing'],
  ],
  [
    'is what an earlier request has made',
    { trace: { kind: 'made', identifier: 'p1|c1' }, queries: clients, cloud: [client('c1')] },
    [getClient('c1'), 'p1|c1', 'no update'],
  ],
  [
    'is what the service names as being there',
    {
      trace: refusedBy({ kind: 'already-exists', identifier: 'p1|c1' }),
      queries: clients,
      cloud: [client('c1')],
    },
    [getClient('c1'), 'p1|c1', 'no update'],
  ],
  [
    'is what the INSERT names where the handler says that it is there',
    {
      trace: refusedBy({ kind: 'request-failed', handlerErrorCode: 'AlreadyExists', identifier: 'p1|other' }),
      queries: groups(),
      cloud: [group()],
    },
    [getGroup, 'p1|staff', setDescription],
  ],
  [
    'is nothing where the handler fails otherwise',
    { trace: refusedBy({ kind: 'request-failed', handlerErrorCode: 'NotFound' }), queries: groups() },
    ['nothing'],
  ],
  [
    'is nothing where it is refused otherwise',
    { trace: refusedBy({ kind: 'denied' }), queries: groups() },
    ['nothing'],
  ],
  [
    'is nothing where the statement never got as far as the service',
    {
      trace: { kind: 'refused', trouble: { kind: 'refused', diagnostics: [] } },
      queries: groups(),
    },
    ['nothing'],
  ],
  [
    'leaves the refusal as it is where it cannot be read',
    { trace: refusedBy({ kind: 'already-exists' }), queries: groups(), failing: 'get' },
    [getGroup, 'nothing'],
  ],
  [
    'is what exists has found, with what is fixed at creation',
    {
      trace: { kind: 'found' },
      queries: existsVpc + vpcs,
      captured: { vpc_id: 'v1' },
      cloud: [vpc({ CidrBlock: '10.9.0.0/16' })],
    },
    [getVpc, 'v1', [['add', '/CidrBlock', '10.0.0.0/16']], '/CidrBlock is fixed'],
  ],
  [
    'is what the delete names where exists says only that it is there',
    {
      trace: { kind: 'found' },
      queries: vpcs + deleteOf('ec2.vpcs', 'v1'),
      cloud: [vpc({ CidrBlock: '10.0.0.0/16' })],
    },
    [getVpc, 'v1', 'no update'],
  ],
  [
    'is what the INSERT names where exists and the delete are of another type',
    {
      trace: { kind: 'found' },
      queries: existsVpc + groups() + deleteOf('ec2.vpcs', 'v1'),
      captured: { vpc_id: 'v1' },
      cloud: [group(), vpc({})],
    },
    [getGroup, 'p1|staff', setDescription],
  ],
  ['cannot be named though it is there', { trace: { kind: 'found' }, queries: vpcs }, ['no-identifier']],
  [
    'is nothing among several where the INSERT names it: the service will refuse it',
    { trace: { kind: 'among' }, queries: groups(), cloud: [group()] },
    ['nothing'],
  ],
  [
    'is among several the one with the same natural key',
    {
      trace: { kind: 'among' },
      queries: clients,
      cloud: [client('c1', { ClientName: 'app' }), client('c2')],
    },
    [listClients, getClient('c1'), getClient('c2'), 'p1|c2', 'no update'],
  ],
  [
    'is nothing among several without one of that key',
    { trace: { kind: 'among' }, queries: clients, cloud: [client('c1', { ClientName: 'app' })] },
    [listClients, getClient('c1'), 'nothing'],
  ],
  [
    'is ambiguous where several have that key',
    { trace: { kind: 'among' }, queries: clients, cloud: [client('c1'), client('c2')] },
    [listClients, getClient('c1'), getClient('c2'), 'ambiguous'],
  ],
  [
    'is the one that is given of several with that key',
    {
      trace: { kind: 'among' },
      queries: clients,
      cloud: [client('c1'), client('c2')],
      session: { identifiers: new Map([['thing', 'p1|c2']]) },
    },
    [listClients, getClient('c1'), getClient('c2'), 'p1|c2', 'no update'],
  ],
  [
    'is ambiguous where the one that is given is none of them',
    {
      trace: { kind: 'among' },
      queries: clients,
      cloud: [client('c1'), client('c2')],
      session: { identifiers: new Map([['thing', 'p1|c3']]) },
    },
    [listClients, getClient('c1'), getClient('c2'), 'ambiguous'],
  ],
  ['is not looked for by a type that has no such key', { trace: { kind: 'among' }, queries: vpcs }, ['nothing']],
  [
    'is not looked for without all of the key',
    {
      trace: { kind: 'among' },
      queries: insert('cognito.user_pool_clients', 'UserPoolId, GenerateSecret', "'p1', true"),
    },
    ['nothing'],
  ],
  [
    'is not known where the list fails',
    { trace: { kind: 'among' }, queries: clients, failing: 'list' },
    [listClients, 'trouble'],
  ],
  [
    'is not known where one of the list cannot be read',
    { trace: { kind: 'among' }, queries: clients, cloud: [client('c1')], failing: 'get' },
    [listClients, getClient('c1'), 'trouble'],
  ],
];

describe('the resource that an INSERT meets', () => {
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await existing(setting)).to.deep.equal(expected);
    });

  const tag = (Key: string, Value: string) => ({ Key, Value });
  const marks = (stack: string) => [
    tag('stackql:stack-name', stack),
    tag('stackql:stack-env', 'dev'),
    tag('stackql:resource-name', 'thing'),
  ];
  const markedVpc =
    existsVpc + insert('ec2.vpcs', 'CidrBlock, Tags', `'10.0.0.0/16', '${JSON.stringify(marks('shop'))}'`);
  const found = { trace: { kind: 'found' }, queries: markedVpc, captured: { vpc_id: 'v1' } } as const;
  const ofOthers: readonly [string, readonly object[], string, readonly unknown[]][] = [
    ['is not taken from another stack', marks('mall'), '', [getVpc, 'owned-by-another']],
    [
      'is taken over with its mark, which is no difference of its own',
      [...marks('mall'), tag('aws:x', '1')],
      '    take_over: mall\n',
      [getVpc, 'v1', [['add', '/Tags', [tag('aws:x', '1'), ...marks('shop')]]]],
    ],
  ];
  for (const [title, tags, entry, expected] of ofOthers)
    it(title, async () => {
      const cloud = [vpc({ CidrBlock: '10.0.0.0/16', Tags: tags as never })];
      expect(await existing({ ...found, cloud, entry })).to.deep.equal(expected);
    });
});
