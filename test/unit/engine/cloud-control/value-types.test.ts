import { expect } from 'chai';
import type { PlainValue, Value } from '../../../../src/values/value.ts';
import { ask } from '../small-world.ts';

type Row = readonly PlainValue[];
type Case = readonly [title: string, statement: string, rows: readonly Row[], values?: Readonly<Record<string, Value>>];

const clients = 'awscc.cognito.user_pool_clients';
const urls = ['https://a.example/in', 'https://b.example/in'];
const tags = [{ Key: 'Name', Value: 'one' }];

const cases: readonly Case[] = [
  ['a column', `SELECT (enable_token_revocation), callback_urls FROM ${clients} WHERE client_id = 'a'`, [[true, urls]]],
  ['a literal', "SELECT true, (false), NULL, 1.5, '[1]', 'true'", [[true, false, null, 1.5, '[1]', 'true']]],
  [
    'a value of the stack',
    "SELECT '{{ list }}', '{{ yes }}', 'x{{ yes }}'",
    [[['a'], true, 'xtrue']],
    { list: ['a'], yes: true },
  ],
  [
    'a derived table',
    `SELECT t.flag, t.* FROM (SELECT enable_token_revocation AS flag, callback_urls FROM ${clients} WHERE client_id = 'a') t`,
    [[true, true, urls]],
  ],
  [
    'table expressions, with names of their own',
    `WITH a AS (SELECT client_name, enable_token_revocation AS t FROM ${clients}),
       b (name, flag) AS (SELECT a.* FROM a)
     SELECT * FROM b ORDER BY name`,
    [
      ['app', false],
      ['job', true],
      ['web', true],
    ],
  ],
  [
    'a UNION, literals in it too',
    `SELECT enable_token_revocation AS flag, callback_urls AS list FROM ${clients} WHERE client_id = 'a'
     UNION SELECT false, 'none' UNION ALL SELECT NULL, NULL ORDER BY flag`,
    [
      [null, null],
      [false, 'none'],
      [true, urls],
    ],
  ],
  [
    'a UNION of different columns',
    `SELECT callback_urls AS list FROM ${clients} WHERE client_id = 'a' UNION ALL SELECT tags FROM awscc.ec2.vpcs WHERE vpc_id = 'v1'`,
    [[urls], [tags]],
  ],
  [
    'EXCEPT and INTERSECT, whatever is excluded',
    `SELECT * FROM (SELECT enable_token_revocation FROM ${clients} EXCEPT SELECT 0 + 0)
     UNION ALL SELECT * FROM (SELECT enable_token_revocation FROM ${clients} INTERSECT SELECT 0 + 0)`,
    [[true], [false]],
  ],
  [
    'a recursion',
    `WITH RECURSIVE t (n, flag) AS (
       SELECT 1, enable_token_revocation FROM ${clients} WHERE client_id = 'a'
       UNION ALL SELECT n + 1, flag FROM t WHERE n < 3)
     SELECT n, flag FROM t`,
    [
      [1, true],
      [2, true],
      [3, true],
    ],
  ],
  [
    'derived tables of one name, each its own',
    `SELECT t.x FROM (SELECT enable_token_revocation AS x FROM ${clients} WHERE client_id = 'b') t
     UNION ALL SELECT t.y FROM (SELECT tags AS y FROM awscc.ec2.vpcs WHERE vpc_id = 'v1') t`,
    [[false], [tags]],
  ],
  [
    'stars in the order of FROM',
    `SELECT * FROM (VALUES (true, 2)) t, (SELECT enable_token_revocation AS flag FROM ${clients} WHERE client_id = 'b') c`,
    [[true, 2, false]],
  ],
  [
    'columns of one name side by side',
    `SELECT a.*, b.* FROM (SELECT enable_token_revocation AS x FROM ${clients} WHERE client_id = 'b') a,
       (SELECT tags AS x FROM awscc.ec2.vpcs WHERE vpc_id = 'v1') b`,
    [[false, tags]],
  ],
  [
    'a column that a join shares',
    `SELECT * FROM (SELECT client_id AS id, enable_token_revocation AS flag FROM ${clients}) a
     JOIN (SELECT 'b' AS id, 'second' AS place) b USING (id)`,
    [['b', false, 'second']],
  ],
  [
    'a group',
    `SELECT enable_token_revocation, count(*) FROM ${clients} GROUP BY enable_token_revocation ORDER BY 1`,
    [
      [false, 1],
      [true, 2],
    ],
  ],
];

describe('the types of values in SQL', () => {
  for (const [title, statement, rows, values] of cases) {
    it(`outlast ${title}`, async () => {
      expect(await ask(statement, values)).to.deep.equal(rows);
    });
  }

  it('are SQLite’s own where it works something out, or a cell may mean two things', async () => {
    const flag = `SELECT enable_token_revocation FROM ${clients} WHERE client_id = 'a'`;
    expect(
      await ask(`SELECT coalesce(enable_token_revocation, false), 1 = 1 FROM ${clients} WHERE client_id = 'a'`),
    ).to.deep.equal([[1, 1]]);
    expect(await ask(`${flag} UNION ALL SELECT count(*) FROM awscc.ec2.vpcs`)).to.deep.equal([[1], [3]]);
    expect(
      await ask(`${flag} UNION ALL SELECT secondary_count FROM awscc.ec2.vpcs WHERE vpc_id <> 'v3'`),
    ).to.deep.equal([[1], [1], [0]]);
    expect(await ask("SELECT json('[1, 2]')")).to.deep.equal([['[1,2]']]);
  });

  it('tell whether there is a secret, and no more', async () => {
    const text = `SELECT client_secret IS NULL, (client_secret) IS NOT NULL, client_secret > 'a', CASE WHEN client_secret IS NULL THEN 0 ELSE client_secret END FROM ${clients} WHERE user_pool_id = 'p1'`;
    expect(await ask(text)).to.deep.equal([
      [0, 1, '***', '***'],
      [1, 0, null, '***'],
    ]);
  });

  it('do not make what is secret seen', async () => {
    const secret = `SELECT client_secret AS x FROM ${clients} WHERE client_id = 'a'`;
    expect(await ask(`${secret} UNION ALL SELECT 'plain'`)).to.deep.equal([['***'], ['***']]);
    expect(
      await ask(
        `WITH RECURSIVE t (n, x) AS (SELECT 1, (${secret}) UNION ALL SELECT n + 1, x FROM t WHERE n < 2) SELECT * FROM t`,
      ),
    ).to.deep.equal([
      [1, '***'],
      [2, '***'],
    ]);
  });

  it('do not make what is secret seen beside a table function, whose columns nobody counts', async () => {
    const text = `SELECT client_secret || 1 = 1, *, upper(client_secret) FROM ${clients}, json_each(callback_urls) WHERE client_id = 'a'`;
    const rows = await ask(text);
    const [first] = Array.isArray(rows) ? (rows as readonly Row[]) : [];
    expect([first?.[0], first?.at(-1), first?.includes('very-secret-text')]).to.deep.equal(['***', '***', false]);
  });

  it('are found in little time however often names go through each other', async () => {
    const steps = Array.from(
      { length: 40 },
      (_, index) => `t${index + 1} AS (SELECT x, x AS y FROM t${index} WHERE x = x)`,
    );
    const text = `WITH t0 AS (SELECT enable_token_revocation AS x FROM ${clients} WHERE client_id = 'a'), ${steps.join(', ')} SELECT x, y FROM t40`;
    expect(await ask(text)).to.deep.equal([[true, true]]);
  });
});
