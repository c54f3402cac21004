import { expect } from 'chai';
import { bindSelect } from '../../../../../src/engine/cloud-control/bind/bind-select.ts';
import { bindStatement } from '../../../../../src/engine/cloud-control/bind/bind-statement.ts';
import { redact } from '../../../../../src/values/reading.ts';
import {
  Composite,
  NumberAsWritten,
  omit,
  Secret,
  SqlList,
  Unknown,
  type Value,
} from '../../../../../src/values/value.ts';
import { statement } from '../../statements.ts';
import { createTestRegistry } from '../../test-registry.ts';

const registry = createTestRegistry();
const values: Readonly<Record<string, Value>> = {
  text: '{"CidrBlock":"10.0.0.0/16"}',
  map: { CidrBlock: '10.0.0.0/16' },
  list: ['x'],
  secretText: new Secret('{"CidrBlock":"10.0.0.0/16"}'),
  secretMap: new Secret({ CidrBlock: '10.0.0.0/16' }),
  secretList: new Secret(['x']),
  secretEmpty: new Secret(''),
  secretNull: new Secret(null),
  secretTrue: new Secret('true'),
  one: new Secret(1),
  part: new Composite(['{"CidrBlock":"', new Unknown('net.cidr'), '"}']),
  nothing: new Composite(['', '']),
  later: new Unknown('net.id'),
  both: new SqlList(['v1', 'v2']),
  number: new NumberAsWritten(12, '012'),
  none: null,
  left: omit,
};

/** What a write means, or what a SELECT compares, and behind it what is wrong: `code: message (help) @ place`. */
function bound(text: string): readonly unknown[] {
  const parsed = statement(text, values);
  if (parsed.kind === 'show' || parsed.kind === 'describe') throw new Error('There is nothing to bind.');
  const { value, diagnostics } = bindStatement(parsed, { registry, defaultRegion: 'eu-west-1' });
  const wrong = diagnostics.map(({ code, message, help, at }) => {
    const place = at === undefined ? '' : ` @ ${at.source.text.slice(at.start, at.end)}`;
    return `${code}: ${message}${help === undefined ? '' : ` (${help})`}${place}`;
  });
  switch (value?.kind) {
    case 'create':
      return [...value.resources.map(({ desiredState }) => redact(desiredState)), ...wrong];
    case 'delete':
    case 'update':
      return [redact(value.target.identifiers), redact(value.target.regions), ...wrong];
    default:
      return wrong;
  }
}

type Case = readonly [title: string, text: string, expected: readonly unknown[]];

const generic = (desired: string): string =>
  `INSERT INTO awscc.cloud_control.resources (TypeName, DesiredState) SELECT 'AWS::EC2::VPC', ${desired}`;
const all = 'awscc.cloud_control.resources';
const noObject = (place: string): string => `resource/wrong-type: DesiredState is not a JSON object @ ${place}`;

const inserts: readonly Case[] = [
  ['takes the properties of any type as JSON', generic("'{{ text }}'"), [{ CidrBlock: '10.0.0.0/16' }]],
  ['takes the properties of any type as a map', generic("'{{ map }}'"), [{ CidrBlock: '10.0.0.0/16' }]],
  ['keeps each of them secret in a secret text', generic("'{{ secretText }}'"), [{ CidrBlock: '***' }]],
  ['keeps each of them secret in a secret map', generic("'{{ secretMap }}'"), [{ CidrBlock: '***' }]],
  ['takes properties of which a part is known later', generic("'{{ part }}'"), [{ CidrBlock: '<net.cidr>' }]],
  ['leaves open properties that are known later', generic("'{{ later }}'"), []],
  ['leaves open a text that is no JSON yet', generic("'x{{ later }}'"), []],
  ['refuses a list as properties', generic("'{{ list }}'"), [noObject("'{{ list }}'")]],
  ['refuses a secret list as properties', generic("'{{ secretList }}'"), [noObject("'{{ secretList }}'")]],
  ['refuses a number as properties', generic('5'), [noObject('5')]],
  ['refuses null as properties', generic("'{{ none }}'"), ["resource/parameter: DesiredState is null @ '{{ none }}'"]],
  [
    'refuses nothing as properties',
    generic("'{{ left }}'"),
    ["resource/parameter: DesiredState is null @ '{{ left }}'"],
  ],
  ['refuses an empty text as properties', generic("''"), ["resource/parameter: DesiredState is empty @ ''"]],
  [
    'needs the properties of any type',
    `INSERT INTO ${all} (TypeName, Desired, region) SELECT 'AWS::EC2::VPC', '{}', 'eu-west-1'`,
    [
      'resource/unknown-column: An INSERT of any type has no column "Desired" (the properties stand in DesiredState, as one JSON object) @ Desired',
      `resource/parameter: The INSERT has no DesiredState (add DesiredState, the properties as one JSON object) @ ${all}`,
    ],
  ],
  [
    'needs the type',
    `INSERT INTO ${all} (DesiredState) SELECT '{}'`,
    [`resource/parameter: The INSERT has no TypeName (add the column TypeName) @ ${all}`],
  ],
  ['leaves open what type it is', `INSERT INTO ${all} (TypeName, DesiredState) SELECT '{{ later }}', '{}'`, []],
  [
    'refuses a type that there is not',
    `INSERT INTO ${all} (TypeName, DesiredState) SELECT 'AWS::Made::Up', '{}'`,
    [
      `resource/unknown: There is no resource type "AWS::Made::Up" (stack-deploy schema pull AWS::Made::Up fetches what AWS knows of it) @ 'AWS::Made::Up'`,
    ],
  ],
  [
    'writes resources of one type',
    `INSERT INTO ${all} (TypeName, DesiredState) VALUES ('AWS::EC2::VPC', '{}'), ('AWS::Cognito::UserPool', '{}')`,
    ["resource/parameter: One statement writes resources of one type @ 'AWS::Cognito::UserPool'"],
  ],
  [
    'is not made in requests',
    'INSERT INTO awscc.cloud_control.resource_requests (a) VALUES (1)',
    [
      'resource/unsupported-action: awscc.cloud_control.resource_requests can only be read and deleted from @ awscc.cloud_control.resource_requests',
    ],
  ],
  [
    'takes its region in any letters',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock, Region) SELECT '10.0.0.0/16', ''",
    [{ CidrBlock: '10.0.0.0/16' }, "resource/parameter: region is empty @ ''"],
  ],
  [
    'refuses parameters that are no text',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock, ClientToken, RoleArn) SELECT '10.0.0.0/16', '{{ list }}', '{{ nothing }}'",
    [
      { CidrBlock: '10.0.0.0/16' },
      "resource/parameter: ClientToken is not a text @ '{{ list }}'",
      "resource/parameter: RoleArn is empty @ '{{ nothing }}'",
    ],
  ],
  [
    'has no property inside of one that there is not',
    `INSERT INTO awscc.ec2.vpcs (CidrBlock, "Nope.a") SELECT '10.0.0.0/16', 1`,
    [
      { CidrBlock: '10.0.0.0/16' },
      'resource/unknown-column: AWS::EC2::VPC has no property "Nope.a" (DESCRIBE awscc.ec2.vpcs lists its properties) @ "Nope.a"',
    ],
  ],
  ...['Zzz', ''].map((name): Case => [
    `has no property "${name}" inside of one that has others`,
    `INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, "TokenValidityUnits.${name}") SELECT 'p', 1`,
    [
      { UserPoolId: 'p' },
      `resource/unknown-column: TokenValidityUnits of AWS::Cognito::UserPoolClient has no property "${name}" @ "TokenValidityUnits.${name}"`,
    ],
  ]),
  [
    'has as many values as columns',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock, EnableDnsSupport) SELECT 'a'",
    ["sql/column-count: The INSERT has 2 columns and 1 value @ 'a'"],
  ],
  [
    'brings one row of what is worked out for any columns of a table',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock) SELECT * FROM awscc.ec2.vpcs WHERE Identifier = 'v1'",
    [{ CidrBlock: '<computed>' }],
  ],
];

const copies: readonly Case[] = [
  [
    'is wrong where the SELECT is that it takes its rows from',
    "INSERT INTO awscc.ec2.vpcs (CidrBlock) SELECT nosuch FROM awscc.ec2.vpcs WHERE Identifier = 'v1'",
    [
      { CidrBlock: '<computed>' },
      'resource/unknown-column: awscc.ec2.vpcs has no column "nosuch" (DESCRIBE awscc.ec2.vpcs lists its columns) @ nosuch',
    ],
  ],
];

const deletes: readonly Case[] = [
  [
    'takes a list of identifiers, and regions',
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier IN {{ both }} AND region IN ('eu-west-1', 'us-east-1')",
    [
      ['v1', 'v2'],
      ['eu-west-1', 'us-east-1'],
    ],
  ],
  [
    'takes a thing of any type',
    `DELETE FROM ${all} WHERE Identifier = 'x' AND TypeName = 'AWS::EC2::VPC'`,
    [['x'], ['eu-west-1']],
  ],
  [
    'needs the type of any type',
    `DELETE FROM ${all} WHERE Identifier = 'x'`,
    [`resource/parameter: The DELETE has no TypeName (add TypeName = '…' to WHERE) @ ${all}`],
  ],
  [
    'is not made where one resource is only read',
    "DELETE FROM awscc.cloud_control.resource WHERE Identifier = 'x'",
    [
      `resource/unsupported-action: awscc.cloud_control.resource can only be read (delete from ${all}) @ awscc.cloud_control.resource`,
    ],
  ],
  [
    'takes no parameter twice',
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier = {{ number }} AND Identifier = 'v2'",
    [[12], ['eu-west-1'], 'sql/duplicate-column: "Identifier" is given twice @ Identifier'],
  ],
  [
    'takes one value of what is no list, and none that is empty',
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier = 'v' AND RoleArn IN ('a', 'b') AND TypeVersionId = '{{ secretEmpty }}'",
    [
      ['v'],
      ['eu-west-1'],
      'resource/parameter: RoleArn has more than one value @ RoleArn',
      "resource/parameter: TypeVersionId is empty @ '{{ secretEmpty }}'",
    ],
  ],
  [
    'takes no secret null',
    "DELETE FROM awscc.ec2.vpcs WHERE Identifier = '{{ secretNull }}'",
    [['***'], ['eu-west-1'], "resource/identifier: Identifier is null; AWS::EC2::VPC needs VpcId @ '{{ secretNull }}'"],
  ],
  [
    'cancels one request',
    "DELETE FROM awscc.cloud_control.resource_requests WHERE RequestToken = 'a' AND RequestToken = 'b'",
    ['sql/duplicate-column: "RequestToken" is given twice @ RequestToken'],
  ],
  [
    'cancels no request without a name',
    "DELETE FROM awscc.cloud_control.resource_requests WHERE RequestToken = ''",
    ["resource/parameter: RequestToken is empty @ ''"],
  ],
];

const selects: readonly Case[] = [
  [
    'names columns of a derived table that are near',
    'SELECT vpc_i FROM (SELECT vpc_id FROM awscc.ec2.vpcs_list_only) d',
    ['resource/unknown-column: No table of this SELECT has a column "vpc_i" (did you mean "vpc_id"?) @ vpc_i'],
  ],
  [
    'believes what only SQLite knows',
    "SELECT nope FROM (SELECT * FROM awscc.ec2.vpcs_list_only UNION SELECT 1) d, json_each('[]') j",
    [],
  ],
  [
    'names no table that is not near',
    "SELECT x.a FROM json_each('[1]') quite_other",
    ['resource/unknown-column: "x" is not a table of this SELECT @ x.a'],
  ],
  ...['awscc.ec2.vpc_tags', 'awscc.ec2.vpcs_list_only', 'awscc.cloud_control.resource_request'].map((table): Case => [
    `says where the columns are of ${table}`,
    `SELECT qqqqq FROM ${table} WHERE ${table.endsWith('request') ? 'RequestToken' : 'region'} = 'eu-west-1'`,
    [`resource/unknown-column: ${table} has no column "qqqqq" (DESCRIBE ${table} lists its columns) @ qqqqq`],
  ]),
  [
    'says how a text is quoted',
    `SELECT "it's" FROM awscc.ec2.vpcs WHERE Identifier = 'v1'`,
    [`resource/unknown-column: awscc.ec2.vpcs has no column "it's" (a text stands in single quotes: 'it''s') @ "it's"`],
  ],
  [
    'takes a shared region for that of all tables',
    "SELECT a.region FROM awscc.ec2.vpcs_list_only a JOIN awscc.ec2.vpcs_list_only b USING (region) WHERE region = 'eu-west-1'",
    [],
  ],
];

describe('what an INSERT means', () => {
  for (const [title, text, expected] of [...inserts, ...copies])
    it(title, () => {
      expect(bound(text)).to.deep.equal(expected);
    });
});

describe('what a DELETE means', () => {
  for (const [title, text, expected] of deletes)
    it(title, () => {
      expect(bound(text)).to.deep.equal(expected);
    });
});

describe('what a SELECT cannot mean', () => {
  for (const [title, text, expected] of selects)
    it(title, () => {
      expect(bound(text)).to.deep.equal(expected);
    });
});

describe('what a literal is compared as', () => {
  const read = (condition: string): readonly unknown[] => {
    const parsed = statement(`SELECT 1 AS x FROM awscc.ec2.vpcs WHERE Identifier = 'v1' AND ${condition}`, values);
    if (parsed.kind !== 'select') throw new Error('It is no SELECT.');
    const { value } = bindSelect(parsed, { registry, defaultRegion: 'eu-west-1' });
    return [...(value?.decisions.readAs.values() ?? [])];
  };
  const table: readonly [string, readonly unknown[]][] = [
    ["enable_dns_support = 'TRUE'", [1]],
    ["enable_dns_support = 'false'", [0]],
    ["enable_dns_support = '0'", [0]],
    ["enable_dns_support = 'maybe'", []],
    ["enable_dns_support = '{{ secretTrue }}'", [new Secret(1)]],
    ["secondary_count = '1e2'", [100]],
    ["secondary_count = 'many'", []],
    ['secondary_count = {{ number }}', [12]],
    ['cidr_block = {{ number }}', ['012']],
    ['cidr_block = 5', ['5']],
    ["secondary_count = '{{ later }}'", []],
    ['vpc_id IN {{ both }}', []],
    ["tags = '{{ list }}'", []],
    ["cidr_block = '{{ none }}'", []],
  ];
  for (const [condition, expected] of table)
    it(condition, () => {
      expect(read(condition)).to.deep.equal(expected);
    });
});
