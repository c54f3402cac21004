import { expect } from 'chai';
import { formatSql } from '../../../src/query/format-statement.ts';
import { literalsOf } from '../../../src/query/tree-literals.ts';
import { textOfExpression } from '../../../src/query/text-of-query.ts';
import type { Block, ColumnUse, Conjunct, Origin, SelectStatement } from '../../../src/query/statement.ts';
import { statementOf, written } from './parse.ts';

const nameOf = ({ qualifier, name }: ColumnUse): string => (qualifier === undefined ? name : `${qualifier}.${name}`);

function conjunctText(conjunct: Conjunct): string {
  switch (conjunct.kind) {
    case 'constant':
      return `${originText(conjunct.origin)}: ${nameOf(conjunct.column)} is ${JSON.stringify(conjunct.values.map(({ value }) => value))}`;
    case 'feed':
      return `${originText(conjunct.origin)}: ${nameOf(conjunct.column)} from ${formatSql(textOfExpression(conjunct.expression), 'plain')} [${conjunct.mentions.map(nameOf).join()}]`;
    case 'other':
      return ['other', ...conjunct.mentions.map(nameOf)].join(' ');
  }
}

function originText(origin: Origin): string {
  return origin.kind === 'left-on' ? `left-on ${origin.joined.first}..${origin.joined.end}` : origin.kind;
}

function blockText(block: Block): string {
  return [
    `${block.id}${block.parent === undefined ? '' : ` in ${block.parent}`} ${block.role}${block.name === undefined ? '' : ` ${block.name}`}`,
    ...(block.otherSources.length > 0
      ? [`  also ${block.otherSources.map(({ alias, name }) => `${alias}=${name}`).join()}`]
      : []),
    ...block.conjuncts.map((conjunct) => `  ${conjunctText(conjunct)}`),
    `  uses ${block.uses.map(nameOf).join()}`,
    `  gives ${block.columnNames === undefined ? '' : `${block.columnNames.join()} from `}${block.outputs.map(({ name, mentions }) => `${name}[${mentions.map(nameOf).join()}]`).join()}`,
  ].join('\n');
}

/** Tables, blocks and comparisons, one line each. */
function summary(statement: SelectStatement): string {
  return [
    ...statement.tables.map(({ name, alias, block }) => `table ${name.text} ${alias} in ${block}`),
    ...statement.blocks.map(blockText),
    ...statement.comparisons.map(
      ({ block, column, literals }) =>
        `compares ${block} ${nameOf(column)} ${JSON.stringify(literals.map(({ value }) => value))}`,
    ),
    ...(statement.functions.length > 0 ? [`calls ${statement.functions.map(({ name }) => name).join()}`] : []),
  ].join('\n');
}

function lines(...all: readonly string[]): string {
  return all.join('\n');
}

describe('the parts of a SELECT', () => {
  const table: readonly (readonly [string, string])[] = [
    [
      "SELECT a FROM x.y.z WHERE (region = 'r' OR Region IN ('s', 't') OR (region = 'u')) AND (z.b = 1 OR b = 2)",
      lines(
        'table x.y.z z in 0',
        '0 statement',
        '  where: region is ["r","s","t","u"]',
        '  other z.b b',
        '  uses a,region,Region,region,z.b,b',
        '  gives a[a]',
        'compares 0 region ["r"]',
        'compares 0 Region ["s","t"]',
        'compares 0 region ["u"]',
        'compares 0 z.b [1]',
        'compares 0 b [2]',
      ),
    ],
    [
      "SELECT region, a AS b FROM awscc.s3.buckets WHERE region = 'r' AND 'x' = Identifier AND (n IN (1, -2) AND m > 3) ORDER BY b, c",
      lines(
        'table awscc.s3.buckets buckets in 0',
        '0 statement',
        '  where: region is ["r"]',
        '  where: Identifier is ["x"]',
        '  where: n is [1,-2]',
        '  other m',
        '  uses region,a,region,Identifier,n,m,b,c',
        '  gives region[region],b[a]',
        'compares 0 region ["r"]',
        'compares 0 Identifier ["x"]',
        'compares 0 n [1,-2]',
        'compares 0 m [3]',
      ),
    ],
    [
      'SELECT COUNT(*) as count, COUNT( a ) FROM a.b.c t',
      lines('table a.b.c t in 0', '0 statement', '  uses a', '  gives count[],COUNT( a )[a]', 'calls count,count'),
    ],
    [
      "SELECT d.x, l.* FROM a.b.list l JOIN a.b.detail d ON d.Identifier = l.id || '|' || l.part LEFT JOIN a.b.more m ON m.k = d.k AND m.region = 'r'",
      lines(
        'table a.b.list l in 0',
        'table a.b.detail d in 0',
        'table a.b.more m in 0',
        '0 statement',
        "  on: d.Identifier from l.id || '|' || l.part [l.id,l.part]",
        '  left-on 2..3: m.k from d.k [d.k]',
        '  left-on 2..3: d.k from m.k [m.k]',
        '  left-on 2..3: m.region is ["r"]',
        '  uses d.x,d.Identifier,l.id,l.part,m.k,d.k,m.region',
        '  gives x[d.x],l.*[]',
        'compares 0 m.region ["r"]',
      ),
    ],
    [
      "WITH c(id, n) AS (SELECT a, b FROM x.y.z WHERE region = 'r') SELECT c.id FROM c JOIN (SELECT q FROM d.e.f) s ON s.q = c.id WHERE EXISTS (SELECT 1 FROM g.h.i WHERE k = c.n)",
      lines(
        'table x.y.z z in 1',
        'table d.e.f f in 2',
        'table g.h.i i in 3',
        '0 statement',
        '  also c=c,s=s',
        '  on: s.q from c.id [c.id]',
        '  on: c.id from s.q [s.q]',
        '  other',
        '  uses c.id,s.q,c.id',
        '  gives id[c.id]',
        '1 in 0 cte c',
        '  where: region is ["r"]',
        '  uses a,b,region',
        '  gives id,n from a[a],b[b]',
        '2 in 0 derived s',
        '  uses q',
        '  gives q[q]',
        '3 in 0 subselect',
        '  where: k from c.n [c.n]',
        '  where: c.n from k [k]',
        '  uses k,c.n',
        '  gives 1[]',
        'compares 1 region ["r"]',
      ),
    ],
    [
      "SELECT a x FROM t.u.v WHERE p = 'q' UNION ALL SELECT b FROM w.x.y ORDER BY x LIMIT 5",
      lines(
        'table t.u.v v in 1',
        'table w.x.y y in 2',
        '0 statement',
        '  uses x',
        '  gives x[a]',
        '1 in 0 set-operand',
        '  where: p is ["q"]',
        '  uses a,p',
        '  gives x[a]',
        '2 in 0 set-operand',
        '  uses b',
        '  gives b[b]',
        'compares 1 p ["q"]',
      ),
    ],
    [
      "SELECT json_extract(j.value, '$.Key') k FROM a.b.c, json_each(c.tags) AS j WHERE k = 'x' OR c.flag = true",
      lines(
        'table a.b.c c in 0',
        '0 statement',
        '  also j=json_each',
        '  other k c.flag',
        '  uses c.tags,j.value,k,c.flag',
        '  gives k[j.value]',
        'compares 0 k ["x"]',
        'compares 0 c.flag [true]',
        'calls json_extract,json_each',
      ),
    ],
    [
      "SELECT CASE flag WHEN 'true' THEN 1 ELSE n END FROM a.b.c WHERE n BETWEEN 1 AND 2 AND x IS NOT NULL AND y NOT IN ('a') AND z LIKE 'b%' GROUP BY g HAVING max(h) > 1",
      lines(
        'table a.b.c c in 0',
        '0 statement',
        '  other n',
        '  other x',
        '  other y',
        '  other z',
        '  uses flag,n,n,x,y,z,g,h',
        "  gives CASE flag WHEN 'true' THEN 1 ELSE n END[flag,n]",
        'compares 0 flag ["true"]',
        'compares 0 n [1,2]',
        'compares 0 y ["a"]',
        'calls max',
      ),
    ],
    [
      'SELECT a.b.c.x, b.c.y, c.z, q.b.c.w, c.* FROM a.b.c',
      lines(
        'table a.b.c c in 0',
        '0 statement',
        '  uses a.b.c.x,b.c.y,c.z,q.b.c.w',
        '  gives x[a.b.c.x],y[b.c.y],z[c.z],w[q.b.c.w],c.*[]',
      ),
    ],
    [
      'SELECT (SELECT max(y) FROM p.q.r) FROM s.t.u',
      lines(
        'table p.q.r r in 1',
        'table s.t.u u in 0',
        '0 statement',
        '  uses ',
        '  gives (SELECT max(y) FROM p.q.r)[]',
        '1 in 0 subselect',
        '  uses y',
        '  gives max(y)[y]',
        'calls max',
      ),
    ],
    [
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n m',
      lines(
        '0 statement',
        '  also m=n',
        '  uses i',
        '  gives i[i]',
        '1 in 0 cte n',
        '  uses ',
        '  gives i from 1[]',
        '2 in 1 set-operand',
        '  uses ',
        '  gives 1[]',
        '3 in 1 set-operand',
        '  also n=n',
        '  other i',
        '  uses i,i',
        '  gives i + 1[i]',
        'compares 3 i [3]',
      ),
    ],
    [
      'SELECT sum(n) OVER (PARTITION BY g ORDER BY o ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM a.b.c NATURAL JOIN (d.e.f f JOIN g.h.i USING (k))',
      lines(
        'table a.b.c c in 0',
        'table d.e.f f in 0',
        'table g.h.i i in 0',
        '0 statement',
        '  uses k,n,g,o',
        '  gives sum(n) OVER (PARTITION BY g ORDER BY o ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)[n,g,o]',
        'calls sum',
      ),
    ],
  ];
  for (const [text, expected] of table) {
    it(`are found in ${text}`, () => {
      expect(summary(statementOf('select', text))).to.equal(expected);
    });
  }
});

describe('the text of a SELECT', () => {
  const tokens = (text: string): readonly string[] =>
    statementOf('select', text).text.map((token) =>
      token.kind === 'literal' ? `«${JSON.stringify(token.literal.value)}»` : token.text,
    );

  it('is as it was written, with quoted values as tokens of their own', () => {
    expect(tokens("SELECT 'x', 5 FROM a.b.c AS t WHERE t.n = 30 AND m IN (-1,'2') LIMIT 7")).to.deep.equal([
      'SELECT ',
      '«"x"»',
      ', 5 FROM a.b.c AS t WHERE t.n = 30 AND m IN (-1,',
      '«"2"»',
      ') LIMIT 7',
    ]);
  });

  it('stands beside a tree with the very literals of comparisons and conjuncts', () => {
    const { query, comparisons, blocks } = statementOf('select', "SELECT 1 FROM a.b.c WHERE n = 30 AND 'x' = m");
    const [, ...inTree] = literalsOf(query);
    expect(comparisons.flatMap(({ literals }) => literals)).to.have.length(2);
    comparisons.forEach(({ literals }, index) => expect(literals[0]).to.equal(inTree[index]));
    blocks[0]?.conjuncts.forEach((one, index) =>
      expect(one.kind === 'constant' && one.values[0]).to.equal(inTree[index]),
    );
  });

  it('has names for texts in single quotes that are aliases', () => {
    const statement = statementOf('select', `SELECT a AS 'it''s', b 'say "x"' FROM t.u.v 'w'`);
    expect(formatSql(statement.text, 'plain')).to.equal(`SELECT a AS "it's", b "say ""x""" FROM t.u.v "w"`);
    expect(statement.outputs.map(({ name }) => name)).to.deep.equal(["it's", 'say "x"']);
    expect(statement.tables[0]?.alias).to.equal('w');
  });

  it('quotes reserved words behind a dot', () => {
    expect(formatSql(statementOf('select', 'SELECT a.b.c.x, c.index FROM a.b.c').text, 'plain')).to.equal(
      'SELECT a.b.c.x, c."index" FROM a.b.c',
    );
  });

  it('writes <=> as IS, which SQLite has', () => {
    expect(formatSql(statementOf('select', "SELECT a <=> 'x'").text, 'plain')).to.equal("SELECT a IS 'x'");
  });

  it('keeps a literal from growing onto its neighbour', () => {
    expect(formatSql(statementOf('select', "SELECT a LIKE'x'AND b").text, 'plain')).to.equal("SELECT a LIKE 'x' AND b");
  });

  it('places columns, tables and values', () => {
    const { blocks, tables, at } = statementOf('select', ' SELECT t . a FROM x . y . z t WHERE "q" = \'é\' ; ');
    expect(blocks[0]?.uses.map((use) => written(use.at))).to.deep.equal(['t . a', '"q"']);
    expect(tables.map(({ name }) => [name.text, written(name.at)])).to.deep.equal([['x.y.z', 'x . y . z']]);
    expect(written(at)).to.equal('SELECT t . a FROM x . y . z t WHERE "q" = \'é\'');
  });
});
