import { expect } from 'chai';
import { ask } from '../small-world.ts';

const vpcs = 'awscc.ec2.vpcs';
const clients = 'awscc.cognito.user_pool_clients';
const web = `region = 'eu-west-1' AND Identifier = 'p1|a'`;
const backwards = `'["https://b.example/in", "https://a.example/in"]'`;

describe('as_declared in a statement', () => {
  const answers: readonly (readonly [title: string, query: string, rows: unknown])[] = [
    [
      'knows lists without order by the type of the column',
      `SELECT as_declared(callback_urls, ${backwards}), callback_urls = ${backwards} FROM ${clients} WHERE ${web}`,
      [[1, 0]],
    ],
    [
      'sees a true difference',
      `SELECT as_declared(CallbackURLs, '["https://a.example/in"]') FROM ${clients} WHERE ${web}`,
      [[0]],
    ],
    [
      'is in a condition what it is in the select list',
      `SELECT client_name FROM ${clients} WHERE region = 'eu-west-1' AND as_declared(RefreshTokenValidity, '30') = 1 ORDER BY 1`,
      [['job'], ['web']],
    ],
    [
      'knows booleans',
      `SELECT client_name, as_declared(c.EnableTokenRevocation, true) FROM ${clients} AS c WHERE region = 'eu-west-1' ORDER BY 1`,
      [
        ['app', 0],
        ['job', 1],
        ['web', 1],
      ],
    ],
    [
      'takes a property that is not there for its default, and is never NULL',
      `SELECT as_declared(AuthSessionValidity, 3), as_declared(AuthSessionValidity, 4), as_declared(AuthSessionValidity, NULL) FROM ${clients} WHERE ${web}`,
      [[1, 0, 1]],
    ],
    [
      'finds the property through a derived table',
      `SELECT as_declared(d.urls, ${backwards}) FROM (SELECT CallbackURLs AS urls FROM ${clients} WHERE ${web}) d`,
      [[1]],
    ],
    [
      'finds the property through a CTE with names of its own and a star',
      `WITH a AS (SELECT * FROM ${clients} WHERE ${web}), b (urls) AS (SELECT callback_urls FROM a) SELECT as_declared(urls, ${backwards}) FROM b`,
      [[1]],
    ],
    [
      'finds the property through an alias of the same list',
      `SELECT callback_urls AS urls FROM ${clients} WHERE ${web} AND as_declared(urls, ${backwards}) = 0`,
      [],
    ],
    [
      'finds the property through both sides of a UNION',
      `SELECT as_declared(u, ${backwards}) FROM (SELECT CallbackURLs AS u FROM ${clients} WHERE ${web} UNION SELECT CallbackURLs FROM ${clients} WHERE region = 'eu-west-1' AND Identifier = 'p2|c') ORDER BY 1`,
      [[0], [1]],
    ],
    [
      'finds the property of either side of a join',
      `SELECT as_declared(a.CallbackURLs, ${backwards}), as_declared(b.ClientName, 'app') FROM ${clients} a JOIN ${clients} b ON b.Identifier = 'p1|b' AND b.region = 'eu-west-1' WHERE a.region = 'eu-west-1' AND a.Identifier = 'p1|a'`,
      [[1, 1]],
    ],
    [
      'finds the property of a table around a subselect',
      `SELECT (SELECT as_declared(c.CallbackURLs, ${backwards})) FROM ${clients} c WHERE ${web}`,
      [[1]],
    ],
    [
      'takes the value from anywhere',
      `SELECT as_declared(Tags, json_array(json_object('Key', 'Name', 'Value', 'o' || 'ne'))) FROM ${vpcs} WHERE VpcId = 'v1'`,
      [[1]],
    ],
    [
      'holds what is declared against the region of each row',
      `SELECT region, as_declared(p.UserPoolName, 'pool ' || p.UserPoolId) FROM awscc.cognito.user_pools p WHERE region IN ('eu-west-1', 'us-east-1') ORDER BY p.UserPoolId`,
      [
        ['eu-west-1', 1],
        ['eu-west-1', 1],
        ['us-east-1', 1],
      ],
    ],
    [
      'is called in any case and in parentheses',
      `SELECT AS_DECLARED((callback_urls), ${backwards}) FROM ${clients} WHERE ${web}`,
      [[1]],
    ],
  ];
  for (const [title, query, rows] of answers) {
    it(title, async () => {
      expect(await ask(query)).to.deep.equal(rows);
    });
  }

  const notAProperty = 'sql/as-declared: the first argument of as_declared is not a property of a resource';
  const mistakes: readonly (readonly [title: string, query: string, message: string])[] = [
    ['an expression', `SELECT as_declared(upper(client_name), 'x') FROM ${clients} WHERE ${web}`, notAProperty],
    ['a literal', `SELECT as_declared('x', 'x') FROM ${clients} WHERE ${web}`, notAProperty],
    ['the region', `SELECT as_declared(region, 'x') FROM ${clients} WHERE ${web}`, notAProperty],
    [
      'an expression of a derived table',
      `SELECT as_declared(n, 'x') FROM (SELECT upper(client_name) AS n FROM ${clients} WHERE ${web})`,
      notAProperty,
    ],
    [
      'two properties of a UNION',
      `SELECT as_declared(n, 'x') FROM (SELECT client_name AS n FROM ${clients} WHERE ${web} UNION SELECT client_id FROM ${clients} WHERE ${web})`,
      notAProperty,
    ],
    [
      'no such column',
      `SELECT as_declared(client_nam, 'x') FROM ${clients} WHERE ${web}`,
      `resource/unknown-column: ${clients} has no column "client_nam"`,
    ],
    [
      'one argument',
      `SELECT as_declared(client_name) FROM ${clients} WHERE ${web}`,
      'sql/as-declared: as_declared takes a column and a value, not 1 argument',
    ],
    [
      'three arguments',
      `SELECT as_declared(client_name, 'x', 'y') FROM ${clients} WHERE ${web}`,
      'sql/as-declared: as_declared takes a column and a value, not 3 arguments',
    ],
  ];
  for (const [title, query, message] of mistakes) {
    it(`refuses ${title}`, async () => {
      expect(await ask(query)).to.equal(message);
    });
  }
});
