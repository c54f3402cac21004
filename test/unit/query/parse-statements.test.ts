import { expect } from 'chai';
import { excerptOf, type Source } from '../../../src/diagnostics/source.ts';
import { formatSql } from '../../../src/query/format-statement.ts';
import { textOfExpression } from '../../../src/query/text-of-query.ts';
import { parseStatement, parseStatements } from '../../../src/query/parse-statements.ts';
import type { Computed, Literal } from '../../../src/query/statement.ts';
import type { Piece } from '../../../src/template/template.ts';
import { reveal } from '../../../src/values/reading.ts';
import { NumberAsWritten, omit, Secret, SqlFragment, SqlList, Unknown, type Value } from '../../../src/values/value.ts';
import { mistakesIn, statementOf, written } from './parse.ts';
import { plainSql, sql } from './rendered.ts';

function valuesOf(row: readonly (Literal | Computed)[] | undefined): readonly unknown[] {
  return (row ?? []).map((cell) =>
    cell.kind === 'literal' ? cell.value : formatSql(textOfExpression(cell.expression), 'plain'),
  );
}

/** The literals of `SELECT …`, in order. */
function literalsOf(query: ReturnType<typeof sql> | string): readonly Literal[] {
  return statementOf('select', query).text.flatMap((token) => (token.kind === 'literal' ? [token.literal] : []));
}

describe('the statements of a resource', () => {
  const pool = 'us-east-1_AbC';
  const client = new Unknown('user_pool_client.client_id');

  it('reads a SELECT of one resource', () => {
    const query = sql`SELECT
region,
client_name
FROM awscc.cognito.user_pool_clients
WHERE region = 'us-east-1' AND Identifier = '${pool}|${client}';`;
    const statement = statementOf('select', query);
    expect(statement.tables.map(({ name, alias, block }) => [name.text, written(name.at), alias, block])).to.deep.equal(
      [['awscc.cognito.user_pool_clients', 'awscc.cognito.user_pool_clients', 'user_pool_clients', 0]],
    );
    expect(statement.outputs.map(({ name }) => name)).to.deep.equal(['region', 'client_name']);
    expect(formatSql(statement.text, 'shown')).to.equal(
      'SELECT\nregion,\nclient_name\nFROM awscc.cognito.user_pool_clients\n' +
        "WHERE region = 'us-east-1' AND Identifier = 'us-east-1_AbC|<user_pool_client.client_id>'",
    );
  });

  it('reads a SELECT of a list', () => {
    const statement = statementOf(
      'select',
      "SELECT region, client_id FROM awscc.cognito.user_pool_clients_list_only WHERE region = 'us-east-1';",
    );
    expect(statement.tables[0]?.name.parts).to.deep.equal(['awscc', 'cognito', 'user_pool_clients_list_only']);
  });

  it('reads an INSERT with values of every kind', () => {
    const query = sql`INSERT INTO awscc.cognito.user_pool_clients (
 ClientName,
 ExplicitAuthFlows,
 GenerateSecret,
 RefreshTokenValidity,
 TokenValidityUnits,
 UserPoolId,
 LogoutURLs,
 ReadAttributes,
 region
)
SELECT
 '${"O'Brien's"}',
 '${['ALLOW_USER_SRP_AUTH']}',
 '${true}',
 '${60}',
 '${{ AccessToken: 'hours' }}',
 '${client}',
 '${null}',
 '${omit}',
 '${'us-east-1'}'
RETURNING *, Identifier AS id;`;
    const statement = statementOf('insert', query);
    expect(statement.into.text).to.equal('awscc.cognito.user_pool_clients');
    expect(statement.columns.map(({ name, at }) => [name, written(at)])).to.deep.equal(
      [
        'ClientName',
        'ExplicitAuthFlows',
        'GenerateSecret',
        'RefreshTokenValidity',
        'TokenValidityUnits',
        'UserPoolId',
        'LogoutURLs',
        'ReadAttributes',
        'region',
      ].map((name) => [name, name]),
    );
    expect(valuesOf(statement.rows[0])).to.deep.equal([
      "O'Brien's",
      ['ALLOW_USER_SRP_AUTH'],
      true,
      60,
      { AccessToken: 'hours' },
      client,
      null,
      omit,
      'us-east-1',
    ]);
    expect(statement.rows[0]?.map((cell) => (cell.kind === 'literal' ? cell.form : ''))).to.deep.equal(
      Array(9).fill('single'),
    );
    expect(statement.rows[0]?.map(({ at }) => written(at))[7]).to.equal("'{{ 7 }}'");
    expect(statement.returning?.columns).to.deep.equal(['*', 'id']);
    expect(statement.select).to.equal(undefined);
  });

  it('reads values without quotes, wrapped ones and those that have to be computed', () => {
    const statement = statementOf(
      'insert',
      `INSERT INTO a.b.c (A, B.C, "D-e", F, G, H, I, J, region) SELECT 'x', true, -5, 1.0, NULL, string('{"a":1}'), json('[]'), 'a' || 'b', ('r')`,
    );
    expect(statement.columns.map(({ name }) => name)).to.deep.equal([
      'A',
      'B.C',
      'D-e',
      'F',
      'G',
      'H',
      'I',
      'J',
      'region',
    ]);
    expect(valuesOf(statement.rows[0])).to.deep.equal([
      'x',
      true,
      -5,
      new NumberAsWritten(1, '1.0'),
      null,
      '{"a":1}',
      '[]',
      "'a' || 'b'",
      'r',
    ]);
    expect(
      statement.rows[0]?.map((cell) => (cell.kind === 'literal' ? (cell.wrapper ?? cell.form) : cell.kind)),
    ).to.deep.equal(['text', 'bare', 'bare', 'bare', 'bare', 'string', 'json', 'computed', 'text']);
  });

  it('reads the rows of VALUES', () => {
    const statement = statementOf(
      'insert',
      "INSERT INTO a.b.c (A, region) VALUES ('x', 'r'), ('y', 's') RETURNING Identifier",
    );
    expect(statement.rows.map(valuesOf)).to.deep.equal([
      ['x', 'r'],
      ['y', 's'],
    ]);
  });

  it('reads an INSERT whose rows come from the cloud', () => {
    const statement = statementOf(
      'insert',
      "INSERT INTO a.b.c (A, region) SELECT t.x, 'r' FROM d.e.f t WHERE t.n = 5 RETURNING *",
    );
    expect(statement.rows).to.deep.equal([]);
    expect(statement.select?.tables.map(({ alias }) => alias)).to.deep.equal(['t']);
    expect(formatSql(statement.select?.text ?? [], 'plain')).to.equal("SELECT t.x, 'r' FROM d.e.f t WHERE t.n = 5");
  });

  it('reads an UPDATE', () => {
    const patch = [{ op: 'add', path: '/ClientName', value: 'x' }];
    const statement = statementOf(
      'update',
      sql`UPDATE awscc.cognito.user_pool_clients
SET PatchDocument = string('${patch}')
WHERE region = '${'us-east-1'}'
AND (Identifier IN ('${pool}|a', '${pool}|b'));`,
    );
    expect(
      statement.set.map(({ column, value }) => [
        column.name,
        value.kind === 'literal' && value.value,
        value.kind === 'literal' && value.wrapper,
      ]),
    ).to.deep.equal([['PatchDocument', patch, 'string']]);
    expect(
      statement.where.map(({ column, operator, values, at }) => [column.name, operator, valuesOf(values), written(at)]),
    ).to.deep.equal([
      ['region', '=', ['us-east-1'], "region = '{{ 1 }}'"],
      ['Identifier', 'in', ['us-east-1_AbC|a', 'us-east-1_AbC|b'], "Identifier IN ('{{ 2 }}|a', '{{ 3 }}|b')"],
    ]);
    expect(formatSql(statement.text, 'plain')).to.contain(
      `SET PatchDocument = string('[{"op":"add","path":"/ClientName","value":"x"}]')`,
    );
  });

  it('reads a DELETE, with a comparison the other way round', () => {
    const statement = statementOf(
      'delete',
      "DELETE FROM a.b.c WHERE 'x|y' = Identifier AND region = 'us' || '-east-1' RETURNING *",
    );
    expect(statement.where.map(({ column, values }) => [column.name, ...valuesOf(values)])).to.deep.equal([
      ['Identifier', 'x|y'],
      ['region', "'us' || '-east-1'"],
    ]);
  });

  it('reads SHOW and DESCRIBE', () => {
    const show = (text: string) => {
      const { what, extended, in: scope, like } = statementOf('show', text);
      return [what, extended, scope?.text, like?.value];
    };
    expect(show('SHOW PROVIDERS')).to.deep.equal(['providers', false, undefined, undefined]);
    expect(show("show extended services from awscc like 's%';")).to.deep.equal(['services', true, 'awscc', 's%']);
    expect(show('SHOW RESOURCES IN awscc.s3')).to.deep.equal(['resources', false, 'awscc.s3', undefined]);
    expect(show('SHOW METHODS IN awscc.s3.buckets')).to.deep.equal(['methods', false, 'awscc.s3.buckets', undefined]);
    const { extended, resource } = statementOf('describe', 'DESCRIBE EXTENDED awscc.s3.buckets');
    expect([extended, resource.parts]).to.deep.equal([true, ['awscc', 's3', 'buckets']]);
  });
});

describe('literals', () => {
  it('keep the text between the quotes', () => {
    expect(literalsOf("SELECT '', 'a''b', '''', 'x\ny', '-- /*+ ; {{', '😀'").map(({ value }) => value)).to.deep.equal([
      '',
      "a'b",
      "'",
      'x\ny',
      '-- /*+ ; {{',
      '😀',
    ]);
  });

  it('join text and values, and keep what is marked', () => {
    const secret = new Secret('s3cret');
    const [literal] = literalsOf(sql`SELECT 'a${1}${true}-${secret}'`);
    expect(formatSql([{ kind: 'literal', literal: literal! }], 'shown')).to.equal("'a1true-***'");
    expect(formatSql([{ kind: 'literal', literal: literal! }], 'plain')).to.equal("'a1true-s3cret'");
    expect(literal!.form).to.equal('text');
  });

  it('are left out whole where a part is left out', () => {
    expect(literalsOf(sql`SELECT 'a${omit}b'`)[0]?.value).to.equal(omit);
  });

  it('keep a list for IN as it is between quotes', () => {
    const list = new SqlList(['a']);
    expect(literalsOf(sql`SELECT '${list}'`)[0]?.value).to.equal(list);
  });

  it('refuse NUL and half of a surrogate pair, wherever they are', () => {
    expect(mistakesIn(sql`SELECT '${'a\0b'}', '${{ a: ['\uD800'] }}'`)).to.deep.equal([
      'input/not-text "{{ 0 }}": the value holds a NUL character',
      'input/not-text "{{ 1 }}": the value holds half of a surrogate pair',
    ]);
    expect(mistakesIn("SELECT 'a\0b'")).to.deep.equal([`input/not-text "'a\0b'": the literal holds a NUL character`]);
  });

  it('warn of a backslash that StackQL would take away', () => {
    const help = '(a value that comes from a template needs no escaping: put it in as {{ name }})';
    expect(mistakesIn(sql`SELECT 'a\\b', 'say \"', '\d', '${'\\\\'}', 'c:\'`)).to.deep.equal([
      `sql/backslash "\\\\": \\\\ is read as it stands; StackQL reads it as one character, \\ ${help}`,
      `sql/backslash "\\"": \\" is read as it stands; StackQL reads it as one character, " ${help}`,
      `sql/backslash "\\'": \\' is read as it stands; StackQL reads it as a quote that does not end the literal ${help}`,
    ]);
    expect(literalsOf(sql`SELECT 'a\d'`)[0]?.value).to.equal('a\\d');
  });

  it('point at their opening where they are not closed', () => {
    const { diagnostics } = parseStatements(plainSql("SELECT 'a',\n 'b"));
    expect(diagnostics.map(({ message, at }) => [message, at?.start])).to.deep.equal([
      ['the literal that begins here has no closing quote', 13],
    ]);
    expect(mistakesIn("SELECT 'it\\'s'")[1]).to.equal(
      `sql/syntax "'": the literal that begins here has no closing quote (a backslash does not keep a quote inside a literal: write '' for a quote)`,
    );
  });
});

describe('values outside quotes', () => {
  it('may be numbers, true, false, NULL and names', () => {
    const statement = statementOf(
      'insert',
      sql`INSERT INTO awscc.${'s3'}.${'buckets'} (A, B, C, D) SELECT ${5}, ${true}, ${null}, ${-5}`,
    );
    expect(statement.into.parts).to.deep.equal(['awscc', 's3', 'buckets']);
    expect(written(statement.into.at)).to.equal('awscc.{{ 0 }}.{{ 1 }}');
    expect(valuesOf(statement.rows[0])).to.deep.equal([5, true, null, -5]);
  });

  it('may be numbers that SQL writes otherwise', () => {
    const octal = new NumberAsWritten(15, '0o17');
    const query = sql`INSERT INTO a.b.c (A, B, C) SELECT ${octal}, ${new NumberAsWritten(12, '012')}, -${-5}`;
    expect(valuesOf(statementOf('insert', query).rows[0]).slice(0, 2)).to.deep.equal([
      octal,
      new NumberAsWritten(12, '012'),
    ]);
    expect(formatSql(statementOf('insert', query).text, 'plain')).to.equal(
      'INSERT INTO a.b.c (A, B, C) SELECT 15, 012, - -5',
    );
  });

  it('may be a whole dotted name or a part of one', () => {
    const { tables } = statementOf('select', sql`SELECT ${'a'} FROM ${'awscc.s3.buckets'}, x${1}_${'prod'}`);
    expect(tables.map(({ name }) => name.text)).to.deep.equal(['awscc.s3.buckets', 'x1_prod']);
  });

  it('may be a list for IN', () => {
    const query = (list: SqlList) => {
      const { text } = statementOf('select', sql`SELECT 1 WHERE a IN ${list}`);
      return formatSql(text, 'plain');
    };
    expect(query(new SqlList(['a', "b'c", 3]))).to.equal("SELECT 1 WHERE a IN ('a', 'b''c', 3)");
    expect(query(new SqlList([]))).to.equal('SELECT 1 WHERE a IN (NULL)');
  });

  it('may be known only while building', () => {
    const unknown = new Unknown('x.y');
    expect(literalsOf(sql`SELECT ${unknown}`)[0]?.value).to.equal(unknown);
    expect(mistakesIn(sql`SELECT a FROM awscc.s3.b${unknown}`)).to.deep.equal([
      'sql/value-outside-literal "{{ 0 }}": what is known only while building cannot be part of a name (a name consists of letters, digits and underscores)',
    ]);
  });

  it('may be no other text', () => {
    const help = "(put it in single quotes: '{{ … }}')";
    expect(
      mistakesIn(sql`SELECT ${"x' OR 1 = 1"}, ${'us-east-1'}, ${''}, ${['a']}, ${{ a: 1 }}, ${new Secret('p')}`),
    ).to.deep.equal([
      `sql/value-outside-literal "{{ 0 }}": the text "x' OR 1 = 1" stands outside quotes ${help}`,
      `sql/value-outside-literal "{{ 1 }}": the text "us-east-1" stands outside quotes ${help}`,
      `sql/value-outside-literal "{{ 2 }}": the text "" stands outside quotes ${help}`,
      `sql/value-outside-literal "{{ 3 }}": a list stands outside quotes (add | sql_list for a list of literals, or put it in single quotes: '{{ … }}')`,
      `sql/value-outside-literal "{{ 4 }}": a map stands outside quotes ${help}`,
      `sql/value-outside-literal "{{ 5 }}": a secret text stands outside quotes ${help}`,
    ]);
  });

  it('may be SQL where the filter sql lets them, with a warning', () => {
    const { value = [], diagnostics } = parseStatements(
      sql`SELECT a FROM t ${new SqlFragment("WHERE b = 'x' AND c")} = 1`,
    );
    expect(value.map(({ text }) => formatSql(text, 'plain'))).to.deep.equal([
      "SELECT a FROM t  WHERE b = 'x' AND c  = 1",
    ]);
    expect(diagnostics.map(({ code, severity, at }) => [code, severity, at && written(at)])).to.deep.equal([
      ['sql/fragment', 'warning', '{{ 0 }}'],
    ]);
  });

  it('vanish in comments', () => {
    const evil = "*/ ; DROP TABLE x; --\n'";
    expect(
      formatSql(
        statementOf(
          'select',
          sql`SELECT 1 -- ${evil}
/* ${evil} */ , 2`,
        ).text,
        'plain',
      ),
    ).to.equal('SELECT 1 --  \n/*   */ , 2');
  });

  it('may be part of a name in double quotes', () => {
    expect(statementOf('select', sql`SELECT 1 AS "x ${'a-b'}"`).outputs[0]?.name).to.equal('x a-b');
    expect(mistakesIn(sql`SELECT 1 AS "x ${'a"b'}"`)[0]).to.match(/^sql\/value-outside-literal "\{\{ 0 \}\}"/);
  });

  it('do not stand against a number', () => {
    expect(mistakesIn(sql`SELECT 1${5}`)).to.deep.equal([
      'sql/syntax "1{{ 0 }}": a name or value stands against the number 1 (put a blank between them, or quotes around a text)',
    ]);
  });
});

describe('comments', () => {
  it('have four forms, and are written as SQLite reads them', () => {
    const text = 'SELECT 1 -- a\n, 2 # b\n, 3 // c\n, /*+ AWAIT */ 4 /* d\n */ -- end';
    expect(formatSql(statementOf('select', text).text, 'plain')).to.equal(
      'SELECT 1 -- a\n, 2 -- b\n, 3 -- c\n, /*+ AWAIT */ 4',
    );
  });

  it('point at their opening where they are not closed', () => {
    expect(mistakesIn('SELECT 1 /* x')).to.deep.equal([
      'sql/syntax "/*": the comment that begins here has no end (a comment ends with */)',
    ]);
  });
});

describe('parseStatements', () => {
  it('reads several statements, and goes on behind one that is wrong', () => {
    const { value = [], diagnostics } = parseStatements(plainSql("SELECT ';';; SELEC 2;\nSELECT 3;"));
    expect(value.map(({ text, at }) => [formatSql(text, 'plain'), written(at)])).to.deep.equal([
      ["SELECT ';'", "SELECT ';'"],
      ['SELECT 3', 'SELECT 3'],
    ]);
    expect(diagnostics).to.have.length(1);
  });

  it('places what is behind a loop where it was written', () => {
    const source: Source = {
      path: 'q.iql',
      text: "SELECT 1 {% for x in l %}, '{{ x }}\n' {% endfor %}, 'é', nonsense oops oops",
    };
    const excerpt = excerptOf(source);
    const piece = (from: string, to: string): Piece => {
      const offset = source.text.indexOf(from);
      return { kind: 'text', text: source.text.slice(offset, source.text.indexOf(to, offset)), excerpt, offset };
    };
    const slot = source.text.indexOf('{{ x }}');
    const item = (value: Value): readonly Piece[] => [
      piece(", '", '{{ x'),
      { kind: 'slot', value, at: { source, start: slot, end: slot + 7 } },
      piece("\n'", '{% end'),
    ];
    const tail = source.text.indexOf(", 'é'");
    const rendered = {
      pieces: [
        piece('SELECT', '{% for'),
        ...item('one\ntwo'),
        ...item("three'"),
        { kind: 'text', text: source.text.slice(tail), excerpt, offset: tail } satisfies Piece,
      ],
    };
    const { diagnostics } = parseStatements(rendered);
    expect(diagnostics.map(({ message, at }) => [message, at?.start])).to.deep.equal([
      ['expected the end of the query, found oops', source.text.lastIndexOf('oops')],
    ]);
    const fixed = { pieces: rendered.pieces.slice(0, -1) };
    const literals = parseStatement(fixed).value?.text.flatMap((token) =>
      token.kind === 'literal' ? [token.literal] : [],
    );
    expect(literals?.map(({ value, at }) => [value, written(at)])).to.deep.equal([
      ['one\ntwo\n', "'{{ x }}\n'"],
      ["three'\n", "'{{ x }}\n'"],
    ]);
  });
});

describe('parseStatement', () => {
  it('wants exactly one', () => {
    const codes = (text: string) =>
      parseStatement(plainSql(text)).diagnostics.map(({ code, at }) => [code, at && written(at)]);
    expect(codes('SELECT 1;')).to.deep.equal([]);
    expect(codes('SELECT 1; SELECT 2')).to.deep.equal([['sql/several-statements', 'SELECT 2']]);
    expect(codes('-- nothing')[0]?.[0]).to.equal('query/empty');
    expect(codes('')[0]?.[0]).to.equal('query/empty');
  });
});

describe('mistakes in statements', () => {
  const table: readonly (readonly [string, ...string[]])[] = [
    [
      'SELEC a FROM t',
      'sql/syntax "SELEC": expected SELECT, INSERT, UPDATE, DELETE, SHOW or DESCRIBE, found SELEC (did you mean "SELECT"?)',
    ],
    ['SELECT a, FROM t', 'sql/syntax "FROM": expected an expression, found FROM'],
    ['SELECT * FROM (SELECT a, FROM t) x', 'sql/syntax "FROM": expected an expression, found FROM'],
    ['SELECT a FORM t', 'sql/syntax "FORM": FORM is read as an alias here (did you mean "FROM"?)'],
    ['SELECT TOP 3 a FROM t', `sql/syntax "TOP": SQLite has no TOP (LIMIT 10 at the end yields ten rows)`],
    [
      'SELECT a FROM t FETCH FIRST ROW ONLY',
      `sql/syntax "FETCH": SQLite has no FETCH (LIMIT 10 at the end yields ten rows)`,
    ],
    ["SELECT a FROM t WHERE a ilike 'x'", `sql/syntax "ilike": SQLite has no ilike (LIKE does not mind case)`],
    [
      'DESCRIBE METHOD a.b.c.d',
      'sql/unsupported "METHOD": DESCRIBE METHOD cannot be carried out (SHOW EXTENDED METHODS IN … tells what each statement needs, DESCRIBE EXTENDED … what a resource has)',
    ],
    [
      "SHOW SERVICES IN awscc WHERE name = 'x'",
      `sql/unsupported "WHERE": SHOW takes LIKE and no WHERE (LIKE 'x%' chooses by name)`,
    ],
    ['SELECT a FROM t WHERE', 'sql/syntax "": expected an expression, found the end of the query'],
    ['SELECT a FROM t WHERE a = 1 AND AND b = 2', 'sql/syntax "AND": expected an expression, found AND'],
    ['SELECT CASE WHEN a = = 1 THEN 2 END', 'sql/syntax "=": expected an expression, found ='],
    ['SELECT (1, (2', 'sql/syntax "": expected ), found the end of the query [for this one: 11]'],
    [
      'SELECT index FROM t',
      'sql/syntax "index": expected an expression, found index (where index is meant as a name, write it in double quotes: "index")',
    ],
    ["SELECT a FROM t WHERE a = 'x' 'y'", `sql/syntax "'y'": expected the end of the query, found 'y'`],
    ['SELECT tags[0]', `sql/syntax "[": unexpected [ (write json_extract(tags, '$[0]'))`],
    ["SELECT p.tags['Key'][1].Value", `sql/syntax "[": unexpected [ (write json_extract(p.tags, '$.Key[1].Value'))`],
    ['SELECT "Tags"[0]', `sql/syntax "[": unexpected [ (write json_extract("Tags", '$[0]'))`],
    ['SELECT a b[0]', `sql/syntax "[": unexpected [ (write json_extract(b, '$[0]'))`],
    ['SELECT [1]', 'sql/syntax "[": unexpected ['],
    ['SELECT ?', `sql/syntax "?": unexpected ? (a value is put in with a template: '{{ name }}')`],
    ["SELECT x'ab'", `sql/unsupported "x": literals with a letter before the quote, x'…', are not supported`],
    [
      'SELECT 1 UNION (SELECT 2)',
      'sql/syntax "(": expected SELECT, found ( (remove the parentheses around the SELECT of a UNION)',
    ],
    [
      'SELECT 1 LIMIT 1 UNION SELECT 2',
      'sql/syntax "UNION": ORDER BY and LIMIT stand behind the last SELECT of a UNION',
    ],
    [
      'EXEC a.b.c.d',
      'sql/unsupported "EXEC": EXEC cannot be carried out (statements are SELECT, INSERT, UPDATE, DELETE, SHOW and DESCRIBE)',
    ],
    [
      'INSERT INTO a.b.c SELECT 1',
      'sql/syntax "SELECT": an INSERT names its columns (write the property names in parentheses behind the resource: (BucketName, region))',
    ],
    ['INSERT INTO a.b.c (A, B) SELECT 1, 2, 3, 4', 'sql/column-count "3": the INSERT has 2 columns and 4 values'],
    ['INSERT INTO a.b.c (A, B) VALUES (1, 2), (3)', 'sql/column-count "(A, B)": the INSERT has 2 columns and 1 value'],
    ['INSERT INTO a.b.c (A, B) SELECT x FROM d.e.f', 'sql/column-count "(A, B)": the INSERT has 2 columns and 1 value'],
    ['INSERT INTO a.b.c (A, A) SELECT 1, 2', 'sql/duplicate-column "A": duplicate column A [first here: 19]'],
    [
      'INSERT INTO a.b.c (A) SELECT "us-east-1"',
      `sql/unsupported ""us-east-1"": us-east-1 is a name, and no table stands here that could have it (a text stands in single quotes: 'us-east-1')`,
    ],
    [
      "INSERT INTO a.b.c (A) SELECT string('a' || 'b')",
      `sql/unsupported "string('a' || 'b')": string(…) takes one literal (write string('…'))`,
    ],
    ['INSERT OR REPLACE INTO a.b.c (A) VALUES (1)', 'sql/unsupported "OR": INSERT OR … cannot be carried out'],
    [
      "UPDATE a.b.c SET P = '[]' WHERE region = 'r' AND (Identifier = 'x' OR a = 1) AND n > 2",
      `sql/unsupported "Identifier = 'x' OR a = 1": this condition cannot be carried out in the WHERE of a write (what stands there is column = value and column IN (values), joined by AND)`,
      'sql/unsupported "n > 2": this condition cannot be carried out in the WHERE of a write (what stands there is column = value and column IN (values), joined by AND)',
    ],
    ['DELETE t WHERE a = 1', 'sql/syntax "t": expected FROM, found t'],
    [
      'SHOW RESOURCES IN awscc',
      'sql/syntax "awscc": SHOW RESOURCES cannot look into awscc (write SHOW RESOURCES IN awscc.cognito)',
    ],
    [
      'SHOW RESORCES IN awscc.s3',
      'sql/syntax "RESORCES": expected PROVIDERS or SERVICES or RESOURCES or METHODS, found RESORCES (did you mean "RESOURCES"?)',
    ],
  ];
  for (const [text, ...messages] of table) {
    it(`are found in ${text}`, () => {
      expect(mistakesIn(text)).to.deep.equal(messages);
    });
  }
});

describe('statements that cost too much', () => {
  const many = (part: string, times: number): string => Array.from({ length: times }, () => part).join('');
  const tooMany = 'the statement chains more than 500 operators (column IN (…) takes any number of values)';

  it('are refused by the number of their operators, and do not harm the next one', () => {
    for (const chain of [' AND a = 1', ' OR a = 1', " || 'a'", ' + 1', ' = 1', ' < 1', ' LIKE 1', ' UNION SELECT 1']) {
      expect(mistakesIn(`SELECT 1${many(chain, 1000)}`), chain).to.have.length(1);
      expect(mistakesIn(`SELECT 1${many(chain, 1000)}`)[0], chain).to.contain(tooMany);
      expect(mistakesIn('SELECT 1')).to.deep.equal([]);
    }
    expect(mistakesIn(`SELECT 1 WHERE a = 1${many(' AND a = 1', 500)}`)).to.deep.equal([]);
    expect(mistakesIn(`SELECT 1 WHERE a IN (1${many(', 1', 5000)})`)).to.deep.equal([]);
  });

  it('are refused by their nesting', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['abs(', ')'],
      ['(SELECT ', ')'],
      ['CASE WHEN 1 THEN ', ' END'],
      ['CAST(', ' AS INT)'],
      ['NOT ', ''],
      ['- ', ''],
    ] as const) {
      expect(mistakesIn(`SELECT ${many(open, 90)}1${many(close, 90)}`), open).to.deep.equal([]);
      expect(mistakesIn(`SELECT ${many(open, 5000)}1${many(close, 5000)}`).join(), open).to.contain(
        'nests more than 100 levels',
      );
    }
  });
});

describe('whatever a value holds', () => {
  const alphabet = [
    "'",
    "''",
    '"',
    '`',
    '\\',
    '\n',
    '\r\n',
    '{{',
    '}}',
    '{%',
    '%}',
    '/*+ delete */',
    '/*',
    '*/',
    '--',
    '#',
    '//',
    ';',
    '😀',
    'é',
    '\uFFFC',
    '⟦1⟧',
    '|',
    '?',
    ')',
    '(',
    ' OR 1=1 ',
    'a',
    '0',
    '\u2028',
    '\t',
  ];
  let seed = 20_240_229;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((seed / 0x8000_0000) * below);
  };
  const randomText = (): string =>
    Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)] ?? '').join('');

  it('stays one value in one statement', () => {
    for (let round = 0; round < 500; round += 1) {
      const one = randomText();
      const two = randomText();
      const insert = statementOf(
        'insert',
        sql`INSERT INTO a.b.c (A, B, C) SELECT '${one}', '${one}|it''s ${two}', string('${two}')`,
      );
      expect(valuesOf(insert.rows[0])).to.deep.equal([one, `${one}|it's ${two}`, two]);
      const remove = statementOf(
        'delete',
        sql`DELETE FROM a.b.c WHERE Identifier = '${one}|${two}' AND region IN ('${two}', '${new Secret(one)}')`,
      );
      expect(
        remove.where.flatMap(({ values }) => values.map((value) => value.kind === 'literal' && reveal(value.value))),
      ).to.deep.equal([`${one}|${two}`, two, one]);
      const shown = formatSql(insert.text, 'plain');
      // The text has warnings where a value has a backslash; its meaning is the same.
      const [again, ...others] = parseStatements(plainSql(shown)).value ?? [];
      expect(others).to.deep.equal([]);
      expect(again?.kind === 'insert' && valuesOf(again.rows[0])).to.deep.equal([one, `${one}|it's ${two}`, two]);
    }
  });
});
