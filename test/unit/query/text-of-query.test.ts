import { expect } from 'chai';
import { formatSql } from '../../../src/query/format-statement.ts';
import { selectStatement } from '../../../src/query/select-statement.ts';
import { textOfQuery } from '../../../src/query/text-of-query.ts';
import type { Query } from '../../../src/query/tree.ts';
import { statementOf } from './parse.ts';

/** In the form in which they are printed. */
const queries: readonly string[] = [
  'SELECT * FROM a.b.c AS t',
  "SELECT DISTINCT t.*, x AS y, 'it''s' AS z, -5 + - -3, ~ a, NOT b, 0x1F, 1.50, NULL, TRUE FROM a.b.c AS t",
  'SELECT ALL a || b -> c, a * b / 2, a << 1, a < b, a == b, a <> b, a IS NOT b, a IS NOT DISTINCT FROM b FROM a.b.c AS t',
  "SELECT 1 WHERE a IN (1, 2) AND b NOT IN (SELECT 1) OR c BETWEEN 1 AND 2 AND d NOT BETWEEN 3 AND 4 OR e NOT LIKE 'x' ESCAPE '!'",
  'SELECT 1 WHERE a ISNULL AND b NOTNULL AND EXISTS (SELECT 1) AND NOT EXISTS (SELECT 2) AND (a, b) = (1, 2) AND (c)',
  'SELECT CASE a WHEN 1 THEN 2 WHEN 3 THEN 4 ELSE 5 END, CASE WHEN a THEN b END, CAST(a AS DECIMAL(10, -2)), a COLLATE NOCASE',
  "SELECT count(*), count(DISTINCT a), group_concat(a, ',' ORDER BY b DESC NULLS LAST), sum(a) FILTER (WHERE b > 1), now()",
  'SELECT rank() OVER w, sum(a) OVER (w ORDER BY b ASC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE NO OTHERS) FROM a.b.c AS t WINDOW w AS (PARTITION BY c, d)',
  'SELECT sum(a) OVER (ORDER BY b RANGE CURRENT ROW EXCLUDE TIES), CURRENT_TIMESTAMP',
  'WITH RECURSIVE n(x, y) AS (VALUES (1, 2), (3, 4) UNION ALL SELECT x + 1, y FROM n), m AS NOT MATERIALIZED (SELECT 1) SELECT 1 FROM n, m',
  'SELECT 1 FROM a.b.c AS t JOIN (SELECT 1) AS u ON t.a = u.a LEFT JOIN d.e.f AS v USING (a, b) NATURAL FULL JOIN (g.h.i AS x CROSS JOIN j.k.l AS y), json_each(t.z) AS j',
  'SELECT a FROM a.b.c AS t GROUP BY a, b HAVING count(*) > 1 UNION SELECT 1 EXCEPT SELECT 2 INTERSECT SELECT 3 ORDER BY 1 DESC, 2 LIMIT 5 OFFSET 2',
];

describe('a query printed from its tree', () => {
  for (const query of queries) {
    it(`is ${query}`, () => {
      expect(formatSql(textOfQuery(statementOf('select', query).query), 'plain')).to.equal(query);
    });
  }

  it('has one form for what may be written in several', () => {
    const text = "SELECT a AS 'x', b y, c<=>1 FROM a.b.c t INNER JOIN d.e.f u LIMIT 3, 4";
    expect(formatSql(textOfQuery(statementOf('select', text).query), 'plain')).to.equal(
      'SELECT a AS "x", b AS y, c IS 1 FROM a.b.c AS t JOIN d.e.f AS u LIMIT 4 OFFSET 3',
    );
  });
});

describe('a statement made without text', () => {
  it('has tables, outputs and conditions like one that was written', () => {
    const at = { source: { path: 'stack', text: '' }, start: 0, end: 0 };
    const name = (text: string) => ({ name: text, text, at });
    const column = { kind: 'column', qualifier: undefined, name: 'UserPoolId', text: 'UserPoolId', at } as const;
    const value = { kind: 'literal', value: 'p1', form: 'single', wrapper: undefined, at } as const;
    const literal = { kind: 'literal', literal: value, written: undefined, at } as const;
    const path = { parts: [name('awscc'), name('cognito'), name('user_pools')] as const, at };
    const query: Query = {
      isRecursive: false,
      ctes: [],
      operands: [
        {
          kind: 'select',
          quantifier: undefined,
          items: [{ kind: 'expression', expression: column, alias: undefined, name: 'UserPoolId', at }],
          sources: [
            {
              join: 'first',
              isNatural: false,
              source: { kind: 'table', path, alias: undefined, at },
              on: undefined,
              using: [],
            },
          ],
          where: { kind: 'comparison', operator: '=', symbol: '=', left: column, right: literal, at },
          groupBy: [],
          having: undefined,
          windows: [],
          at,
        },
      ],
      operators: [],
      orderBy: [],
      limit: undefined,
      offset: undefined,
      at,
    };
    const { text, tables, outputs, blocks } = selectStatement(query, textOfQuery(query));
    expect(formatSql(text, 'shown')).to.equal(
      "SELECT UserPoolId FROM awscc.cognito.user_pools WHERE UserPoolId = 'p1'",
    );
    expect(tables.map(({ alias }) => alias)).to.deep.equal(['user_pools']);
    expect(outputs.map((output) => output.name)).to.deep.equal(['UserPoolId']);
    expect(blocks[0]?.conjuncts.map(({ kind }) => kind)).to.deep.equal(['constant']);
  });
});
