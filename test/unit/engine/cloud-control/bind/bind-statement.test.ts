import { expect } from 'chai';
import { bindStatement } from '../../../../../src/engine/cloud-control/bind/bind-statement.ts';
import type { Diagnostic } from '../../../../../src/diagnostics/diagnostic.ts';
import { readSchema } from '../../../../../src/resource-types/read-schema.ts';
import type { Registry } from '../../../../../src/resource-types/resource-type.ts';
import { Composite, Secret, Unknown, type Value } from '../../../../../src/values/value.ts';
import { statement } from '../../statements.ts';
import { createTestRegistry } from '../../test-registry.ts';

const registry = createTestRegistry();

function diagnosticsOf(
  text: string,
  values: Readonly<Record<string, Value>> = {},
  defaultRegion: Value | undefined = 'eu-west-1',
): readonly string[] {
  const parsed = statement(text, values);
  if (parsed.kind === 'show' || parsed.kind === 'describe') throw new Error('nothing to bind');
  return bindStatement(parsed, { registry, defaultRegion }).diagnostics.map(shown);
}

/** `code message (help) @ the text that it points at`. */
function shown({ code, message, help, at }: Diagnostic): string {
  const where = at === undefined ? '' : ` @ ${at.source.text.slice(at.start, at.end)}`;
  return `${code}: ${message}${help === undefined ? '' : ` (${help})`}${where}`;
}

const unknown = new Unknown('user_pool.user_pool_id');

type Case = readonly [
  title: string,
  text: string,
  diagnostics: readonly string[],
  values?: Readonly<Record<string, Value>>,
];

const cases: readonly Case[] = [
  [
    'accepts values that only the build will know',
    "SELECT client_name FROM awscc.cognito.user_pool_clients WHERE Identifier = '{{ pool }}|{{ client }}' AND region = '{{ region }}'",
    [],
    { pool: unknown, client: unknown, region: unknown },
  ],
  [
    'takes the default region where two tables only have the same one',
    'SELECT * FROM awscc.ec2.vpcs_list_only a JOIN awscc.ec2.vpcs b ON a.region = b.region AND b.Identifier = a.vpc_id',
    [],
  ],
  [
    'knows what belongs to the request as columns of a full table too',
    "SELECT client_name FROM awscc.cognito.user_pool_clients WHERE Identifier = 'p|c' AND RoleArn = 'arn:aws:iam::000000000000:role/r' AND TypeVersionId = '1'",
    [],
  ],
  [
    'knows the members of a property, and lets any into a map of free keys',
    `INSERT INTO awscc.cognito.user_pools (UserPoolName, "UserPoolTags.stack", "Policies.PasswordPolici") SELECT 'p', (1 = 1), '{}'`,
    [
      'resource/unknown-column: Policies of AWS::Cognito::UserPool has no property "PasswordPolici" (did you mean "PasswordPolicy"?) @ "Policies.PasswordPolici"',
    ],
  ],
  [
    'names a type that is near',
    "SELECT * FROM awscc.cognito.user_pool_client WHERE Identifier = 'x'",
    [
      'resource/unknown: There is no resource type "awscc.cognito.user_pool_client" (did you mean "awscc.cognito.user_pool_clients"?) @ awscc.cognito.user_pool_client',
    ],
  ],
  [
    'refuses a table that is no resource',
    'SELECT * FROM pools',
    ['resource/unknown: "pools" is not the name of a resource type (name it as in awscc.cognito.user_pools) @ pools'],
  ],
  [
    'names a column that is near, in the spelling that was used',
    "SELECT client_nam, ClientNam FROM awscc.cognito.user_pool_clients WHERE Identifier = 'a|b'",
    [
      'resource/unknown-column: awscc.cognito.user_pool_clients has no column "client_nam" (did you mean "client_name"?) @ client_nam',
      'resource/unknown-column: awscc.cognito.user_pool_clients has no column "ClientNam" (did you mean "ClientName"?) @ ClientNam',
    ],
  ],
  [
    'says that a list has only identifiers',
    "SELECT client_name FROM awscc.cognito.user_pool_clients_list_only WHERE user_pool_id = 'p'",
    [
      'resource/unknown-column: awscc.cognito.user_pool_clients_list_only has no column "client_name" (a list has only identifiers; awscc.cognito.user_pool_clients has this column) @ client_name',
    ],
  ],
  [
    'says in the words of the service what it will refuse, at the value',
    `INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, AllowedOAuthFlows, AllowedOAuthFlowsUserPoolClient, AllowedOAuthScopes)
     SELECT 'c', '{{ pool }}', '["client_credentials"]', true, '["api/read"]'`,
    [
      `resource/service-rule: the service refuses this: client_credentials flow can not be selected if client does not have a client secret @ "client_credentials"`,
    ],
    { pool: unknown },
  ],
  [
    'believes the service to accept what is not known yet',
    `INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, AllowedOAuthFlows, AllowedOAuthFlowsUserPoolClient, AllowedOAuthScopes, GenerateSecret)
     SELECT 'c', '{{ pool }}', '["client_credentials"]', true, '["api/read"]', '{{ secret }}'`,
    [],
    { pool: unknown, secret: new Unknown('other.secret') },
  ],
  [
    'tells in one pass an unknown column, a wrong type, a value out of range and the rules of the service that are broken',
    `INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, nosuch, GenerateSecret, AuthSessionValidity, AllowedOAuthFlows, AllowedOAuthScopes, CallbackURLs, ExplicitAuthFlows, AccessTokenValidity)
     SELECT 'p', 1, 'perhaps', 99, '["code","client_credentials"]', '["openid","nosuch"]', '["https://a#b"]', '["ALLOW_USER_AUTH","USER_PASSWORD_AUTH"]', 25`,
    [
      'resource/unknown-column: AWS::Cognito::UserPoolClient has no property "nosuch" (DESCRIBE awscc.cognito.user_pool_clients lists its properties) @ nosuch',
      `resource/wrong-type: GenerateSecret is "perhaps"; it must be true or false @ 'perhaps'`,
      'resource/out-of-range: AuthSessionValidity is 99; it must be at most 15 @ 99',
      `resource/service-rule: the service refuses this: Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names @ "USER_PASSWORD_AUTH"`,
      'resource/service-rule: the service refuses this: Invalid range for token validity @ 25',
      'resource/service-rule: the service refuses this: client_credentials flow can not be selected along with code flow or implicit flow @ "client_credentials"',
      'resource/service-rule: the service refuses this: https://a#b cannot use fragment @ "https://a#b"',
      'resource/service-rule: the service refuses this: Invalid scope requested: nosuch @ "nosuch"',
      'resource/service-rule: the service refuses this: openid is not supported with client_credentials flow @ "openid"',
    ],
  ],
  [
    'tells one cause once: a rule says nothing about what is refused already, or given under a misspelt name',
    `INSERT INTO awscc.cognito.user_pool_clients (UserPoolld, AllowedOAuthFlows, CallbackURL, RefreshTokenRotation)
     SELECT 'p', '["code"]', '["https://a"]', '{"Featur": "ENABLED", "RetryGracePeriodSeconds": 90}'`,
    [
      'resource/unknown-column: AWS::Cognito::UserPoolClient has no property "UserPoolld" (did you mean "UserPoolId"?) @ UserPoolld',
      'resource/unknown-column: AWS::Cognito::UserPoolClient has no property "CallbackURL" (did you mean "CallbackURLs"?) @ CallbackURL',
      'resource/unknown-column: unknown property "Featur" in RefreshTokenRotation (did you mean "Feature"?) @ "Featur"',
      'resource/out-of-range: RefreshTokenRotation.RetryGracePeriodSeconds is 90; it must be at most 60 @ 90',
    ],
  ],
  [
    'asks the rules of the service about a patch of which a part is refused',
    `UPDATE awscc.cognito.user_pool_clients SET PatchDocument = '[{"op":"add","path":"/AuthSessionValidity","value":99},{"op":"add","path":"/CallbackURLs","value":["https://a#b"]}]' WHERE Identifier = 'p|c'`,
    [
      `resource/out-of-range: AuthSessionValidity is 99; it must be at most 15 @ '[{"op":"add","path":"/AuthSessionValidity","value":99},{"op":"add","path":"/CallbackURLs","value":["https://a#b"]}]'`,
      `resource/service-rule: the service refuses this: https://a#b cannot use fragment @ '[{"op":"add","path":"/AuthSessionValidity","value":99},{"op":"add","path":"/CallbackURLs","value":["https://a#b"]}]'`,
    ],
  ],
  [
    'says what the service will refuse in a patch, whatever the resource has now',
    `UPDATE awscc.cognito.user_pool_clients SET PatchDocument = '[{"op":"add","path":"/ExplicitAuthFlows","value":["ALLOW_USER_AUTH","ADMIN_NO_SRP_AUTH"]}]' WHERE Identifier = 'p|c'`,
    [
      `resource/service-rule: the service refuses this: Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names @ '[{"op":"add","path":"/ExplicitAuthFlows","value":["ALLOW_USER_AUTH","ADMIN_NO_SRP_AUTH"]}]'`,
    ],
  ],
  [
    'leaves to the service what depends on the rest of the resource',
    `UPDATE awscc.cognito.user_pool_clients SET PatchDocument = '[{"op":"add","path":"/AllowedOAuthFlows","value":["code"]},{"op":"add","path":"/AccessTokenValidity","value":2}]' WHERE Identifier = 'p|c'`,
    [],
  ],
  [
    'finds an unknown column in a CTE, a subselect and behind an alias',
    "WITH a AS (SELECT vpc_i FROM awscc.ec2.vpcs_list_only) SELECT a.nosuch FROM a WHERE 1 = (SELECT COUNT(*) FROM awscc.ec2.vpcs v WHERE v.nope = 1 AND v.Identifier = 'x')",
    [
      'resource/unknown-column: No table of this SELECT has a column "nosuch" @ a.nosuch',
      'resource/unknown-column: awscc.ec2.vpcs_list_only has no column "vpc_i" (did you mean "vpc_id"?) @ vpc_i',
      'resource/unknown-column: awscc.ec2.vpcs has no column "nope" (DESCRIBE awscc.ec2.vpcs lists its columns) @ v.nope',
    ],
  ],
  [
    'knows what CTEs, derived tables, table functions, aliases and outer blocks bring',
    `WITH a(x) AS (SELECT vpc_id FROM awscc.ec2.vpcs_list_only), n AS (SELECT * FROM a)
     SELECT n.x, d.c AS total, j.value, j.fullkey FROM n JOIN (SELECT COUNT(*) AS c FROM a) d ON 1 = 1, json_each('[1]') j
     WHERE EXISTS (SELECT 1 FROM awscc.ec2.vpcs v WHERE v.Identifier = n.x) AND total > 0 GROUP BY total ORDER BY total`,
    [],
  ],
  [
    'knows the columns of a recursive table expression',
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n ORDER BY i',
    [],
  ],
  [
    'knows the columns of a UNION',
    'SELECT vpc_id AS id FROM awscc.ec2.vpcs_list_only UNION SELECT user_pool_id FROM awscc.cognito.user_pools_list_only ORDER BY id',
    [],
  ],
  [
    'refuses a name that no table has',
    "SELECT x.vpc_id FROM awscc.ec2.vpcs v WHERE v.Identifier = 'a'",
    ['resource/unknown-column: "x" is not a table of this SELECT (did you mean "v"?) @ x.vpc_id'],
  ],
  [
    'refuses a column that two tables have',
    "SELECT region, a.vpc_id FROM awscc.ec2.vpcs a JOIN awscc.ec2.vpcs b ON a.Identifier = b.vpc_id WHERE vpc_id = 'x'",
    [
      'sql/ambiguous-column: "region" may be a column of a or b (write a.region) @ region',
      'sql/ambiguous-column: "vpc_id" may be a column of a or b (write a.vpc_id) @ vpc_id',
    ],
  ],
  [
    'lets USING share a column',
    'SELECT vpc_id FROM awscc.ec2.vpcs a JOIN awscc.ec2.vpcs_list_only b USING (vpc_id)',
    [],
  ],
  [
    'refuses a null, empty or partly empty Identifier',
    "SELECT 1 AS x FROM awscc.cognito.user_pool_clients WHERE Identifier IN ('{{ none }}', '', 'pool|', '{{ pool }}|{{ empty }}')",
    [
      "resource/identifier: Identifier is null; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId @ '{{ none }}'",
      "resource/identifier: Identifier is empty; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId @ ''",
      `resource/identifier: Identifier "pool|" lacks ClientId @ 'pool|'`,
      "resource/identifier: Identifier lacks ClientId; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId @ '{{ pool }}|{{ empty }}'",
    ],
    { none: null, empty: '', pool: unknown },
  ],
  [
    'refuses an empty region and an empty parent',
    "SELECT client_id FROM awscc.cognito.user_pool_clients_list_only WHERE region = '' AND user_pool_id = '{{ none }}'",
    ["resource/parameter: region is empty @ ''", "resource/parameter: UserPoolId is null @ '{{ none }}'"],
    { none: null },
  ],
  [
    'says what a list needs where no parent is known',
    'SELECT rule_arn FROM awscc.elasticloadbalancingv2.listener_rules_list_only',
    [
      "resource/parameter: AWS::ElasticLoadBalancingV2::ListenerRule can be listed only with ListenerArn (add listener_arn = '…' to WHERE) @ awscc.elasticloadbalancingv2.listener_rules_list_only",
    ],
  ],
  [
    'takes a hidden column for what a list needs',
    "SELECT rule_arn, listener_arn FROM awscc.elasticloadbalancingv2.listener_rules_list_only WHERE listener_arn = 'arn'",
    [],
  ],
  [
    'says that a type cannot be listed',
    'SELECT * FROM awscc.rds.db_instances',
    [
      "resource/unsupported-action: AWS::RDS::DBInstance cannot be listed through Cloud Control (add Identifier = '…' to WHERE) @ awscc.rds.db_instances",
    ],
  ],
  [
    'says that a type cannot be updated',
    `UPDATE awscc.rds.db_instances SET PatchDocument = '[{"op":"add","path":"/MasterUserPassword","value":"x"}]' WHERE Identifier = 'x'`,
    [
      'resource/unsupported-action: AWS::RDS::DBInstance cannot be updated through Cloud Control (changes need a new resource) @ awscc.rds.db_instances',
    ],
  ],
  [
    "tells a property named Identifier from the request's",
    "SELECT Identifier, _identifier FROM awscc.cognito.user_pool_resource_servers WHERE Identifier = 'pool|server'",
    [],
  ],
  [
    'points at the literal that carries a wrong value',
    "INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, AccessTokenValidity, CallbackURLs, TokenValidityUnits) SELECT 'p', 'soon', 'x', '{\"AccesToken\":\"minutes\"}'",
    [
      `resource/wrong-type: AccessTokenValidity is "soon"; it must be a whole number @ 'soon'`,
      `resource/wrong-type: CallbackURLs is "x"; it must be a list @ 'x'`,
      `resource/unknown-column: unknown property "AccesToken" in TokenValidityUnits (did you mean "AccessToken"?) @ "AccesToken"`,
    ],
  ],
  [
    'points at the resource where a property is missing',
    "INSERT INTO awscc.cognito.user_pool_clients (ClientName) VALUES ('x')",
    ['resource/missing-property: UserPoolId must be given @ awscc.cognito.user_pool_clients'],
  ],
  [
    'points at the column that does not exist or stands twice in other words',
    "INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, client_name, ClientName, UserPoolIdd) VALUES ('p', 'a', 'b', 'c')",
    [
      'resource/unknown-column: AWS::Cognito::UserPoolClient has no property "UserPoolIdd" (did you mean "UserPoolId"?) @ UserPoolIdd',
      'sql/duplicate-column: "ClientName" is given twice @ ClientName',
    ],
  ],
  [
    'refuses what only the service sets',
    "INSERT INTO awscc.ec2.vpcs (VpcId, CidrBlock) VALUES ('vpc-1', '10.0.0.0/16')",
    ["resource/read-only: VpcId is set by the service and cannot be given @ 'vpc-1'"],
  ],
  [
    'believes unknown and computed values of an INSERT',
    "INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, CallbackURLs) SELECT '{{ pool }}', 'a' || 'b', '{{ urls }}'",
    [],
    { pool: unknown, urls: new Composite(['["', unknown, '"]']) },
  ],
  [
    'refuses to insert into a list',
    "INSERT INTO awscc.ec2.vpcs_list_only (CidrBlock) VALUES ('x')",
    [
      'resource/unsupported-action: awscc.ec2.vpcs_list_only can only be read (insert into awscc.ec2.vpcs) @ awscc.ec2.vpcs_list_only',
    ],
  ],
  [
    'points at the patch that changes what cannot change',
    `UPDATE awscc.ec2.vpcs SET PatchDocument = string('[{"op":"replace","path":"/CidrBlock","value":"x"}]') WHERE Identifier = 'x'`,
    [
      `resource/create-only: CidrBlock cannot change after creation (leave it out of the patch; to change it the resource has to be replaced) @ '[{"op":"replace","path":"/CidrBlock","value":"x"}]'`,
    ],
  ],
  [
    'refuses conditions that are no parameter of the request',
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'x' AND cidr_block = 'y'",
    [
      'sql/unsupported: DELETE cannot be limited by "cidr_block" (name the resource by region and Identifier alone: Identifier = \'<VpcId>\') @ cidr_block',
    ],
  ],
  [
    'needs an Identifier to delete',
    "DELETE FROM awscc.ec2.vpcs WHERE region = 'eu-west-1'",
    ["resource/identifier: The DELETE has no Identifier (add Identifier = '…' to WHERE) @ awscc.ec2.vpcs"],
  ],
  [
    'sets nothing but a patch',
    "UPDATE awscc.ec2.vpcs SET EnableDnsSupport = true WHERE Identifier = 'x'",
    [
      'sql/unsupported: UPDATE sets PatchDocument only, not "EnableDnsSupport" (say what changes as operations of a patch: generate_patch_document makes them from properties) @ EnableDnsSupport',
      "resource/patch: The UPDATE has no PatchDocument (write SET PatchDocument = string('[…]')) @ awscc.ec2.vpcs",
    ],
  ],
  [
    'never shows a secret in a message',
    "INSERT INTO awscc.ec2.vpcs (SecondaryCount) VALUES ('{{ password }}')",
    ["resource/wrong-type: SecondaryCount is ***; it must be a whole number @ '{{ password }}'"],
    { password: new Secret('hunter2') },
  ],
];

describe('binding statements', () => {
  for (const [title, text, diagnostics, values] of cases) {
    it(title, () => {
      expect(diagnosticsOf(text, values)).to.deep.equal(diagnostics);
    });
  }

  for (const text of [
    'SELECT * FROM awscc.ec2.vpcs',
    'SELECT * FROM awscc.ec2.vpcs_list_only a JOIN awscc.ec2.vpcs b ON a.region = b.region',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock) VALUES ('10.0.0.0/16')",
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'x'",
  ]) {
    it(`asks for a region where nobody says one: ${text}`, () => {
      const parsed = statement(text);
      if (parsed.kind === 'show' || parsed.kind === 'describe') throw new Error('nothing to bind');
      const { diagnostics } = bindStatement(parsed, { registry, defaultRegion: undefined });
      expect(new Set(diagnostics.map(({ code }) => code))).to.deep.equal(new Set(['input/region']));
    });
  }

  it('places a property that is given in parts where its first part is', () => {
    const text = `INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, "TokenValidityUnits.AccessToken", "TokenValidityUnits.IdToken") VALUES ('p', 'hours', 'days')`;
    const parsed = statement(text);
    if (parsed.kind !== 'insert') throw new Error('nothing to bind');
    const { value } = bindStatement(parsed, { registry, defaultRegion: 'eu-west-1' });
    const rows = value?.kind === 'create' ? value.resources : [];
    const placed = rows.flatMap(({ places }) => [...places].map(([name, at]) => [name, text.slice(at.start, at.end)]));
    expect(placed).to.deep.equal([
      ['UserPoolId', "'p'"],
      ['TokenValidityUnits', "'hours'"],
    ]);
  });

  it('refuses what Cloud Control does not provision, and leaves open what nobody says of a type', () => {
    const schema = {
      typeName: 'My::Own::Thing',
      properties: { Id: { type: 'string' } },
      primaryIdentifier: ['/properties/Id'],
    };
    const said = (provisioningType: Readonly<Record<string, string>>): readonly string[] => {
      const type = readSchema({ ...schema, ...provisioningType }, 'given');
      const own: Registry = { ...registry, find: () => type };
      const parsed = statement("SELECT id FROM my.own.things WHERE Identifier = 'x'");
      if (parsed.kind !== 'select') throw new Error('nothing to bind');
      return bindStatement(parsed, { registry: own, defaultRegion: 'eu-west-1' }).diagnostics.map(shown);
    };
    expect(said({})).to.deep.equal([]);
    expect(said({ provisioningType: 'NON_PROVISIONABLE' })).to.deep.equal([
      'resource/unsupported-action: My::Own::Thing is not provisioned by Cloud Control (a stack of CloudFormation itself can hold it; a statement cannot reach it) @ my.own.things',
    ]);
  });

  it('takes what SQLite works out for a member of a property that may hold anything as it is', () => {
    const type = readSchema(
      {
        typeName: 'My::Own::Thing',
        properties: { Id: { type: 'string' }, Free: { type: 'object' } },
        primaryIdentifier: ['/properties/Id'],
      },
      'given',
    );
    const parsed = statement(`INSERT INTO my.own.things (Id, "Free.flag") SELECT 'a', (1 = 1)`);
    if (parsed.kind !== 'insert') throw new Error('nothing to bind');
    const bound = bindStatement(parsed, { registry: { ...registry, find: () => type }, defaultRegion: 'eu-west-1' });
    expect(bound.diagnostics.map(shown)).to.deep.equal([]);
  });
});
