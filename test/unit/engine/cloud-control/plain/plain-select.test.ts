import { expect } from 'chai';
import type { Json, JsonObject } from '../../../../../src/base/json.ts';
import { bindSelect } from '../../../../../src/engine/cloud-control/bind/bind-select.ts';
import type { BoundSelect } from '../../../../../src/engine/cloud-control/bind/bound.ts';
import { plainSelect } from '../../../../../src/engine/cloud-control/plain/plain-select.ts';
import { SqlPrinter } from '../../../../../src/engine/cloud-control/print-sql.ts';
import { openSqlite, type Sqlite } from '../../../../../src/engine/cloud-control/sqlite.ts';
import { sqlTable, type LoadedTable, type TableRow } from '../../../../../src/engine/cloud-control/table-rows.ts';
import { sqlFunctions } from '../../../../../src/engine/functions/index.ts';
import { createSeededRandom } from '../../../../support/seeded-random.ts';
import { select } from '../../statements.ts';
import { createTestRegistry } from '../../test-registry.ts';

/** Of `npm run test:selects` some thousands. */
const amount = Number(process.env['RANDOM_SELECTS'] ?? 600);

describe('A SELECT without SQLite', () => {
  const registry = createTestRegistry();
  let sqlite: Sqlite;
  before(async () => {
    sqlite = await openSqlite();
  });
  after(() => sqlite.close());

  const vpc = (identifier: string, properties: JsonObject): TableRow => ({
    region: 'eu-west-1',
    identifier,
    properties: { VpcId: identifier, ...properties },
    model: {},
  });
  const vpcs: readonly TableRow[] = [
    vpc('v1', {
      CidrBlock: '10.0.0.0/16',
      EnableDnsSupport: true,
      SecondaryCount: 1,
      Tags: [{ Key: 'a', Value: '1' }],
    }),
    vpc('v2', { CidrBlock: '1', EnableDnsSupport: false, SecondaryCount: 0, Tags: [] }),
    vpc('v3', { CidrBlock: '', SecondaryCount: 12 }),
    vpc('v4', { CidrBlock: '{"a":{"b":"1"},"n":1.5,"t":true,"l":[1,"x",null]}', SecondaryCount: -1 }),
    vpc('v5', { CidrBlock: '{ "a": 1, "a": 2 }', EnableDnsSupport: true, SecondaryCount: 2.5 }),
    vpc('v6', { CidrBlock: 'ünï\u0000code' }),
  ];
  const pools: readonly TableRow[] = [
    vpc('p1', { UserPoolId: 'p1', UserPoolName: 'v1', UserPoolTags: { a: '1', b: '2' } }),
    vpc('p2', { UserPoolId: 'p2', UserPoolName: '10.0.0.0/16' }),
  ];

  function loadedFor(bound: BoundSelect): readonly LoadedTable[] {
    return bound.tables.map((table) => ({
      table,
      rows: table.reference.name.text.endsWith('vpcs') ? vpcs : pools,
    }));
  }

  /** What each way gives; undefined where plain code leaves it. */
  function bothWays(text: string, values: Readonly<Record<string, Json>> = {}) {
    const { value: bound, diagnostics } = bindSelect(select(text, values), { registry, defaultRegion: 'eu-west-1' });
    if (bound === undefined || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
    const loaded = loadedFor(bound);
    const writer = new SqlPrinter(bound.decisions);
    const sql = writer.print((printer) => printer.query(bound.statement.query));
    const wanted = sqlite.run({ sql, parameters: writer.parameters, tables: loaded.map(sqlTable) });
    return {
      plain: plainSelect(bound, loaded, sqlFunctions)?.rows,
      wanted: wanted.ok ? wanted.value.rows : wanted.error,
    };
  }

  const answered: readonly string[] = [
    "SELECT vpc_id FROM awscc.ec2.vpcs WHERE region = 'eu-west-1' AND vpc_id = 'v1'",
    "SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE vpc_id = 'v1' AND enable_dns_support = true",
    "SELECT COUNT(*) FROM awscc.ec2.vpcs WHERE secondary_count = '1' OR enable_dns_support IS NULL",
    'SELECT vpc_id, secondary_count, enable_dns_support FROM awscc.ec2.vpcs WHERE secondary_count < 1',
    "SELECT vpc_id || '|' || cidr_block AS both FROM awscc.ec2.vpcs WHERE NOT (vpc_id IN ('v3', 'v4', 'v5', 'v6'))",
    "SELECT COUNT(*) AS c FROM awscc.ec2.vpcs WHERE vpc_id NOT IN ('v1', NULL)",
    "SELECT json_extract(cidr_block, '$.a.b') AS b, json_extract(cidr_block, '$.t') AS t FROM awscc.ec2.vpcs WHERE vpc_id = 'v4'",
    "SELECT json_extract(cidr_block, '$.l[1]') AS b, json_extract(cidr_block, '$.x.y') AS t FROM awscc.ec2.vpcs WHERE vpc_id = 'v4'",
    'SELECT COUNT(*) AS count FROM awscc.cognito.user_pools WHERE as_declared(user_pool_tags, \'{"b": "2", "a": "1"}\')',
    "SELECT split_part(vpc_id, 'v', 2) AS part, 'x' AS x, 7 AS n, NULL AS none FROM awscc.ec2.vpcs WHERE vpc_id = 'v2'",
    "SELECT vpc_id FROM awscc.ec2.vpcs WHERE 'a' = 'b'",
    "SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE vpc_id <> 'v1' AND 'a' = 'a'",
    "SELECT v.vpc_id FROM awscc.ec2.vpcs v JOIN awscc.cognito.user_pools p ON p.user_pool_name = v.vpc_id AND p.user_pool_id = 'p1'",
    "SELECT COUNT(*) AS n FROM awscc.ec2.vpcs v, awscc.cognito.user_pools p WHERE p.user_pool_name <> v.vpc_id AND v.vpc_id <> 'v6'",
  ];
  for (const text of answered) {
    it(`is answered: ${text}`, () => {
      const found = bothWays(text);
      expect(found?.plain).to.not.equal(undefined);
      expect(found?.plain).to.deep.equal(found?.wanted);
    });
  }

  const left: readonly string[] = [
    'SELECT * FROM awscc.ec2.vpcs',
    'SELECT DISTINCT secondary_count FROM awscc.ec2.vpcs',
    'SELECT vpc_id FROM awscc.ec2.vpcs ORDER BY vpc_id',
    'SELECT vpc_id FROM awscc.ec2.vpcs LIMIT 1',
    'SELECT vpc_id FROM awscc.ec2.vpcs GROUP BY vpc_id',
    'SELECT MAX(vpc_id) AS m FROM awscc.ec2.vpcs',
    'SELECT COUNT(cidr_block) AS m FROM awscc.ec2.vpcs',
    'SELECT COUNT(*) FILTER (WHERE secondary_count = 1) AS m FROM awscc.ec2.vpcs',
    "SELECT vpc_id FROM awscc.ec2.vpcs WHERE cidr_block LIKE '10%'",
    "SELECT vpc_id FROM awscc.ec2.vpcs WHERE cidr_block > '10'",
    'SELECT vpc_id FROM awscc.ec2.vpcs WHERE cidr_block',
    'SELECT vpc_id FROM awscc.ec2.vpcs WHERE secondary_count + 1 = 2',
    "SELECT vpc_id FROM awscc.ec2.vpcs WHERE json_extract(cidr_block, '$.a') = 1",
    'SELECT vpc_id || secondary_count AS x FROM awscc.ec2.vpcs',
    'SELECT vpc_id FROM awscc.ec2.vpcs WHERE EXISTS (SELECT 1 FROM awscc.cognito.user_pools)',
    'SELECT vpc_id FROM awscc.ec2.vpcs UNION SELECT user_pool_id FROM awscc.cognito.user_pools',
    'SELECT v.vpc_id FROM awscc.ec2.vpcs v LEFT JOIN awscc.cognito.user_pools p ON p.user_pool_name = v.vpc_id',
    'SELECT v.vpc_id FROM awscc.ec2.vpcs v JOIN awscc.cognito.user_pools p',
    "SELECT regexp_substr(vpc_id, '(') AS part FROM awscc.ec2.vpcs",
    'SELECT UPPER(vpc_id) AS x FROM awscc.ec2.vpcs',
    'SELECT cidr_block FROM awscc.ec2.vpcs',
    "SELECT json_extract('{\"n\":9007199254740993}', '$.n') AS n FROM awscc.ec2.vpcs",
    'SELECT json_extract(tags, vpc_id) AS n FROM awscc.ec2.vpcs',
    'SELECT 1e400 AS n FROM awscc.ec2.vpcs',
    'SELECT vpc_id || 2.5 AS n FROM awscc.ec2.vpcs',
    'SELECT vpc_id || 1.0 AS n FROM awscc.ec2.vpcs',
    'SELECT vpc_id FROM awscc.ec2.vpcs WHERE secondary_count IS TRUE',
    'SELECT vpc_id FROM awscc.ec2.vpcs WHERE secondary_count IS NOT (false)',
    'SELECT json_extract(vpc_id, NULL) AS n FROM awscc.ec2.vpcs',
    // Over no rows there is nothing to work out, and SQLite still has something to say.
    "SELECT MAX(vpc_id) AS m FROM awscc.ec2.vpcs WHERE vpc_id = 'none'",
    "SELECT COUNT(*) AS m, 1 AS n FROM awscc.ec2.vpcs WHERE vpc_id = 'none'",
    "SELECT no_such_function(vpc_id) AS m FROM awscc.ec2.vpcs WHERE vpc_id = 'none'",
    "SELECT split_part(vpc_id) AS m FROM awscc.ec2.vpcs WHERE vpc_id = 'none'",
    "SELECT (1, 2) AS m FROM awscc.ec2.vpcs WHERE vpc_id = 'none'",
    'SELECT vpc_id FROM awscc.ec2.vpcs WHERE enable_dns_support AND cidr_block',
  ];
  for (const text of left) {
    it(`is left to SQLite: ${text}`, () => {
      expect(bothWays(text)?.plain).to.equal(undefined);
    });
  }

  it(`is what SQLite says, where it is answered at all (${amount} at random)`, () => {
    const random = createSeededRandom('plain');
    const pick = <T>(items: readonly T[]): T => items[(random.bytes(1)[0] ?? 0) % items.length] as T;
    const operand = (): string =>
      pick([
        ...['vpc_id', 'cidr_block', 'enable_dns_support', 'secondary_count', 'region', 'Identifier', 'tags', 'v.VpcId'],
        ...["'v1'", "'1'", '1', '0', "''", "'true'", 'true', 'NULL', "'10.0.0.0/16'", "'[]'", '-1', '2.5', '1.0'],
        "json_extract(cidr_block, '$.a')",
        "json_extract(tags, '$[0].Key')",
        "split_part(vpc_id, 'v', 2)",
        "vpc_id || '|' || region",
      ]);
    const condition = (depth: number): string => {
      const inner = (): string => condition(depth - 1);
      const simple = [
        () => `${operand()} ${pick(['=', '<>', '!=', '==', 'IS', 'IS NOT', '<', '>=', '>', '<='])} ${operand()}`,
        () => `${operand()} ${pick(['IN', 'NOT IN'])} (${operand()}, ${operand()}, ${operand()})`,
        () => `${operand()} ${pick(['IS NULL', 'NOTNULL', 'IS NOT NULL'])}`,
        () => operand(),
      ];
      const nested = [
        () => `(${inner()} AND ${inner()})`,
        () => `(${inner()} OR ${inner()})`,
        () => `NOT (${inner()})`,
      ];
      return pick(depth === 0 ? simple : [...simple, ...nested, ...nested])();
    };
    let told = 0;
    const differences: string[] = [];
    for (let index = 0; index < amount; index += 1) {
      const items = pick([
        'COUNT(*) AS count',
        'MAX(vpc_id) AS most, COUNT(*) AS count',
        'vpc_id',
        `vpc_id, ${operand()} AS x`,
        `${operand()} AS x, ${operand()} AS y`,
      ]);
      const text = `SELECT ${items} FROM awscc.ec2.vpcs v WHERE ${condition(2)}`;
      const found = bothWays(text);
      if (found?.plain === undefined) continue;
      told += 1;
      if (JSON.stringify(found.plain) !== JSON.stringify(found.wanted))
        differences.push(
          `${text}\n  SQLite: ${JSON.stringify(found.wanted)}\n  here:   ${JSON.stringify(found.plain)}`,
        );
    }
    expect(differences.join('\n\n')).to.equal('');
    // What is made must be worth asking.
    expect(told).to.be.above(amount / 8);
  });
});
