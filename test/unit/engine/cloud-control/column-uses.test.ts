import { expect } from 'chai';
import { ask } from '../small-world.ts';

const pools = 'awscc.cognito.user_pools';
const clients = 'awscc.cognito.user_pool_clients';

describe('a column', () => {
  const answers: readonly (readonly [title: string, query: string, rows: unknown])[] = [
    [
      'of a derived table is the one of exactly its name, not the one of its other spelling',
      `SELECT d.user_pool_name AS n FROM (SELECT upper(UserPoolName) AS UserPoolName, user_pool_name FROM ${pools} WHERE region='us-east-1') d`,
      [['pool p9']],
    ],
    [
      'and its other spelling stay two outputs',
      `SELECT d.UserPoolName, d.user_pool_name FROM (SELECT upper(UserPoolName) AS user_pool_name, UserPoolName FROM ${pools} WHERE region='us-east-1') d`,
      [['pool p9', 'POOL P9']],
    ],
    [
      'may be written in either spelling outside where the inside has one',
      `WITH p AS (SELECT UserPoolName FROM ${pools}) SELECT p.user_pool_name, UserPoolName FROM p ORDER BY user_pool_name`,
      [
        ['pool p1', 'pool p1'],
        ['pool p2', 'pool p2'],
      ],
    ],
    [
      'goes before an alias of its name in WHERE and GROUP BY',
      `SELECT upper(UserPoolName) AS UserPoolName FROM ${pools} WHERE UserPoolName = 'pool p1' GROUP BY UserPoolName`,
      [['POOL P1']],
    ],
    [
      'in its other spelling is no alias in ORDER BY',
      `SELECT user_pool_id, -CAST(substr(UserPoolId, 2) AS INTEGER) AS user_pool_id FROM ${pools} ORDER BY UserPoolId`,
      [
        ['p1', -1],
        ['p2', -2],
      ],
    ],
    [
      'is behind an alias of its name in ORDER BY',
      `SELECT UserPoolId AS i, -CAST(substr(UserPoolId, 2) AS INTEGER) AS UserPoolId FROM ${pools} ORDER BY (UserPoolId) COLLATE BINARY`,
      [
        ['p2', -2],
        ['p1', -1],
      ],
    ],
    [
      'is no alias inside an expression of ORDER BY',
      `SELECT UserPoolId AS i, -CAST(substr(UserPoolId, 2) AS INTEGER) AS UserPoolId FROM ${pools} ORDER BY upper(UserPoolId)`,
      [
        ['p1', -1],
        ['p2', -2],
      ],
    ],
    [
      'orders a set operation, whichever operand has it',
      `SELECT UserPoolName AS n FROM ${pools} UNION SELECT ClientName FROM ${clients} ORDER BY ClientName DESC`,
      [['web'], ['pool p2'], ['pool p1'], ['job'], ['app']],
    ],
    [
      'of a table around a subselect is seen from each operand of a set operation',
      `SELECT UserPoolId FROM ${pools} p WHERE EXISTS (SELECT 1 FROM ${clients} WHERE UserPoolId = p.UserPoolId AND ClientName = 'job' UNION SELECT 1 FROM ${clients} c WHERE c.UserPoolId = p.user_pool_id AND ClientName = 'none')`,
      [['p2']],
    ],
    [
      'of a table around a subselect is seen from a derived table inside',
      `SELECT (SELECT max(x) FROM (SELECT p.UserPoolName AS x) d) AS m FROM ${pools} p`,
      [['pool p1'], ['pool p2']],
    ],
    [
      'is shared by USING in either spelling',
      `SELECT ClientName FROM (SELECT UserPoolId FROM ${pools}) JOIN ${clients} USING (UserPoolId) WHERE user_pool_id = 'p2'`,
      [['job']],
    ],
    [
      'of a derived table in its other spelling is behind an alias of exactly the name',
      `SELECT upper(ClientName) AS client_name FROM (SELECT (ClientName) FROM ${clients}) t WHERE client_name = 'WEB'`,
      [['WEB']],
    ],
    [
      'is no alias in ORDER BY beside one that is written alike',
      `SELECT UserPoolName, -CAST(substr(UserPoolId, 2) AS INTEGER) AS UserPoolName FROM ${pools} ORDER BY UserPoolName`,
      [
        ['pool p2', -2],
        ['pool p1', -1],
      ],
    ],
    [
      'that NATURAL shares is compared as what it is',
      `WITH d AS (SELECT DISTINCT RefreshTokenValidity AS days FROM ${clients}) SELECT days FROM d a NATURAL FULL JOIN d b WHERE days IN (30, 3)`,
      [[30]],
    ],
    [
      'that USING shares is compared by its type',
      `SELECT count(*) AS count FROM ${clients} a JOIN ${clients} b USING (RefreshTokenValidity) WHERE RefreshTokenValidity = '30'`,
      [[4]],
    ],
    [
      'of one source is not that of another which has it in the other spelling',
      `SELECT count(*) AS count FROM ${pools} p, (SELECT UserPoolName FROM ${pools}) d WHERE user_pool_name = 'pool p1'`,
      [[2]],
    ],
    [
      'may be named by the end of a full name',
      `SELECT ${pools}.UserPoolName AS n FROM ${pools} WHERE cognito.user_pools.user_pool_id = 'p1'`,
      [['pool p1']],
    ],
    [
      'that two sources have has to be told apart',
      `SELECT user_pool_id FROM ${pools} p, (SELECT user_pool_id FROM ${clients}) d`,
      'sql/ambiguous-column: "user_pool_id" may be a column of p or d',
    ],
    [
      'that a star stands for goes before a later alias of its name in ORDER BY',
      `SELECT d.*, -CAST(substr(d.UserPoolId, 2) AS INTEGER) AS userpoolid FROM (SELECT UserPoolId FROM ${pools}) d UNION SELECT 'p3', -3 ORDER BY userpoolid`,
      [
        ['p1', -1],
        ['p2', -2],
        ['p3', -3],
      ],
    ],
    [
      'in parentheses gives its name to the output',
      `SELECT d.user_pool_id AS i FROM (SELECT (UserPoolId) FROM ${pools}) d ORDER BY 1`,
      [['p1'], ['p2']],
    ],
    [
      'of a set operation is the output of exactly its name, where its other spelling is an output too',
      `SELECT d.user_pool_id AS i FROM (SELECT (UserPoolId), user_pool_id FROM ${pools} UNION SELECT 'a', 'b') d ORDER BY 1`,
      [['b'], ['p1'], ['p2']],
    ],
    [
      'in both spellings is two outputs, whichever is first',
      `SELECT d.UserPoolId AS i, d.user_pool_id AS j FROM (SELECT user_pool_id, UserPoolId FROM ${pools} UNION ALL SELECT 'a', 'b') d ORDER BY 1 LIMIT 1`,
      [['b', 'a']],
    ],
    [
      'of a CTE inside another of its name is that of the inner one',
      `WITH c AS (WITH c AS (SELECT UserPoolName AS n FROM ${pools}) SELECT upper(n) AS n FROM c) SELECT n FROM c ORDER BY 1`,
      [['POOL P1'], ['POOL P2']],
    ],
    [
      'that no table has is a mistake in a CTE that nothing uses too',
      `WITH c AS (SELECT UserPoolNam FROM ${pools}) SELECT UserPoolId FROM ${pools}`,
      'resource/unknown-column: awscc.cognito.user_pools has no column "UserPoolNam"',
    ],
    [
      'of a window is the one of the source',
      `SELECT UserPoolId AS i, count(*) OVER (ORDER BY UserPoolName DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS user_pool_name FROM ${pools} ORDER BY 1`,
      [
        ['p1', 2],
        ['p2', 1],
      ],
    ],
  ];
  for (const [title, query, rows] of answers) {
    it(title, async () => {
      expect(await ask(query)).to.deep.equal(rows);
    });
  }
});

describe('the condition of a LEFT JOIN leaves the rows before it alone', () => {
  const wanted = [
    ['p1', null],
    ['p2', 'x'],
  ];
  const condition = "p.UserPoolId = 'p2' AND p.Identifier = 'p2' AND p.region = 'eu-west-1'";
  const joined: readonly (readonly [title: string, query: string])[] = [
    [
      'where a CTE is joined',
      `WITH c AS (SELECT 'x' AS x) SELECT p.UserPoolId, c.x FROM ${pools} p LEFT JOIN c ON ${condition}`,
    ],
    [
      'where a derived table is joined',
      `SELECT p.UserPoolId, d.x FROM ${pools} p LEFT JOIN (SELECT 'x' AS x) d ON ${condition}`,
    ],
    [
      'where a table function is joined',
      `SELECT p.UserPoolId, d.value FROM ${pools} p LEFT JOIN json_each('["x"]') d ON ${condition}`,
    ],
    [
      'where parentheses are joined',
      `SELECT p.UserPoolId, d.x FROM ${pools} p LEFT JOIN (${pools} q JOIN (SELECT 'x' AS x) d ON q.UserPoolId = 'p1') ON ${condition}`,
    ],
  ];
  for (const [title, query] of joined) {
    it(title, async () => {
      expect(await ask(`${query} ORDER BY 1`)).to.deep.equal(wanted);
    });
  }

  it('and chooses rows of each table in parentheses that are joined', async () => {
    const query = `SELECT d.x, q.UserPoolId, r.UserPoolName FROM (SELECT 'x' AS x) d LEFT JOIN (${pools} q JOIN ${pools} r ON q.UserPoolName <> r.UserPoolName) ON q.Identifier = 'p1' AND r.Identifier = 'p2'`;
    expect(await ask(query)).to.deep.equal([['x', 'p1', 'pool p2']]);
  });
});

describe('a request parameter that several tables have', () => {
  const join = `SELECT c.ClientName FROM ${pools} p, ${clients} c WHERE c.UserPoolId = p.UserPoolId AND c.ClientName = 'web' AND`;
  const conditions = [
    "(region) = 'eu-west-1'",
    "'eu-west-1' = region",
    "('eu-west-1') = ((region))",
    "(region) IN ('eu-west-1')",
    "((region) IN ('eu-west-1', 'eu-west-1'))",
    "(region = 'eu-west-1' OR (region) = 'us-east-1')",
    "region == /* of both */ 'eu-west-1'",
    `"region" = 'eu-west-1'`,
  ];
  for (const condition of conditions) {
    it(`may be given as ${condition}`, async () => {
      expect(await ask(`${join} ${condition}`)).to.deep.equal([['web']]);
    });
  }

  it('may be given outside of a derived table', async () => {
    const inner = `(SELECT UserPoolName AS n FROM ${pools})`;
    expect(await ask(`SELECT n FROM ${inner} d WHERE (region) IN ('us-east-1')`)).to.deep.equal([['pool p9']]);
    expect(await ask(`SELECT n FROM ${inner} d WHERE ('us-east-1') = (d.region) AND n <> 'x'`)).to.deep.equal([
      ['pool p9'],
    ]);
  });
});
