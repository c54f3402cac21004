import { expect } from 'chai';
import { bindStatement } from '../../../../src/engine/cloud-control/bind/bind-statement.ts';
import { createCloudControlEngine } from '../../../../src/engine/cloud-control/create-engine.ts';
import { formatSql } from '../../../../src/query/format-statement.ts';
import { redact } from '../../../../src/values/reading.ts';
import { createFakeProvider } from '../fake-provider.ts';
import { smallWorld } from '../small-world.ts';
import { select } from '../statements.ts';
import { createTestRegistry } from '../test-registry.ts';

/** What is false of a SELECT, and the requests that explaining it took after it was read. */
async function explain(text: string): Promise<{ readonly told: unknown; readonly requests: number }> {
  const provider = createFakeProvider(smallWorld);
  const registry = createTestRegistry();
  const engine = createCloudControlEngine({ provider, registry, defaultRegion: 'eu-west-1' });
  const { value } = bindStatement(select(text), { registry, defaultRegion: 'eu-west-1' });
  if (value?.kind !== 'read') throw new Error('The statement does not read.');
  await engine.read(value);
  const before = provider.calls.length;
  const answer = await engine.explain(value);
  if (!answer.ok) throw new Error(answer.error.kind);
  const explanation = answer.value;
  const told =
    explanation.kind !== 'false-terms'
      ? explanation.kind
      : explanation.terms.map((term) => [
          formatSql(term.text, 'shown'),
          term.at.source.text.slice(term.at.start, term.at.end),
          ...term.sides.map(({ text: side, value: found }) => [formatSql(side, 'shown'), redact(found)]),
          ...term.equalBy.map(({ pointer, rule }) => `${pointer} by ${rule}`),
          ...term.undeclared.map((pointer) => `${pointer} besides`),
        ]);
  return { told, requests: provider.calls.length - before };
}

const client = "awscc.cognito.user_pool_clients WHERE region = 'eu-west-1' AND Identifier = 'p1|a'";

describe('what is false of a SELECT that counts', () => {
  it('is told with both sides, place and text, without a request', async () => {
    expect(
      await explain(
        `SELECT COUNT(*) AS count FROM ${client} AND ClientName = 'app' AND (refresh_token_validity  = 30 AND EnableTokenRevocation = false)`,
      ),
    ).to.deep.equal({
      told: [
        ["ClientName = 'app'", "ClientName = 'app'", ['ClientName', 'web'], ["'app'", 'app']],
        [
          'EnableTokenRevocation = FALSE',
          'EnableTokenRevocation = false',
          ['EnableTokenRevocation', true],
          ['FALSE', false],
        ],
      ],
      requests: 0,
    });
  });

  it('is told of what a derived table tests by name', async () => {
    expect(
      await explain(`SELECT COUNT(*) AS count FROM (
        SELECT json_equal(callback_urls, '["https://b.example/in"]') AS test_urls, ClientName = 'web' AS test_name, UserPoolId
        FROM ${client}
      ) t WHERE test_urls = 1 AND test_name = 1 AND UserPoolId <> 'p1'`),
    ).to.deep.equal({
      told: [
        [
          `json_equal(callback_urls, '["https://b.example/in"]')`,
          `json_equal(callback_urls, '["https://b.example/in"]')`,
          ['callback_urls', ['https://a.example/in', 'https://b.example/in']],
          [`'["https://b.example/in"]'`, '["https://b.example/in"]'],
        ],
        ["UserPoolId <> 'p1'", "UserPoolId <> 'p1'", ['UserPoolId', 'p1'], ["'p1'", 'p1']],
      ],
      requests: 0,
    });
  });

  it('is told with the rules by which the sides are equal all the same, through aliases and = 1', async () => {
    const { told } =
      await explain(`WITH c AS (SELECT CallbackURLs AS urls, refresh_token_validity AS days FROM ${client})
      SELECT COUNT(*) AS count FROM c WHERE json_equal('["https://b.example/in", "https://a.example/in"]', urls) = 1 AND days || '' = '31'`);
    expect(told).to.deep.equal([
      [
        `json_equal('["https://b.example/in", "https://a.example/in"]', urls) = 1`,
        `json_equal('["https://b.example/in", "https://a.example/in"]', urls) = 1`,
        [`'["https://b.example/in", "https://a.example/in"]'`, '["https://b.example/in", "https://a.example/in"]'],
        ['urls', '["https://a.example/in","https://b.example/in"]'],
        '/CallbackURLs by order',
      ],
      ["days || '' = '31'", "days || '' = '31'", ["days || ''", '30'], ["'31'", '31']],
    ]);
  });

  for (const condition of [
    `1 = json_equal(callback_urls, U)`,
    `json_equal(callback_urls, U) = true`,
    `'true' = (json_equal(callback_urls, U))`,
    `callback_urls = U`,
    `(U) = callback_urls`,
  ]) {
    it(`is told with the rule by which both sides are equal all the same: ${condition}`, async () => {
      const urls = `'["https://b.example/in","https://a.example/in"]'`;
      const { told } = await explain(`SELECT count(*) FROM ${client} AND ${condition.replace('U', urls)}`);
      const [term] = told as readonly (readonly unknown[])[];
      expect(term?.slice(-1)).to.deep.equal(['/CallbackURLs by order']);
      expect(term?.slice(2, 4).map((side) => (side as readonly unknown[])[0])).to.have.members(['callback_urls', urls]);
    });
  }

  it('takes a number that is not 1 for a side of its own', async () => {
    const { told } = await explain(`SELECT count(*) FROM ${client} AND json_equal(callback_urls, '[]') = 2`);
    expect((told as readonly (readonly unknown[])[])[0]?.slice(2)).to.deep.equal([
      ["json_equal(callback_urls, '[]')", 0],
      ['2', 2],
    ]);
  });

  it('says nothing of what an inner query counts', async () => {
    const { told } = await explain(
      `SELECT count(*) FROM (SELECT count(*) AS clients FROM ${client} AND ClientName = 'web') t WHERE clients = 2`,
    );
    expect(told).to.deep.equal([['clients = 2', 'clients = 2', ['clients', 1], ['2', 2]]]);
  });

  it('says what an inner query counts beside each row', async () => {
    const { told } = await explain(
      `SELECT count(*) FROM (SELECT count(*) OVER () AS clients FROM ${client} AND ClientName = 'web') t WHERE clients`,
    );
    expect(told).to.deep.equal([]);
    const { told: two } = await explain(
      `SELECT count(*) FROM (SELECT count(*) OVER () = 2 AS clients FROM ${client} AND ClientName = 'web') t WHERE clients = 1`,
    );
    expect((two as readonly (readonly unknown[])[]).map(([text]) => text)).to.deep.equal(['count(*) OVER () = 2']);
  });

  it('is told without a reason where the sides differ, and where nothing asks whether they are equal', async () => {
    const query = `SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE region = 'eu-west-1' AND Identifier = 'v1' AND tags = '[{"Key": "Name"}]' AND NOT json_equal(tags, '[]') AND cidr_block <> '10.0.0.0/16'`;
    expect((await explain(query)).told).to.deep.equal([
      [
        `tags = '[{"Key": "Name"}]'`,
        `tags = '[{"Key": "Name"}]'`,
        ['tags', [{ Key: 'Name', Value: 'one' }]],
        [`'[{"Key": "Name"}]'`, '[{"Key": "Name"}]'],
      ],
      [
        "cidr_block <> '10.0.0.0/16'",
        "cidr_block <> '10.0.0.0/16'",
        ['cidr_block', '10.0.0.0/16'],
        ["'10.0.0.0/16'", '10.0.0.0/16'],
      ],
    ]);
  });

  it('is told of the row that comes nearest, where there are several', async () => {
    const query = `SELECT count(*) FROM awscc.cognito.user_pool_clients WHERE refresh_token_validity = 30 AND ClientName = 'job' AND user_pool_id = 'p1'`;
    // The list is asked with the pool: the client of the other pool is not among the rows.
    expect((await explain(query)).told).to.deep.equal([
      ["ClientName = 'job'", "ClientName = 'job'", ['ClientName', 'web'], ["'job'", 'job']],
    ]);
  });

  it('hides secrets', async () => {
    expect((await explain(`SELECT count(*) FROM ${client} AND upper(ClientSecret) LIKE 'x'`)).told).to.deep.equal([
      ["upper(ClientSecret) LIKE 'x'", "upper(ClientSecret) LIKE 'x'", ['upper(ClientSecret)', '***'], ["'x'", 'x']],
    ]);
  });

  it('is nothing where all is true, and unknown for SELECTs of other shapes', async () => {
    expect((await explain(`SELECT count(*) FROM ${client} AND ClientName = 'web'`)).told).to.deep.equal([]);
    expect((await explain(`SELECT ClientName FROM ${client}`)).told).to.equal('unknown');
    expect((await explain(`SELECT count(*) FROM ${client} GROUP BY ClientName`)).told).to.equal('unknown');
    expect(
      (await explain(`SELECT count(*) FROM ${client.replace('p1|a', 'p1|z')} AND ClientName = 'web'`)).told,
    ).to.equal('no-rows');
  });

  const oneOf = "awscc.ec2.vpcs WHERE region = 'eu-west-1' AND Identifier = 'v1' AND";
  const sides: readonly [string, readonly unknown[]][] = [
    [
      "cidr_block IN ('a', 'b')",
      [
        ['cidr_block', '10.0.0.0/16'],
        ["'a'", 'a'],
        ["'b'", 'b'],
      ],
    ],
    [
      'secondary_count BETWEEN 2 AND 3',
      [
        ['secondary_count', 1],
        ['2', 2],
        ['3', 3],
      ],
    ],
    [
      "cidr_block LIKE 'x%'",
      [
        ['cidr_block', '10.0.0.0/16'],
        ["'x%'", 'x%'],
      ],
    ],
    [
      'cidr_block IS NULL',
      [
        ['cidr_block', '10.0.0.0/16'],
        ['NULL', null],
      ],
    ],
    [
      "NOT (cidr_block = '10.0.0.0/16')",
      [
        ['cidr_block', '10.0.0.0/16'],
        ["'10.0.0.0/16'", '10.0.0.0/16'],
      ],
    ],
    [
      '- secondary_count = 1',
      [
        ['- secondary_count', -1],
        ['1', 1],
      ],
    ],
    ['-(secondary_count - 1)', [['- (secondary_count - 1)', 0]]],
    [
      "instr(cidr_block, 'x')",
      [
        ['cidr_block', '10.0.0.0/16'],
        ["'x'", 'x'],
      ],
    ],
    [
      "1 = instr(cidr_block, 'x')",
      [
        ['cidr_block', '10.0.0.0/16'],
        ["'x'", 'x'],
      ],
    ],
    ["(cidr_block = '' OR secondary_count = 0)", []],
    ['secondary_count - 1', []],
  ];
  for (const [condition, expected] of sides)
    it(`shows what is compared: ${condition}`, async () => {
      const { told } = await explain(`SELECT count(*) FROM ${oneOf} ${condition}`);
      expect((told as readonly (readonly unknown[])[]).map((term) => term.slice(2))).to.deep.equal([expected]);
    });

  const tests: readonly [string, string, readonly string[]][] = [
    ['a column of it by itself', 'test_name', ["ClientName = 'app'"]],
    ['one that is asked the other way round', "'true' = (test_name)", ["ClientName = 'app'"]],
    ['one that is to be false', 'test_name = 0', []],
    ['one that is to be false the other way round', "'x' = test_name", ["'x' = test_name"]],
    ['a column that is no condition', 'days = 1', ['refresh_token_validity']],
    ['two of its columns', 'days = test_name', ['days = test_name']],
  ];
  for (const [title, condition, expected] of tests)
    it(`names of a derived table ${title}`, async () => {
      const { told } = await explain(
        `SELECT count(*) FROM (SELECT ClientName = 'app' AS test_name, refresh_token_validity AS days FROM ${client}) t WHERE ${condition}`,
      );
      expect((told as readonly (readonly unknown[])[]).map(([text]) => text)).to.deep.equal(expected);
    });

  const shapes: readonly [string, string, unknown][] = [
    [
      'is told of a table beside another',
      `SELECT count(*) FROM (SELECT 1 AS one) t, ${client} AND ClientName = 'app'`,
      1,
    ],
    [
      'is told of a derived table with a sum',
      `SELECT count(*) FROM (SELECT sum(refresh_token_validity) AS s FROM ${client}) t WHERE s = 1`,
      1,
    ],
    [
      'is told of a derived table with all columns',
      `SELECT count(*) FROM (SELECT * FROM ${client}) t WHERE ClientName = 'app'`,
      1,
    ],
    [
      'is told of a derived table of two',
      `SELECT count(*) FROM (SELECT ClientName FROM ${client} UNION SELECT 'a') t WHERE ClientName = 'x'`,
      1,
    ],
    [
      'is told of the first condition of a derived table that yields nothing',
      `SELECT count(*) FROM (SELECT ClientName FROM ${client} AND ClientName = 'app') t WHERE ClientName = 'app'`,
      1,
    ],
    [
      'is not told of what counts some of it alone',
      `SELECT count(DISTINCT ClientName) FROM ${client} AND ClientName = 'app'`,
      'unknown',
    ],
    ['is not told of a window', `SELECT count(*) OVER () FROM ${client} AND ClientName = 'app'`, 'unknown'],
    ['is not told of another function', `SELECT max(ClientName) FROM ${client} AND ClientName = 'app'`, 'unknown'],
    ['is not told of a constant', `SELECT 1 FROM ${client} AND ClientName = 'app'`, 'unknown'],
    ['is not told of all columns', `SELECT * FROM ${client} AND ClientName = 'app'`, 'unknown'],
    ['is not told of two columns', `SELECT count(*), 1 FROM ${client} AND ClientName = 'app'`, 'unknown'],
    ['is not told of distinct rows', `SELECT DISTINCT count(*) FROM ${client} AND ClientName = 'app'`, 'unknown'],
    ['is not told of groups that are left out', `SELECT count(*) FROM ${client} HAVING count(*) > 1`, 'unknown'],
    ['is not told of a limit', `SELECT count(*) FROM ${client} AND ClientName = 'app' LIMIT 1`, 'unknown'],
    ['is not told of a union', `SELECT count(*) FROM ${client} UNION SELECT 1`, 'unknown'],
    ['is not told without a table', `SELECT count(*) WHERE 1 = 2`, 'unknown'],
    ['is not told without a condition', `SELECT count(*) FROM (SELECT ClientName FROM ${client}) t`, 'unknown'],
  ];
  for (const [title, text, expected] of shapes)
    it(title, async () => {
      const { told } = await explain(text);
      expect(Array.isArray(told) ? told.length : told).to.equal(expected);
    });
});
