import { expect } from 'chai';
import { ask } from '../small-world.ts';

const clients = "awscc.cognito.user_pool_clients WHERE region = 'eu-west-1' AND Identifier = 'p1|a'";
const masked = `SELECT upper(ClientSecret) AS s, ClientName AS n FROM ${clients}`;
const joined = 'awscc.cognito.user_pool_clients a JOIN awscc.cognito.user_pool_clients b';
const ofBoth = ['a', 'b']
  .map((table) => `${table}.region = 'eu-west-1' AND ${table}.Identifier = 'p1|a'`)
  .join(' AND ');

describe('a secret of a row', () => {
  const queries: readonly (readonly [title: string, query: string, rows: unknown])[] = [
    ['behind a star over a derived table that computes it', `SELECT * FROM (${masked})`, [['***', 'web']]],
    [
      'behind two stars, one over the other',
      `WITH a AS (${masked}), b AS (SELECT * FROM a) SELECT n, b.* FROM b`,
      [['web', '***', 'web']],
    ],
    [
      'computed in either side of a UNION',
      `SELECT * FROM (${masked} UNION SELECT 'none', ClientName FROM ${clients}) ORDER BY 2, 1`,
      [
        ['***', 'web'],
        ['***', 'web'],
      ],
    ],
    [
      'that two derived tables share, joined by USING',
      `SELECT s, a.n FROM (${masked}) a JOIN (${masked}) b USING (s)`,
      [['***', 'web']],
    ],
    [
      'that one of two joined derived tables computes, whichever comes first',
      `SELECT s FROM (SELECT 'x' AS s, 1 AS one) a NATURAL JOIN (SELECT lower('X') AS s FROM ${clients}) b`,
      [['x']],
    ],
    [
      'of a table shared by USING',
      `SELECT ClientSecret FROM awscc.cognito.user_pool_clients a JOIN awscc.cognito.user_pool_clients b USING (ClientSecret) WHERE a.region = 'eu-west-1' AND b.region = 'eu-west-1' AND a.Identifier = 'p1|a' AND b.Identifier = 'p1|a'`,
      [['***']],
    ],
    ...['client_secret', 'ClientSecret'].map((name): readonly [string, string, unknown] => [
      `worked out of a column that two tables share, ${name}`,
      `SELECT upper(${name}) AS s FROM ${joined} USING (${name}) WHERE ${ofBoth}`,
      [['***']],
    ]),
    [
      'and not what is beside it',
      `SELECT upper(client_name) AS n FROM ${joined} USING (client_name) WHERE ${ofBoth}`,
      [['WEB']],
    ],
    [
      'behind two stars, and not the column of the same name beside it',
      `SELECT a.*, b.* FROM (SELECT upper(ClientSecret) AS v FROM ${clients}) a JOIN (SELECT 'x' AS v) b`,
      [['***', 'x']],
    ],
    ['in a subselect', `SELECT (SELECT max(s) FROM (${masked})) AS m, 'plain' AS p`, [['***', 'plain']]],
    [
      'taken apart by a table function',
      `SELECT j.value AS v, c.ClientName FROM awscc.cognito.user_pool_clients c, json_each(json_array(c.ClientSecret)) j WHERE c.region = 'eu-west-1' AND c.Identifier = 'p1|a'`,
      [['***', 'web']],
    ],
  ];
  for (const [title, query, rows] of queries) {
    it(`is hidden ${title}`, async () => {
      expect(await ask(query)).to.deep.equal(rows);
    });
  }
});
