import { expect } from 'chai';
import { ask } from '../small-world.ts';

const clients = 'awscc.cognito.user_pool_clients';
const pools = 'awscc.cognito.user_pools';
const vpcs = 'awscc.ec2.vpcs';

type Row = readonly unknown[];
type Case = readonly [title: string, statement: string, rows: readonly Row[]];

/** What a statement yields, one column where a row has one value. */
const yields: readonly (readonly [topic: string, cases: readonly Case[]])[] = [
  [
    'NULL',
    [
      ['is equal to nothing', `SELECT vpc_id FROM ${vpcs} WHERE secondary_count = NULL OR NULL <> 1`, []],
      ['is neither true nor false', `SELECT vpc_id FROM ${vpcs} WHERE NOT enable_dns_support`, [['v2']]],
      ['makes NOT IN unknown', `SELECT vpc_id FROM ${vpcs} WHERE secondary_count NOT IN (1, NULL)`, []],
      ['is found with IS', `SELECT vpc_id FROM ${vpcs} WHERE cidr_block IS NULL AND tags ISNULL`, [['v3']]],
      ['is found with <=>', `SELECT vpc_id FROM ${vpcs} WHERE cidr_block <=> NULL`, [['v3']]],
      [
        'stands where it is told to',
        `SELECT vpc_id FROM ${vpcs} ORDER BY secondary_count DESC NULLS LAST`,
        [['v1'], ['v2'], ['v3']],
      ],
      ['is not counted', `SELECT count(*), count(secondary_count), sum(secondary_count) FROM ${vpcs}`, [[3, 2, 1]]],
      [
        'of nothing is the sum, and 0 the total',
        `SELECT sum(n), total(n), max(n) FROM (SELECT 1 AS n) WHERE n > 1`,
        [[null, 0, null]],
      ],
      ['is what coalesce fills', `SELECT coalesce(cidr_block, 'none') FROM ${vpcs} WHERE vpc_id = 'v3'`, [['none']]],
    ],
  ],
  [
    'truth values',
    [
      ['are compared as true', `SELECT client_id FROM ${clients} WHERE enable_token_revocation = true`, [['a'], ['c']]],
      ["are compared as 'false'", `SELECT client_id FROM ${clients} WHERE 'false' = enable_token_revocation`, [['b']]],
      ['are compared as 1', `SELECT client_id FROM ${clients} WHERE enable_token_revocation <> 1`, [['b']]],
      [
        'stand by themselves',
        `SELECT client_id FROM ${clients} WHERE enable_token_revocation AND client_id > 'a'`,
        [['c']],
      ],
      ['have IS NOT', `SELECT vpc_id FROM ${vpcs} WHERE enable_dns_support IS NOT true`, [['v2'], ['v3']]],
      [
        'are cases',
        `SELECT CASE enable_dns_support WHEN 'true' THEN 'on' WHEN false THEN 'off' ELSE '?' END FROM ${vpcs}`,
        [['on'], ['off'], ['?']],
      ],
      ['are members', `SELECT vpc_id FROM ${vpcs} WHERE enable_dns_support IN ('true', 0)`, [['v1'], ['v2']]],
    ],
  ],
  [
    'numbers',
    [
      [
        'are compared as text',
        `SELECT client_id FROM ${clients} WHERE refresh_token_validity = '30' AND '7' < refresh_token_validity`,
        [['a'], ['c']],
      ],
      [
        'lie between texts',
        `SELECT client_id FROM ${clients} WHERE refresh_token_validity BETWEEN '1' AND '9'`,
        [['b']],
      ],
      [
        'have names where they are too large',
        'SELECT 1e400, -1e400, 9007199254740993',
        [['Infinity', '-Infinity', '9007199254740993']],
      ],
      ['divide as SQLite has it', 'SELECT 7 / 2, 7.0 / 2, 7 % 3, -7 / 2, 1 << 4, ~1', [[3, 3.5, 1, -3, 16, -2]]],
    ],
  ],
  [
    'JSON',
    [
      ['is extracted', `SELECT json_extract(tags, '$[0].Value') FROM ${vpcs} WHERE vpc_id = 'v1'`, [['one']]],
      ['is extracted with arrows', `SELECT tags -> 0 ->> 'Value' AS name FROM ${vpcs} WHERE name = 'one'`, [['one']]],
      [
        'is taken apart beside its table',
        `SELECT client_id, url.value FROM ${clients} c, json_each(c.callback_urls) AS url ORDER BY url.key DESC`,
        [
          ['a', 'https://b.example/in'],
          ['a', 'https://a.example/in'],
        ],
      ],
      [
        'is taken apart with an outer join',
        `SELECT client_id, u.value FROM ${clients} LEFT JOIN json_each(callback_urls) u WHERE client_id > 'a'`,
        [
          ['b', null],
          ['c', null],
        ],
      ],
      ['is taken apart by itself', "SELECT value FROM json_each('[1, 2]') WHERE value > 1", [[2]]],
      [
        'is put together',
        `SELECT json_group_object(client_id, client_name) FROM ${clients} WHERE user_pool_id = 'p1'`,
        [['{"a":"web","b":"app"}']],
      ],
    ],
  ],
  [
    'set operations',
    [
      [
        'leave out',
        `SELECT vpc_id FROM ${vpcs} EXCEPT SELECT vpc_id FROM ${vpcs} WHERE secondary_count >= 0`,
        [['v3']],
      ],
      [
        'keep what is in both',
        `SELECT user_pool_id FROM ${pools} INTERSECT SELECT user_pool_id FROM ${clients} WHERE client_id = 'c'`,
        [['p2']],
      ],
      ['go from left to right', 'SELECT 1 UNION ALL SELECT 1 UNION SELECT 2 EXCEPT SELECT 2', [[1]]],
      [
        'are ordered and cut as a whole',
        `SELECT client_id AS id FROM ${clients} UNION SELECT vpc_id FROM ${vpcs} ORDER BY id DESC LIMIT 2 OFFSET 1`,
        [['v2'], ['v1']],
      ],
      [
        'ask every region and tables of their own',
        `SELECT a.user_pool_name FROM ${pools} a WHERE a.region = 'us-east-1' UNION ALL SELECT a.client_name FROM ${clients} a WHERE a.client_id = 'b'`,
        [['pool p9'], ['app']],
      ],
    ],
  ],
  [
    'windows',
    [
      [
        'number the rows of a part',
        `SELECT client_id, row_number() OVER (PARTITION BY user_pool_id ORDER BY client_name) FROM ${clients} ORDER BY client_id`,
        [
          ['a', 2],
          ['b', 1],
          ['c', 1],
        ],
      ],
      [
        'have names and frames',
        `SELECT client_id, lag(client_id) OVER w, sum(refresh_token_validity) OVER (ORDER BY client_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
         FROM ${clients} WINDOW w AS (ORDER BY client_id)`,
        [
          ['a', null, 30],
          ['b', 'a', 37],
          ['c', 'b', 67],
        ],
      ],
    ],
  ],
  [
    'groups',
    [
      [
        'are chosen',
        `SELECT user_pool_id, count(*) AS n FROM ${clients} GROUP BY user_pool_id HAVING n > 1`,
        [['p1', 2]],
      ],
      [
        'count what is distinct',
        `SELECT count(DISTINCT user_pool_id), group_concat(client_name, '+') FROM ${clients}`,
        [[2, 'web+app+job']],
      ],
      ['filter', `SELECT count(*) FILTER (WHERE client_name LIKE '%B') FROM ${clients}`, [[2]]],
    ],
  ],
  [
    'recursion',
    [
      [
        'ends',
        'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) FROM n',
        [[6]],
      ],
      [
        'walks over resources',
        `WITH RECURSIVE chain(id, n) AS (
           SELECT client_id, 1 FROM ${clients} WHERE client_id = 'a'
           UNION ALL SELECT c.client_id, n + 1 FROM ${clients} c JOIN chain ON c.client_id > chain.id AND n < 3)
         SELECT max(n), count(DISTINCT id) FROM chain`,
        [[3, 3]],
      ],
    ],
  ],
  [
    'names',
    [
      [
        'stand in double quotes',
        `SELECT "client_id" AS "the id" FROM "awscc"."cognito"."user_pool_clients" WHERE "the id" = 'a'`,
        [['a']],
      ],
      [
        'stand in backticks',
        `SELECT \`client_id\` FROM ${clients} AS \`my clients\` WHERE "my clients".client_id = 'a'`,
        [['a']],
      ],
      ['are aliases in WHERE', `SELECT client_name AS n FROM ${clients} WHERE n LIKE 'A%' ORDER BY n`, [['app']]],
      [
        'are whole',
        `SELECT ${clients}.client_id, user_pool_clients.client_name FROM ${clients} WHERE client_id = 'b'`,
        [['b', 'app']],
      ],
      [
        'are types, as CloudFormation and others write them',
        "SELECT client_name, p.user_pool_name FROM AWS::Cognito::UserPoolClient JOIN CognitoIdentityServiceProvider::UserPool AS p USING (user_pool_id) WHERE AWS::Cognito::UserPoolClient.client_id = 'c'",
        [['job', 'pool p2']],
      ],
      ['are CloudFormation’s', `SELECT ClientName FROM ${clients} c WHERE c.UserPoolId = 'p2'`, [['job']]],
      ['are texts that name a column', `SELECT client_id AS 'it''s' FROM ${clients} WHERE client_id = 'a'`, [['a']]],
    ],
  ],
  [
    'comments',
    [
      ['end with the line', `SELECT -- one\n 1 # two\n + 1 // three\n -- four`, [[2]]],
      ['stand between words', 'SELECT/*a*/1/* ; */+/*+ hint */1', [[2]]],
      ['are none inside a literal', "SELECT '-- a', '/* b */', '# c', '// d'", [['-- a', '/* b */', '# c', '// d']]],
    ],
  ],
  [
    'regions and identifiers',
    [
      [
        'are several with IN',
        `SELECT user_pool_id FROM ${pools} WHERE region IN ('us-east-1', 'eu-west-1') AND Identifier IN ('p1', 'p9')`,
        [['p9'], ['p1']],
      ],
      [
        'are several with OR',
        `SELECT user_pool_id FROM ${pools} WHERE (region = 'us-east-1' OR region = 'eu-west-1') AND user_pool_id > 'p1'`,
        [['p9'], ['p2']],
      ],
      [
        'come from the other side of a join',
        `SELECT d.user_pool_name FROM awscc.cognito.user_pools_list_only l JOIN ${pools} d ON d.Identifier = l.user_pool_id AND d.region = l.region WHERE l.region = 'us-east-1'`,
        [['pool p9']],
      ],
      [
        'come from a table expression',
        `WITH ids AS (SELECT 'p1|' || column1 AS id FROM (VALUES ('a'), ('x'))) SELECT c.client_name FROM ids LEFT JOIN ${clients} c ON c.Identifier = ids.id`,
        [['web'], [null]],
      ],
      [
        'of an outer block go down',
        `SELECT user_pool_name FROM (SELECT * FROM ${pools}) p WHERE region = 'us-east-1'`,
        [['pool p9']],
      ],
    ],
  ],
  [
    'subselects',
    [
      [
        'stand in WHERE',
        `SELECT user_pool_name FROM ${pools} WHERE user_pool_id IN (SELECT user_pool_id FROM ${clients} WHERE client_name = 'job')`,
        [['pool p2']],
      ],
      [
        'look at the block around them',
        `SELECT user_pool_id FROM ${pools} p WHERE NOT EXISTS (SELECT 1 FROM ${clients} c WHERE c.user_pool_id = p.user_pool_id AND client_name = 'job')`,
        [['p1']],
      ],
      ['are values', `SELECT (SELECT count(*) FROM ${vpcs}) - (SELECT count(*) FROM ${clients})`, [[0]]],
    ],
  ],
];

/** What a statement is refused with. */
const refusals: readonly (readonly [title: string, statement: string, words: string])[] = [
  [
    'a condition that leaves regions out',
    `SELECT user_pool_id FROM ${pools} WHERE region <> 'us-east-1'`,
    'resource/parameter: This does not say which regions are asked',
  ],
  [
    'a region or something else',
    `SELECT user_pool_id FROM ${pools} WHERE region = 'us-east-1' OR user_pool_id = 'p1'`,
    'resource/parameter: This does not say which regions are asked',
  ],
  [
    'a property of two tables',
    `SELECT count(*) FROM ${clients} c, ${pools} p WHERE user_pool_id = 'p1'`,
    'sql/ambiguous-column: "user_pool_id" may be a column of c or p',
  ],
  [
    'a type that is none',
    'SELECT queue_url FROM AWS::SQS::Kueue',
    'resource/unknown: There is no resource type "AWS::SQS::Kueue"',
  ],
  [
    'a text in double quotes',
    `SELECT client_id FROM ${clients} WHERE client_name = "web site"`,
    'resource/unknown-column: awscc.cognito.user_pool_clients has no column "web site"',
  ],
];

describe('the dialect of SELECT', () => {
  for (const [topic, cases] of yields) {
    for (const [title, statement, rows] of cases) {
      it(`${topic}: ${title}`, async () => {
        expect(await ask(statement)).to.deep.equal(rows);
      });
    }
  }

  for (const [title, statement, words] of refusals) {
    it(`refuses ${title}`, async () => {
      expect(await ask(statement)).to.equal(words);
    });
  }
});
