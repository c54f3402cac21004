import { expect } from 'chai';
import type { JsonObject } from '../../../../src/base/json.ts';
import { createStatementEngine, type StatementEngine } from '../../../support/statement-engine.ts';
import type { Rows, StatementFailure } from '../../../../src/engine/engine.ts';
import type { EngineEvent } from '../../../../src/engine/events.ts';
import type { Value } from '../../../../src/values/value.ts';
import { redact } from '../../../../src/values/reading.ts';
import { createFakeProvider, type FakeProvider, type FakeResource } from '../fake-provider.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

const pool = (identifier: string, properties: JsonObject = {}, region = 'eu-west-1'): FakeResource => ({
  region,
  typeName: 'AWS::Cognito::UserPool',
  identifier,
  properties: { UserPoolId: identifier, ...properties },
  listed: { UserPoolId: identifier },
});
const client = (poolId: string, clientId: string, properties: JsonObject = {}): FakeResource => ({
  region: 'eu-west-1',
  typeName: 'AWS::Cognito::UserPoolClient',
  identifier: `${poolId}|${clientId}`,
  properties: { UserPoolId: poolId, ClientId: clientId, ...properties },
  listed: { UserPoolId: poolId, ClientId: clientId },
});
const vpc = (identifier: string, properties: JsonObject = {}, region = 'eu-west-1'): FakeResource => ({
  region,
  typeName: 'AWS::EC2::VPC',
  identifier,
  properties: { VpcId: identifier, ...properties },
  listed: { VpcId: identifier },
});

const world: readonly FakeResource[] = [
  pool('pool-1', {
    UserPoolName: 'first',
    UserPoolTags: { Team: 'a' },
    Policies: { PasswordPolicy: { MinimumLength: 8 } },
  }),
  pool('pool-2', { UserPoolName: 'second' }),
  pool('pool-9', { UserPoolName: 'far' }, 'us-east-1'),
  client('pool-1', 'c1', {
    ClientName: 'web',
    CallbackURLs: ['https://a.example/cb'],
    EnableTokenRevocation: true,
    RefreshTokenValidity: 30,
    TokenValidityUnits: { AccessToken: 'minutes' },
    ClientSecret: 'very-secret-text',
  }),
  client('pool-1', 'c2', { ClientName: 'mobile', EnableTokenRevocation: false, RefreshTokenValidity: 7 }),
  client('pool-2', 'c3', { ClientName: 'batch', EnableTokenRevocation: true, RefreshTokenValidity: 30 }),
  vpc('vpc-1', { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true, Tags: [{ Key: 'Name', Value: 'one' }] }),
  vpc('vpc-2', { CidrBlock: '10.1.0.0/16', EnableDnsSupport: false }),
  {
    region: 'eu-west-1',
    typeName: 'AWS::RDS::DBInstance',
    identifier: 'db',
    properties: { DBInstanceIdentifier: 'db', MasterUserSecret: { SecretArn: 'arn', Value: 'hunter22' } },
  },
];

interface Setup {
  readonly provider: FakeProvider;
  readonly engine: StatementEngine;
  readonly events: readonly EngineEvent[];
}

function setup(resources: readonly FakeResource[] = world, defaultRegion: string | undefined = 'eu-west-1'): Setup {
  const provider = createFakeProvider(resources);
  const events: EngineEvent[] = [];
  const registry = createTestRegistry();
  const engine = createStatementEngine({ provider, registry, defaultRegion, emit: (event) => events.push(event) });
  return { provider, engine, events };
}

function told(trouble: StatementFailure): string {
  switch (trouble.kind) {
    case 'failed':
      return `failed: ${trouble.failure.kind} ${trouble.failure.operation}`;
    case 'refused':
      return `refused: ${trouble.diagnostics.map(({ code, message }) => `${code} ${message}`).join('; ')}`;
    case 'not-evaluated':
      return `not evaluated: ${trouble.message}`;
  }
}

/** The rows as a person sees them, secrets as `***`, or the trouble in words. */
async function read(
  engine: StatementEngine,
  text: string,
  values: Readonly<Record<string, Value>> = {},
): Promise<unknown> {
  const answer = await engine.read(select(text, values));
  if (!answer.ok) return told(answer.error);
  return shown(answer.value);
}

function shown({ columns, rows }: Rows): unknown {
  return [columns, ...rows.map((row) => row.map((cell) => redact(cell)))];
}

type Case = readonly [
  title: string,
  statement: string,
  calls: readonly string[],
  rows: unknown,
  values?: Readonly<Record<string, Value>>,
];

const cases: readonly Case[] = [
  [
    'reads through a join only what the other conditions leave of its source',
    "SELECT d.user_pool_name FROM awscc.cognito.user_pools_list_only l JOIN awscc.cognito.user_pools d ON d.Identifier = l.user_pool_id AND l.user_pool_id <> 'pool-9' WHERE (l.user_pool_id LIKE '%-1' OR l.user_pool_id = 'x') AND d.user_pool_name > ''",
    ['list eu-west-1 Cognito.UserPool', 'get eu-west-1 Cognito.UserPool pool-1'],
    [['user_pool_name'], ['first']],
  ],
  [
    'reads through a join only what conditions without a table leave of a table expression',
    "WITH ids AS (SELECT user_pool_id AS id FROM awscc.cognito.user_pools_list_only) SELECT d.user_pool_name FROM ids LEFT JOIN awscc.cognito.user_pools d ON d.Identifier = ids.id WHERE id > 'pool-1'",
    ['list eu-west-1 Cognito.UserPool', 'get eu-west-1 Cognito.UserPool pool-2'],
    [['user_pool_name'], ['second']],
  ],
  [
    'reads all that conditions of a FULL JOIN and of subselects may leave',
    `SELECT count(*) AS n FROM awscc.cognito.user_pools_list_only l FULL JOIN awscc.ec2.vpcs_list_only v ON v.vpc_id = l.user_pool_id
     JOIN awscc.cognito.user_pools d ON d.Identifier = l.user_pool_id AND l.user_pool_id = 'pool-1'
     WHERE l.user_pool_id IN (SELECT user_pool_id FROM awscc.cognito.user_pools_list_only)`,
    [
      'list eu-west-1 Cognito.UserPool',
      'list eu-west-1 EC2.VPC',
      'get eu-west-1 Cognito.UserPool pool-1',
      'get eu-west-1 Cognito.UserPool pool-2',
    ],
    [['n'], [1]],
  ],
  [
    'keeps the type of an output beside columns that only SQLite knows',
    "SELECT v.enable_dns_support AS x, j.*, v.enable_dns_support AS y FROM awscc.ec2.vpcs v, (SELECT value FROM json_each('[5]')) j WHERE v.Identifier = 'vpc-1'",
    ['get eu-west-1 EC2.VPC vpc-1'],
    [
      ['x', 'value', 'y'],
      [true, 5, true],
    ],
  ],
  [
    'keeps the type of an output before and behind a table function',
    "SELECT v.enable_dns_support AS x, j.*, v.enable_dns_support AS y FROM awscc.ec2.vpcs v, json_each('[5]') j WHERE v.Identifier = 'vpc-1'",
    ['get eu-west-1 EC2.VPC vpc-1'],
    [
      ['x', 'key', 'value', 'type', 'atom', 'id', 'parent', 'fullkey', 'path', 'y'],
      [true, 0, 5, 'integer', 5, 1, null, '$[0]', '$', true],
    ],
  ],
  [
    'knows both spellings of a column of a derived table without a name',
    "SELECT VpcId FROM (SELECT vpc_id FROM awscc.ec2.vpcs_list_only) WHERE vpcid > 'vpc-1'",
    ['list eu-west-1 EC2.VPC'],
    [['VpcId'], ['vpc-2']],
  ],
  [
    'reads as a whole the first of tables that wait for each other',
    'SELECT a.vpc_id FROM awscc.ec2.vpcs a JOIN awscc.ec2.vpcs b ON b.Identifier = a.cidr_block WHERE a.Identifier = b.cidr_block',
    [
      'list eu-west-1 EC2.VPC',
      'get eu-west-1 EC2.VPC vpc-1',
      'get eu-west-1 EC2.VPC vpc-2',
      'get eu-west-1 EC2.VPC 10.0.0.0/16',
      'get eu-west-1 EC2.VPC 10.1.0.0/16',
    ],
    [['vpc_id']],
  ],
  [
    'asks for nothing where the other side of a join is NULL',
    "SELECT v.cidr_block FROM awscc.ec2.vpcs_list_only l JOIN awscc.ec2.vpcs v ON v.Identifier = nullif(l.vpc_id, 'vpc-2')",
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1'],
    [['cidr_block'], ['10.0.0.0/16']],
  ],
  [
    'looks among all where SQLite cannot work out what to ask for, and passes its words on',
    'SELECT v.cidr_block FROM awscc.ec2.vpcs_list_only l JOIN awscc.ec2.vpcs v ON v.Identifier = nosuch(l.vpc_id)',
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1', 'get eu-west-1 EC2.VPC vpc-2'],
    'not evaluated: no such function: nosuch',
  ],
  [
    'reads all that what only SQLite knows may name',
    `SELECT v.cidr_block FROM json_each('["vpc-1"]') j JOIN awscc.ec2.vpcs v ON v.Identifier = j.value`,
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1', 'get eu-west-1 EC2.VPC vpc-2'],
    [['cidr_block'], ['10.0.0.0/16']],
  ],
  [
    'feeds from a UNION',
    "SELECT v.cidr_block FROM (SELECT 'vpc-1' AS id UNION SELECT 'vpc-2') d JOIN awscc.ec2.vpcs v ON v.Identifier = d.id ORDER BY 1",
    ['get eu-west-1 EC2.VPC vpc-1', 'get eu-west-1 EC2.VPC vpc-2'],
    [['cidr_block'], ['10.0.0.0/16'], ['10.1.0.0/16']],
  ],
  [
    'feeds from one of two names of a table expression',
    "WITH a AS (SELECT 'vpc-1' AS id) SELECT v.cidr_block FROM a x JOIN a y ON 1 = 1 JOIN awscc.ec2.vpcs v ON v.Identifier = x.id WHERE y.id <> ''",
    ['get eu-west-1 EC2.VPC vpc-1'],
    [['cidr_block'], ['10.0.0.0/16']],
  ],
  [
    'reads all that a table expression inside of a subselect may name',
    "SELECT (WITH c AS (SELECT 'vpc-1' AS id) SELECT v.cidr_block FROM c JOIN awscc.ec2.vpcs v ON v.Identifier = c.id) AS x",
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1', 'get eu-west-1 EC2.VPC vpc-2'],
    [['x'], ['10.0.0.0/16']],
  ],
  [
    'asks with a role and a version of the type',
    "SELECT vpc_id FROM awscc.ec2.vpcs_list_only WHERE RoleArn = 'arn:r' AND TypeVersionId = '1' ORDER BY vpc_id LIMIT 1",
    ['list eu-west-1 EC2.VPC roleArn=arn:r typeVersionId=1'],
    [['vpc_id'], ['vpc-1']],
  ],
  [
    'gives a parent as the schema has it',
    'SELECT client_id FROM awscc.cognito.user_pool_clients_list_only WHERE user_pool_id = 5',
    ['list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"5"}'],
    [['client_id']],
  ],
  [
    'asks in the regions that another table gives',
    "SELECT v.vpc_id FROM awscc.ec2.vpcs v JOIN awscc.ec2.vpcs_list_only l ON v.region = l.vpc_id WHERE v.Identifier = 'vpc-1'",
    ['list eu-west-1 EC2.VPC', 'get vpc-1 EC2.VPC vpc-1', 'get vpc-2 EC2.VPC vpc-1'],
    [['vpc_id']],
  ],
  [
    'shares columns by NATURAL',
    "SELECT user_pool_name FROM awscc.cognito.user_pools_list_only NATURAL JOIN awscc.cognito.user_pools WHERE user_pool_id = 'pool-1'",
    ['list eu-west-1 Cognito.UserPool', 'get eu-west-1 Cognito.UserPool pool-1'],
    [['user_pool_name'], ['first']],
  ],
  [
    'hides what is secret in one of the SELECTs of a UNION, there and around it',
    "SELECT s FROM (SELECT ClientSecret AS s FROM awscc.cognito.user_pool_clients WHERE Identifier = 'pool-1|c1' UNION SELECT 'x')",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [['s'], ['***'], ['***']],
  ],
  [
    'hides what stands beside a secret where only SQLite knows the columns',
    "SELECT x FROM (SELECT json_each.value AS x, ClientSecret FROM awscc.cognito.user_pool_clients, json_each(callback_urls) WHERE Identifier = 'pool-1|c1')",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [['x'], ['***']],
  ],
  [
    'has the tags as a list beside their rows',
    "SELECT tags AS whole, tag_key, tag_value FROM awscc.ec2.vpc_tags WHERE Identifier = 'vpc-1' ORDER BY tags",
    ['get eu-west-1 EC2.VPC vpc-1'],
    [
      ['whole', 'tag_key', 'tag_value'],
      [[{ Key: 'Name', Value: 'one' }], 'Name', 'one'],
    ],
  ],
  [
    'sorts a UNION by a column of any of its SELECTs',
    'SELECT user_pool_id AS x FROM awscc.cognito.user_pools_list_only UNION SELECT vpc_id FROM awscc.ec2.vpcs_list_only ORDER BY vpc_id DESC LIMIT 1',
    ['list eu-west-1 Cognito.UserPool', 'list eu-west-1 EC2.VPC'],
    [['x'], ['vpc-2']],
  ],
  [
    'sorts a UNION of stars',
    'SELECT * FROM awscc.ec2.vpcs_list_only UNION SELECT * FROM awscc.ec2.vpcs_list_only ORDER BY vpc_id DESC LIMIT 1',
    ['list eu-west-1 EC2.VPC'],
    [
      ['region', 'vpc_id'],
      ['eu-west-1', 'vpc-2'],
    ],
  ],
  [
    'leaves to SQLite to say that nothing is called so',
    "SELECT json_each.value FROM json_each('[1]') UNION SELECT 2 ORDER BY nope",
    [],
    'not evaluated: 1st ORDER BY term does not match any column in the result set',
  ],
  [
    'knows one that is alike where nothing else is known of the names',
    "SELECT vpcid FROM (SELECT 'a' AS vpc_id) d",
    [],
    [['vpcid'], ['a']],
  ],
  [
    'knows none where two are alike',
    "SELECT v_pcid FROM (SELECT 'a' AS vpc_id, 'b' AS vpcid) d",
    [],
    'refused: resource/unknown-column No table of this SELECT has a column "v_pcid"',
  ],
  [
    'knows a table by the end of its name',
    "SELECT ec2.vpcs_list_only.vpc_id FROM awscc.ec2.vpcs_list_only WHERE vpc_id = 'vpc-1'",
    ['list eu-west-1 EC2.VPC'],
    [['vpc_id'], ['vpc-1']],
  ],
  [
    'tells an alias from a column of a table inside of it',
    'SELECT 1 AS x WHERE EXISTS (SELECT 1 FROM awscc.ec2.vpcs_list_only WHERE x = 1)',
    ['list eu-west-1 EC2.VPC'],
    [['x'], [1]],
  ],
  [
    'gets one resource by its Identifier',
    "SELECT region, client_name, callback_urls, enable_token_revocation, refresh_token_validity, token_validity_units FROM awscc.cognito.user_pool_clients WHERE region = 'eu-west-1' AND Identifier = 'pool-1|c1'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [
      [
        'region',
        'client_name',
        'callback_urls',
        'enable_token_revocation',
        'refresh_token_validity',
        'token_validity_units',
      ],
      ['eu-west-1', 'web', ['https://a.example/cb'], true, 30, { AccessToken: 'minutes' }],
    ],
  ],
  [
    'yields no row for what is not there',
    "SELECT client_name FROM awscc.cognito.user_pool_clients WHERE Identifier = 'pool-1|none'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|none'],
    [['client_name']],
  ],
  [
    'counts nothing as 0',
    "SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_clients WHERE Identifier = 'pool-1|none'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|none'],
    [['count'], [0]],
  ],
  [
    'lists identifiers',
    "SELECT * FROM awscc.cognito.user_pools_list_only WHERE region = 'eu-west-1'",
    ['list eu-west-1 Cognito.UserPool'],
    [
      ['region', 'user_pool_id'],
      ['eu-west-1', 'pool-1'],
      ['eu-west-1', 'pool-2'],
    ],
  ],
  [
    'lists children with the model that their list needs',
    "SELECT region, user_pool_id, client_id FROM awscc.cognito.user_pool_clients_list_only WHERE user_pool_id = 'pool-1'",
    ['list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-1"}'],
    [
      ['region', 'user_pool_id', 'client_id'],
      ['eu-west-1', 'pool-1', 'c1'],
      ['eu-west-1', 'pool-1', 'c2'],
    ],
  ],
  [
    'lists the parents first where the model is not given',
    "SELECT region, user_pool_id, client_id FROM awscc.cognito.user_pool_clients_list_only WHERE region = 'eu-west-1'",
    [
      'list eu-west-1 Cognito.UserPool',
      'list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-1"}',
      'list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-2"}',
    ],
    [
      ['region', 'user_pool_id', 'client_id'],
      ['eu-west-1', 'pool-1', 'c1'],
      ['eu-west-1', 'pool-1', 'c2'],
      ['eu-west-1', 'pool-2', 'c3'],
    ],
  ],
  [
    'asks for each value of IN',
    "SELECT region, Identifier, user_pool_name FROM awscc.cognito.user_pools WHERE region IN ('eu-west-1', 'us-east-1') AND Identifier IN ('pool-1', 'pool-9')",
    [
      'get eu-west-1 Cognito.UserPool pool-1',
      'get eu-west-1 Cognito.UserPool pool-9',
      'get us-east-1 Cognito.UserPool pool-1',
      'get us-east-1 Cognito.UserPool pool-9',
    ],
    [
      ['region', 'Identifier', 'user_pool_name'],
      ['eu-west-1', 'pool-1', 'first'],
      ['us-east-1', 'pool-9', 'far'],
    ],
  ],
  [
    'lists and gets each where no Identifier is given',
    'SELECT vpc_id, cidr_block FROM awscc.ec2.vpcs ORDER BY cidr_block DESC',
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1', 'get eu-west-1 EC2.VPC vpc-2'],
    [
      ['vpc_id', 'cidr_block'],
      ['vpc-2', '10.1.0.0/16'],
      ['vpc-1', '10.0.0.0/16'],
    ],
  ],
  [
    'gets what is named by every part of its identifier',
    "SELECT client_name FROM awscc.cognito.user_pool_clients WHERE UserPoolId = 'pool-1' AND client_id = 'c2'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c2'],
    [['client_name'], ['mobile']],
  ],
  [
    'feeds the Identifiers of a join from the other side',
    "SELECT d.user_pool_name, l.user_pool_id FROM awscc.cognito.user_pools_list_only l JOIN awscc.cognito.user_pools d ON d.Identifier = l.user_pool_id AND d.region = l.region WHERE l.region = 'eu-west-1' ORDER BY 1",
    [
      'list eu-west-1 Cognito.UserPool',
      'get eu-west-1 Cognito.UserPool pool-1',
      'get eu-west-1 Cognito.UserPool pool-2',
    ],
    [
      ['user_pool_name', 'user_pool_id'],
      ['first', 'pool-1'],
      ['second', 'pool-2'],
    ],
  ],
  [
    'feeds Identifiers put together from several columns',
    "SELECT d.client_name FROM awscc.cognito.user_pool_clients_list_only l LEFT JOIN awscc.cognito.user_pool_clients d ON d.Identifier = l.user_pool_id || '|' || l.client_id WHERE l.user_pool_id = 'pool-2'",
    [
      'list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-2"}',
      'get eu-west-1 Cognito.UserPoolClient pool-2|c3',
    ],
    [['client_name'], ['batch']],
  ],
  [
    'feeds from a CTE',
    "WITH ids AS (SELECT vpc_id AS id FROM awscc.ec2.vpcs_list_only WHERE vpc_id <> 'vpc-2') SELECT v.cidr_block FROM ids JOIN awscc.ec2.vpcs v ON v.Identifier = ids.id",
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1'],
    [['cidr_block'], ['10.0.0.0/16']],
  ],
  [
    'feeds from a derived table',
    'SELECT v.cidr_block FROM (SELECT MAX(vpc_id) AS id FROM awscc.ec2.vpcs_list_only) AS last JOIN awscc.ec2.vpcs v ON v.Identifier = last.id',
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-2'],
    [['cidr_block'], ['10.1.0.0/16']],
  ],
  [
    'feeds the models of a list',
    "SELECT c.client_id FROM awscc.cognito.user_pools p JOIN awscc.cognito.user_pool_clients_list_only c ON c.user_pool_id = p.user_pool_id WHERE p.Identifier = 'pool-2'",
    ['get eu-west-1 Cognito.UserPool pool-2', 'list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-2"}'],
    [['client_id'], ['c3']],
  ],
  [
    'keeps the types of columns through CTEs',
    "WITH a AS (SELECT client_name AS n, enable_token_revocation AS r, callback_urls FROM awscc.cognito.user_pool_clients WHERE Identifier = 'pool-1|c1'), b AS (SELECT * FROM a) SELECT n, r, callback_urls AS urls FROM b",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [
      ['n', 'r', 'urls'],
      ['web', true, ['https://a.example/cb']],
    ],
  ],
  [
    'leaves what is computed to SQLite',
    "SELECT enable_token_revocation AND 1 AS both, json_array_length(callback_urls) AS urls, upper(client_name) AS name FROM awscc.cognito.user_pool_clients WHERE Identifier = 'pool-1|c1'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [
      ['both', 'urls', 'name'],
      [1, 1, 'WEB'],
    ],
  ],
  [
    'takes names as CloudFormation writes them, in any case',
    "SELECT ClientName, CALLBACK_URLS, t.EnableTokenRevocation FROM awscc.cognito.user_pool_clients t WHERE Identifier = 'pool-1|c1' AND RefreshTokenValidity = '30'",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [
      ['ClientName', 'CALLBACK_URLS', 'EnableTokenRevocation'],
      ['web', ['https://a.example/cb'], true],
    ],
  ],
  [
    'reads literals with the type of the column that they are compared with',
    "SELECT c.client_id FROM awscc.cognito.user_pool_clients c WHERE c.user_pool_id = 'pool-1' AND c.enable_token_revocation = 'true' AND c.refresh_token_validity IN ('30', 7)",
    [
      'list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-1"}',
      'get eu-west-1 Cognito.UserPoolClient pool-1|c1',
      'get eu-west-1 Cognito.UserPoolClient pool-1|c2',
    ],
    [['client_id'], ['c1']],
  ],
  [
    'evaluates without any table',
    "SELECT 'x' AS y, 1 + 1 AS two",
    [],
    [
      ['y', 'two'],
      ['x', 2],
    ],
  ],
  [
    'tells secrets as secrets, computed and renamed ones too',
    "WITH s AS (SELECT client_secret AS x, client_name FROM awscc.cognito.user_pool_clients WHERE Identifier = 'pool-1|c1') SELECT x, substr(x, 1, 2) AS start, client_name, length(x) AS l FROM s",
    ['get eu-west-1 Cognito.UserPoolClient pool-1|c1'],
    [
      ['x', 'start', 'client_name', 'l'],
      ['***', '***', 'web', '***'],
    ],
  ],
  [
    'hides the secret part of a property',
    "SELECT master_user_secret FROM awscc.rds.db_instances WHERE Identifier = 'db'",
    ['get eu-west-1 RDS.DBInstance db'],
    [['master_user_secret'], [{ SecretArn: 'arn', Value: '***' }]],
  ],
  [
    'hides secrets behind a star',
    "SELECT * FROM awscc.rds.db_instances WHERE Identifier = 'db'",
    ['get eu-west-1 RDS.DBInstance db'],
    [
      ['region', 'Identifier', 'db_instance_identifier', 'master_user_password', 'master_user_secret'],
      ['eu-west-1', 'db', 'db', null, { SecretArn: 'arn', Value: '***' }],
    ],
  ],
  [
    'takes lists apart',
    "SELECT json_extract(json_each.value, '$.Key') AS k FROM awscc.ec2.vpcs, json_each(tags) WHERE Identifier = 'vpc-1'",
    ['get eu-west-1 EC2.VPC vpc-1'],
    [['k'], ['Name']],
  ],
  [
    'sends the region of the statement around it into a CTE',
    "WITH pools AS (SELECT user_pool_id FROM awscc.cognito.user_pools_list_only) SELECT user_pool_id FROM pools WHERE region = 'us-east-1'",
    ['list us-east-1 Cognito.UserPool'],
    [['user_pool_id'], ['pool-9']],
  ],
  [
    'takes one region for all tables of a SELECT',
    "SELECT p.user_pool_name, v.vpc_id FROM awscc.cognito.user_pools p JOIN awscc.ec2.vpcs v ON 1 = 1 WHERE region = 'eu-west-1' AND p.Identifier = 'pool-1' AND v.Identifier = 'vpc-1'",
    ['get eu-west-1 Cognito.UserPool pool-1', 'get eu-west-1 EC2.VPC vpc-1'],
    [
      ['user_pool_name', 'vpc_id'],
      ['first', 'vpc-1'],
    ],
  ],
  [
    'puts rows of several SELECTs together',
    'SELECT user_pool_id AS id FROM awscc.cognito.user_pools_list_only UNION ALL SELECT vpc_id FROM awscc.ec2.vpcs_list_only',
    ['list eu-west-1 Cognito.UserPool', 'list eu-west-1 EC2.VPC'],
    [['id'], ['pool-1'], ['pool-2'], ['vpc-1'], ['vpc-2']],
  ],
  [
    'asks a subselect too',
    'SELECT vpc_id FROM awscc.ec2.vpcs_list_only WHERE vpc_id IN (SELECT vpc_id FROM awscc.ec2.vpcs WHERE enable_dns_support = 1)',
    ['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-1', 'get eu-west-1 EC2.VPC vpc-2'],
    [['vpc_id'], ['vpc-1']],
  ],
  [
    'lets a list name the Identifier where it is asked for',
    "SELECT Identifier FROM awscc.cognito.user_pool_clients_list_only WHERE user_pool_id = 'pool-2'",
    ['list eu-west-1 Cognito.UserPoolClient model={"UserPoolId":"pool-2"}'],
    [['Identifier'], ['pool-2|c3']],
  ],
  [
    'puts values into literals without making SQL of them',
    "SELECT '{{ odd }}' AS odd, {{ n }} AS n FROM awscc.ec2.vpcs WHERE Identifier = '{{ id }}' AND region = '{{ region }}'",
    ['get eu-west-1 EC2.VPC vpc-1'],
    [
      ['odd', 'n'],
      ["'; DROP TABLE x; --", 3],
    ],
    { odd: "'; DROP TABLE x; --", n: 3, id: 'vpc-1', region: 'eu-west-1' },
  ],
];

describe('reading through Cloud Control', () => {
  for (const [title, statement, calls, rows, values] of cases) {
    it(title, async () => {
      const { engine, provider } = setup();
      expect(await read(engine, statement, values)).to.deep.equal(rows);
      expect([...provider.calls].sort()).to.deep.equal([...calls].sort());
    });
  }

  it('asks each question once until something is written or forgotten', async () => {
    const { engine, provider } = setup();
    const statement = "SELECT user_pool_name FROM awscc.cognito.user_pools WHERE Identifier = 'pool-1'";
    await Promise.all([read(engine, statement), read(engine, statement)]);
    await read(engine, statement);
    await engine.observe({ typeName: 'AWS::Cognito::UserPool', region: 'eu-west-1', identifier: 'pool-1' });
    expect(provider.calls).to.have.length(1);
    engine.forget();
    await read(engine, statement);
    expect(provider.calls).to.have.length(2);
  });

  const failing: readonly (readonly [title: string, statement: string, start: string])[] = [
    ['a get', "SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'", 'get'],
    ['a list', 'SELECT * FROM awscc.ec2.vpcs_list_only', 'list'],
    ['one get of many', 'SELECT COUNT(*) AS count FROM awscc.ec2.vpcs', 'get eu-west-1 EC2.VPC vpc-2'],
    [
      'the list of the parents',
      'SELECT * FROM awscc.cognito.user_pool_clients_list_only',
      'list eu-west-1 Cognito.UserPool',
    ],
    [
      'the second table of a join',
      'SELECT * FROM awscc.cognito.user_pools_list_only l LEFT JOIN awscc.cognito.user_pools d ON d.Identifier = l.user_pool_id',
      'get',
    ],
  ];
  for (const [title, statement, start] of failing) {
    it(`never takes a failure of ${title} for absence, and asks again`, async () => {
      const { engine, provider } = setup();
      provider.failOn(start);
      expect(await read(engine, statement)).to.match(/^failed: denied (GetResource|ListResources)$/);
      const calls = provider.calls.length;
      await read(engine, statement);
      expect(provider.calls.length).to.be.greaterThan(calls);
    });
  }

  it('yields no rows under a parent that is not there', async () => {
    const { engine, provider } = setup();
    provider.absentParents.add('gone');
    const statement = "SELECT client_id FROM awscc.cognito.user_pool_clients_list_only WHERE user_pool_id = 'gone'";
    expect(await read(engine, statement)).to.deep.equal([['client_id']]);
  });

  it('names every column of SELECT * in the order of the schema', async () => {
    const { engine } = setup();
    expect(await read(engine, "SELECT * FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'")).to.deep.equal([
      ['region', 'Identifier', 'vpc_id', 'cidr_block', 'enable_dns_support', 'tags', 'secondary_count'],
      ['eu-west-1', 'vpc-1', 'vpc-1', '10.0.0.0/16', true, [{ Key: 'Name', Value: 'one' }], null],
    ]);
  });

  it('asks with the default region where the statement names none', async () => {
    const { engine, provider } = setup(world, 'us-east-1');
    await read(engine, 'SELECT user_pool_id FROM awscc.cognito.user_pools_list_only');
    expect(provider.calls).to.deep.equal(['list us-east-1 Cognito.UserPool']);
  });

  it('hides a secret that a statement itself puts into its answer', async () => {
    const { Secret } = await import('../../../../src/values/value.ts');
    const { engine } = setup();
    const values = { password: new Secret('correct horse') };
    expect(await read(engine, "SELECT 'is ' || '{{ password }}' AS p, 'plain' AS q", values)).to.deep.equal([
      ['p', 'q'],
      ['***', 'plain'],
    ]);
  });

  const refused: readonly (readonly [title: string, statement: string, trouble: string])[] = [
    ['an unknown function', 'SELECT nosuch(1) AS x', 'not evaluated: no such function: nosuch'],
    [
      'what a function refuses',
      "SELECT json_equal('{', cidr_block) AS x FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'",
      'not evaluated: json_equal: its first argument is not JSON',
    ],
    [
      'an empty Identifier',
      "SELECT * FROM awscc.ec2.vpcs WHERE Identifier = ''",
      'refused: resource/identifier Identifier is empty; AWS::EC2::VPC needs VpcId',
    ],
  ];
  for (const [title, statement, trouble] of refused) {
    it(`tells of ${title}`, async () => {
      const { engine } = setup();
      expect(await read(engine, statement)).to.equal(trouble);
    });
  }

  it('tells when a statement begins and ends, with the requests that it took', async () => {
    const { engine, events } = setup();
    await read(engine, 'SELECT vpc_id FROM awscc.ec2.vpcs');
    await read(engine, 'SELECT vpc_id FROM awscc.ec2.vpcs');
    const resources = ['awscc.ec2.vpcs'];
    const finished = { kind: 'statement.finished', verb: 'select', resources, outcome: 'done', count: 2 };
    expect(events).to.deep.equal([
      { kind: 'statement.started', verb: 'select', resources },
      { ...finished, requests: 3 },
      { kind: 'statement.started', verb: 'select', resources },
      { ...finished, requests: 0 },
    ]);
  });
});

describe('statements that may run away', () => {
  for (const [title, text] of [
    [
      'a recursion without end',
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS count FROM n',
    ],
    [
      'a join of everything with everything',
      `SELECT SUM(length(a.client_name || b.client_name)) AS sum FROM ${'abcdefghij'
        .split('')
        .map((alias) => `awscc.cognito.user_pool_clients ${alias}`)
        .join(', ')}`,
    ],
  ] as const) {
    it(`end when the signal says so: ${title}`, async () => {
      const many = Array.from({ length: 20 }, (_, index) => client('pool-1', `c${index}`, { ClientName: 'n' }));
      const provider = createFakeProvider([pool('pool-1'), ...many]);
      const controller = new AbortController();
      const engine = createStatementEngine({
        provider,
        registry: createTestRegistry(),
        defaultRegion: 'eu-west-1',
        signal: controller.signal,
      });
      const reading = engine.read(select(text));
      const timer = setTimeout(() => controller.abort(), 100);
      const answer = await reading;
      clearTimeout(timer);
      expect(answer.ok ? answer.value : told(answer.error)).to.equal('failed: interrupted SELECT');
    });
  }

  it('yield what others yield where they end', async () => {
    const { engine } = setup();
    const text =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT SUM(i) AS sum FROM n';
    expect(await read(engine, text)).to.deep.equal([['sum'], [15]]);
  });
});
