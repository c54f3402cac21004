import { expect } from 'chai';
import { createStatementEngine } from '../../../support/statement-engine.ts';
import type { StatementFailure, WriteOptions } from '../../../../src/engine/engine.ts';
import { redact } from '../../../../src/values/reading.ts';
import { NumberAsWritten, omit, Secret, type Value } from '../../../../src/values/value.ts';
import { createFakeProvider, type FakeResource } from '../fake-provider.ts';
import { write, select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

const resources: readonly FakeResource[] = ['vpc-1', 'vpc-2'].map((identifier) => ({
  region: 'eu-west-1',
  typeName: 'AWS::EC2::VPC',
  identifier,
  properties: { VpcId: identifier, CidrBlock: `10.0.0.${identifier.slice(-1)}/32` },
  listed: { VpcId: identifier },
}));

function setup(defaultRegion: string | undefined = 'eu-west-1') {
  const provider = createFakeProvider(resources);
  const engine = createStatementEngine({ provider, registry: createTestRegistry(), defaultRegion });
  return { provider, engine };
}

function told(trouble: StatementFailure): string {
  if (trouble.kind === 'failed') return `failed: ${trouble.failure.kind}, done ${trouble.done.length}`;
  const lines = trouble.diagnostics.map(({ code, message, at }) => {
    const text = at === undefined ? '' : at.source.text.slice(at.start, at.end);
    return `${code} ${message} @ ${text}`;
  });
  return `${trouble.kind}: ${lines.join('; ')}`;
}

type Case = readonly [
  title: string,
  statement: string,
  calls: readonly string[],
  options?: { readonly values?: Readonly<Record<string, Value>>; readonly write?: WriteOptions },
];

const cases: readonly Case[] = [
  [
    'takes the 1 and 0 of SQLite for true and false where the property is a boolean, and for numbers elsewhere',
    `INSERT INTO awscc.ec2.vpcs (CidrBlock, SecondaryCount, EnableDnsSupport, region)
     SELECT '10.0.0.0/16', length(cidr_block) > 0, length(cidr_block) = 0, 'us-east-1' FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'`,
    [
      'get eu-west-1 EC2.VPC vpc-1',
      'create us-east-1 EC2.VPC {"CidrBlock":"10.0.0.0/16","SecondaryCount":1,"EnableDnsSupport":false}',
    ],
  ],
  [
    'creates what an INSERT … SELECT says, typed by the schema',
    `INSERT INTO awscc.cognito.user_pool_clients (ClientName, AccessTokenValidity, EnableTokenRevocation, CallbackURLs, TokenValidityUnits, UserPoolId, region)
     SELECT 'web', '60', 'true', '["https://a.example/cb"]', '{"access_token":"minutes"}', 'pool-1', 'us-east-1'`,
    [
      'create us-east-1 Cognito.UserPoolClient {"ClientName":"web","AccessTokenValidity":60,"EnableTokenRevocation":true,"CallbackURLs":["https://a.example/cb"],"TokenValidityUnits":{"AccessToken":"minutes"},"UserPoolId":"pool-1"}',
    ],
  ],
  [
    'creates one resource per row of VALUES, each with a token of its own',
    "INSERT INTO awscc.ec2.vpcs (cidr_block) VALUES ('10.0.0.0/16'), ('10.1.0.0/16')",
    [
      'create eu-west-1 EC2.VPC {"CidrBlock":"10.0.0.0/16"} clientToken=abc',
      'create eu-west-1 EC2.VPC {"CidrBlock":"10.1.0.0/16"} clientToken=abc-2',
    ],
    { write: { clientToken: 'abc' } },
  ],
  [
    'creates what a SELECT over a table says: literals as they stand, and what SQLite has of truth values',
    `INSERT INTO awscc.cognito.user_pool_clients (ClientName, GenerateSecret, EnableTokenRevocation, RefreshTokenValidity, CallbackURLs, UserPoolId)
     SELECT vpc_id || '{{ code }}', true, vpc_id LIKE 'x%', '{{ days }}', '["https://a.example/cb"]', string('p')
     FROM awscc.ec2.vpcs_list_only LIMIT 1`,
    [
      'list eu-west-1 EC2.VPC',
      'create eu-west-1 Cognito.UserPoolClient {"ClientName":"vpc-1007","GenerateSecret":true,"EnableTokenRevocation":false,"RefreshTokenValidity":30,"CallbackURLs":["https://a.example/cb"],"UserPoolId":"p"}',
    ],
    { values: { code: new NumberAsWritten(7, '007'), days: '30' } },
  ],
  [
    'leaves out NULL and omitted values',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport, Tags, SecondaryCount) SELECT '10.0.0.0/16', NULL, '{{ tags }}', '{{ none }}'",
    ['create eu-west-1 EC2.VPC {"CidrBlock":"10.0.0.0/16"}'],
    { values: { tags: omit, none: null } },
  ],
  [
    'sends ClientToken, RoleArn and TypeVersionId with the request',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock, ClientToken, RoleArn, TypeVersionId) VALUES ('10.0.0.0/16', 't', 'arn:aws:iam::1:role/x', '00000001')",
    [
      'create eu-west-1 EC2.VPC {"CidrBlock":"10.0.0.0/16"} roleArn=arn:aws:iam::1:role/x typeVersionId=00000001 clientToken=t',
    ],
    { write: { clientToken: 'abc' } },
  ],
  [
    'nests dotted columns',
    "INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, TokenValidityUnits.AccessToken, token_validity_units.id_token) VALUES ('p', 'minutes', 'hours')",
    [
      'create eu-west-1 Cognito.UserPoolClient {"UserPoolId":"p","TokenValidityUnits":{"AccessToken":"minutes","IdToken":"hours"}}',
    ],
  ],
  [
    'has SQLite work out what is no literal',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock, SecondaryCount) SELECT '10.' || {{ n }} || '.0.0/16', 1 + 1",
    ['create eu-west-1 EC2.VPC {"CidrBlock":"10.7.0.0/16","SecondaryCount":2}'],
    { values: { n: 7 } },
  ],
  [
    'keeps secrets to the request',
    "INSERT INTO awscc.rds.db_instances (MasterUserPassword) SELECT '{{ password }}'",
    ['create eu-west-1 RDS.DBInstance {"MasterUserPassword":"hunter2!"}'],
    { values: { password: new Secret('hunter2!') } },
  ],
  [
    'creates one resource per row that a SELECT yields',
    "INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'for ' || vpc_id, 'us-east-1' FROM awscc.ec2.vpcs_list_only WHERE region = 'eu-west-1'",
    [
      'list eu-west-1 EC2.VPC',
      'create us-east-1 Cognito.UserPool {"UserPoolName":"for vpc-1"}',
      'create us-east-1 Cognito.UserPool {"UserPoolName":"for vpc-2"}',
    ],
  ],
  [
    'updates with a patch as text, typed',
    `UPDATE awscc.cognito.user_pool_clients SET PatchDocument = string('[{"op":"replace","path":"/AccessTokenValidity","value":"60"}]') WHERE Identifier = 'p|c' AND region = 'us-east-1'`,
    ['update us-east-1 Cognito.UserPoolClient p|c [{"op":"replace","path":"/AccessTokenValidity","value":60}]'],
  ],
  [
    'updates with a patch as a list',
    "UPDATE awscc.ec2.vpcs SET PatchDocument = '{{ patch }}' WHERE Identifier IN ('vpc-1', 'vpc-2')",
    [
      'update eu-west-1 EC2.VPC vpc-1 [{"op":"add","path":"/EnableDnsSupport","value":true}] clientToken=u',
      'update eu-west-1 EC2.VPC vpc-2 [{"op":"add","path":"/EnableDnsSupport","value":true}] clientToken=u-2',
    ],
    {
      values: {
        patch: [
          { op: 'add', path: '/enable_dns_support', value: true },
          { op: 'add', path: '/Tags', value: null },
        ],
      },
      write: { clientToken: 'u' },
    },
  ],
  [
    'creates what TypeName and DesiredState say, typed by the schema',
    `INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState, ClientToken, region)
     SELECT 'AWS::EC2::VPC', string('{"cidr_block":"10.0.0.0/16","EnableDnsSupport":"true","Tags":null}'), 't', 'us-east-1'`,
    ['create us-east-1 EC2.VPC {"CidrBlock":"10.0.0.0/16","EnableDnsSupport":true} clientToken=t'],
  ],
  [
    'creates resources of any type from rows',
    "INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState) SELECT 'AWS::Cognito::UserPool', json_object('UserPoolName', vpc_id) FROM awscc.ec2.vpcs_list_only",
    [
      'list eu-west-1 EC2.VPC',
      'create eu-west-1 Cognito.UserPool {"UserPoolName":"vpc-1"}',
      'create eu-west-1 Cognito.UserPool {"UserPoolName":"vpc-2"}',
    ],
  ],
  [
    'updates a resource of any type',
    `UPDATE awscc.cloud_control.resources SET PatchDocument = '[{"op":"add","path":"/EnableDnsSupport","value":"true"}]' WHERE TypeName = 'AWS::EC2::VPC' AND Identifier = 'vpc-1'`,
    ['update eu-west-1 EC2.VPC vpc-1 [{"op":"add","path":"/EnableDnsSupport","value":true}]'],
  ],
  [
    'deletes a resource of any type',
    "DELETE FROM awscc.cloud_control.resources WHERE Identifier = 'vpc-1' AND TypeName = 'AWS::EC2::VPC' AND region = 'us-east-1'",
    ['delete us-east-1 EC2.VPC vpc-1'],
  ],
  [
    'deletes in every region of IN',
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1' AND region IN ('eu-west-1', 'us-east-1')",
    ['delete eu-west-1 EC2.VPC vpc-1', 'delete us-east-1 EC2.VPC vpc-1'],
  ],
];

describe('writing through Cloud Control', () => {
  for (const [title, statement, calls, { values, write: options } = {}] of cases) {
    it(title, async () => {
      const { engine, provider } = setup();
      const answer = await engine.write(write(statement, values), options);
      expect(answer.ok ? 'done' : told(answer.error)).to.equal('done');
      expect(provider.calls).to.deep.equal(calls);
    });
  }

  it('tells each resource with its region, identifier and token', async () => {
    const { engine } = setup();
    const answer = await engine.write(write("DELETE FROM awscc.ec2.vpcs WHERE Identifier IN ('vpc-1', 'gone')"));
    expect(answer).to.deep.equal({
      ok: true,
      value: {
        resources: [
          {
            typeName: 'AWS::EC2::VPC',
            region: 'eu-west-1',
            identifier: 'vpc-1',
            requestToken: 'token-1',
            wasAbsent: false,
            wasThere: false,
          },
          {
            typeName: 'AWS::EC2::VPC',
            region: 'eu-west-1',
            identifier: 'gone',
            requestToken: 'token-2',
            wasAbsent: true,
            wasThere: false,
          },
        ],
        returned: undefined,
      },
    });
  });

  it('returns the final event in the order of its names', async () => {
    const { engine } = setup();
    const answer = await engine.write(
      write("INSERT INTO awscc.ec2.vpcs (CidrBlock) VALUES ('10.0.0.0/16') RETURNING *"),
    );
    expect(answer.ok && answer.value.returned).to.deep.equal({
      columns: [
        ...['ErrorCode', 'EventTime', 'Identifier', 'Operation', 'OperationStatus', 'RequestToken', 'ResourceModel'],
        ...['RetryAfter', 'StatusMessage', 'TypeName'],
      ],
      rows: [[null, '1700000000.25', 'made', 'CREATE', 'SUCCESS', 'token-1', null, null, null, 'AWS::EC2::VPC']],
    });
  });

  it('returns what is computed from the event', async () => {
    const { engine } = setup();
    const text =
      "DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1' RETURNING upper(Identifier) AS id, RequestToken";
    const answer = await engine.write(write(text));
    expect(answer.ok && answer.value.returned).to.deep.equal({
      columns: ['id', 'RequestToken'],
      rows: [['VPC-1', 'token-1']],
    });
  });

  it('changes nothing where RETURNING names what an event does not have', async () => {
    const { engine, provider } = setup();
    const answer = await engine.write(
      write("DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1' RETURNING ProgressEvent"),
    );
    expect(!answer.ok && answer.error.kind === 'not-evaluated' && answer.error.message).to.equal(
      'no such column: ProgressEvent',
    );
    expect(provider.calls).to.deep.equal([]);
  });

  it('tells what was done before a request failed', async () => {
    const { engine, provider } = setup();
    provider.failOn('delete eu-west-1 EC2.VPC vpc-2');
    const answer = await engine.write(
      write("DELETE FROM awscc.ec2.vpcs WHERE Identifier IN ('vpc-1', 'vpc-2', 'vpc-3')"),
    );
    expect(answer.ok ? 'done' : told(answer.error)).to.equal('failed: denied, done 1');
    expect(provider.calls).to.have.length(2);
  });

  it('forgets what was read when something was written', async () => {
    const { engine, provider } = setup();
    const read = select("SELECT cidr_block FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'");
    await engine.read(read);
    await engine.write(write("DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'"));
    await engine.read(read);
    expect(provider.calls.map((call) => call.split(' ')[0])).to.deep.equal(['get', 'delete', 'get']);
  });

  it('keeps what it read of siblings, and everything goes where a write failed or forgetting is asked for', async () => {
    const { engine, provider } = setup();
    const read = select("SELECT cidr_block FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-2'");
    const verbs = (): readonly string[] => provider.calls.map((call) => call.split(' ')[0] ?? '');
    await engine.read(read);
    await engine.write(write("DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'"));
    await engine.read(read);
    expect(verbs()).to.deep.equal(['get', 'delete']);
    provider.failOn('delete');
    await engine.write(write("DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'"));
    await engine.read(read);
    engine.forget();
    await engine.read(read);
    expect(verbs()).to.deep.equal(['get', 'delete', 'delete', 'get', 'get']);
  });

  it('sends nothing more once it is interrupted', async () => {
    const provider = createFakeProvider(resources);
    const stop = new AbortController();
    const engine = createStatementEngine({
      provider,
      registry: createTestRegistry(),
      defaultRegion: 'eu-west-1',
      signal: stop.signal,
    });
    stop.abort();
    const written = await engine.write(write("DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'"));
    const read = await engine.read(select("SELECT * FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-1'"));
    expect([written, read].map((answer) => (answer.ok ? 'done' : told(answer.error)))).to.deep.equal([
      'failed: interrupted, done 0',
      'failed: interrupted, done 0',
    ]);
    expect(provider.calls).to.deep.equal([]);
  });

  const refused: readonly (readonly [title: string, statement: string, trouble: string])[] = [
    [
      'a patch that changes nothing',
      "UPDATE awscc.ec2.vpcs SET PatchDocument = '[]' WHERE Identifier = 'vpc-1'",
      "refused: resource/patch The patch document changes nothing @ '[]'",
    ],
    [
      'a type that nothing says',
      "DELETE FROM awscc.cloud_control.resources WHERE Identifier = 'vpc-1'",
      'refused: resource/parameter The DELETE has no TypeName @ awscc.cloud_control.resources',
    ],
    [
      'a type that is none',
      "DELETE FROM awscc.cloud_control.resources WHERE TypeName = 'vpcs' AND Identifier = 'vpc-1'",
      "refused: resource/parameter TypeName is not the name of a type like AWS::Cognito::UserPool @ 'vpcs'",
    ],
    [
      'a type that nobody knows',
      "DELETE FROM awscc.cloud_control.resources WHERE TypeName = 'AWS::EC2::Vpd' AND Identifier = 'vpc-1'",
      `refused: resource/unknown There is no resource type "AWS::EC2::Vpd" @ 'AWS::EC2::Vpd'`,
    ],
    [
      'two types in one statement',
      "INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState) VALUES ('AWS::EC2::VPC', '{}'), ('AWS::Cognito::UserPool', '{}')",
      "refused: resource/parameter One statement writes resources of one type @ 'AWS::Cognito::UserPool'",
    ],
    [
      'properties that the type does not have',
      `INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState) VALUES ('AWS::EC2::VPC', '{"Cidr":"10.0.0.0/16"}')`,
      `refused: resource/unknown-column unknown property "Cidr" @ "Cidr"`,
    ],
    [
      'properties that are no object',
      "INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState) VALUES ('AWS::EC2::VPC', '[]')",
      "refused: resource/wrong-type DesiredState is not a JSON object @ '[]'",
    ],
    [
      'columns beside DesiredState',
      "INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState, CidrBlock) VALUES ('AWS::EC2::VPC', '{}', '10.0.0.0/16')",
      'refused: resource/unknown-column An INSERT of any type has no column "CidrBlock" @ CidrBlock',
    ],
    [
      'no DesiredState',
      "INSERT INTO awscc.cloud_control.resources (TypeName) VALUES ('AWS::EC2::VPC')",
      'refused: resource/parameter The INSERT has no DesiredState @ awscc.cloud_control.resources',
    ],
    [
      'a table that is read only',
      "INSERT INTO awscc.cloud_control.resource (TypeName, DesiredState) VALUES ('AWS::EC2::VPC', '{}')",
      'refused: resource/unsupported-action awscc.cloud_control.resource can only be read @ awscc.cloud_control.resource',
    ],
    [
      'an expression that SQLite refuses',
      'INSERT INTO awscc.ec2.vpcs (CidrBlock) SELECT nosuch(1)',
      'not-evaluated: sql/not-evaluated SQLite refuses the expression: no such function: nosuch @ nosuch(1)',
    ],
    [
      'a computed value of a wrong type',
      "INSERT INTO awscc.ec2.vpcs (SecondaryCount) SELECT 'a' || 'b'",
      `refused: resource/wrong-type SecondaryCount is "ab"; it must be a whole number @ 'a' || 'b'`,
    ],
  ];
  for (const [title, statement, trouble] of refused) {
    it(`sends nothing for ${title}`, async () => {
      const { engine, provider } = setup();
      const answer = await engine.write(write(statement));
      expect(answer.ok ? 'done' : told(answer.error)).to.equal(trouble);
      expect(provider.calls).to.deep.equal([]);
    });
  }

  it('shows a secret of the returned model as one', async () => {
    const provider = createFakeProvider(resources);
    const engine = createStatementEngine({
      provider: {
        ...provider,
        create: async (request) => {
          const answer = await provider.create(request);
          if (!answer.ok) return answer;
          const ResourceModel = '{"UserPoolId":"p","ClientSecret":"s3cr3t-value"}';
          return { ok: true, value: { ...answer.value, fields: { ...answer.value.fields, ResourceModel } } };
        },
      },
      registry: createTestRegistry(),
      defaultRegion: 'eu-west-1',
    });
    const text =
      "INSERT INTO awscc.cognito.user_pool_clients (UserPoolId) VALUES ('p') RETURNING ResourceModel, json_extract(ResourceModel, '$.UserPoolId') AS pool";
    const answer = await engine.write(write(text));
    expect(answer.ok && answer.value.returned?.rows.map((row) => row.map((cell) => redact(cell)))).to.deep.equal([
      ['***', 'p'],
    ]);
  });
});

describe('what was read before a write', () => {
  it('is known still where nothing was sent', async () => {
    const { provider, engine } = setup();
    const all = select('SELECT vpc_id FROM awscc.ec2.vpcs_list_only');
    await engine.read(all);
    provider.failOn('get');
    const copy =
      "INSERT INTO awscc.ec2.vpcs (CidrBlock) SELECT cidr_block FROM awscc.ec2.vpcs WHERE Identifier = 'vpc-2'";
    expect((await engine.write(write(copy))).ok).to.equal(false);
    await engine.read(all);
    expect(provider.calls).to.deep.equal(['list eu-west-1 EC2.VPC', 'get eu-west-1 EC2.VPC vpc-2']);
  });
});
