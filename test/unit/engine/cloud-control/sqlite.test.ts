import { expect } from 'chai';
import { openSqlite, type Sqlite, type SqlQuery } from '../../../../src/engine/cloud-control/sqlite.ts';

describe('SQLite', () => {
  let sqlite: Sqlite;
  before(async () => {
    sqlite = await openSqlite();
  });
  after(() => {
    sqlite.close();
  });

  function run(sql: string, parameters: SqlQuery['parameters'] = [], tables: SqlQuery['tables'] = []) {
    const answer = sqlite.run({ sql, parameters, tables });
    return answer.ok ? answer.value : answer.error;
  }

  const pools = {
    name: 'table 0',
    columns: ['region', 'Identifier', 'pool name'],
    rows: [
      ['eu-west-1', 'a', 'first'],
      ['eu-west-1', 'b', null],
    ],
  };

  it('yields rows of tables in their order', () => {
    expect(run('SELECT * FROM "table 0"', [], [pools])).to.deep.equal({
      columns: ['region', 'Identifier', 'pool name'],
      rows: pools.rows,
    });
  });

  it('refuses what needs more memory than it has, and goes on', () => {
    const refused = 'it needs more than 128 MiB of memory';
    expect(run("SELECT length(printf('%.*c', 900000000, 'x'))")).to.equal(refused);
    expect(run('SELECT hex(zeroblob(200000000))')).to.equal(refused);
    expect(run('SELECT 1 AS one')).to.deep.equal({ columns: ['one'], rows: [[1]] });
  });

  it('names the columns of no rows', () => {
    expect(run('SELECT "Identifier", 1 AS one FROM "table 0" WHERE 0', [], [pools])).to.deep.equal({
      columns: ['Identifier', 'one'],
      rows: [],
    });
  });

  it('keeps columns of one name, and names that JavaScript knows', () => {
    expect(run('SELECT 1 AS a, 2 AS a, 3 AS A, 4 AS __proto__, 5 AS "1", 6 AS "x:1"')).to.deep.equal({
      columns: ['a', 'a', 'A', '__proto__', '1', 'x:1'],
      rows: [[1, 2, 3, 4, 5, 6]],
    });
  });

  it('keeps ORDER BY, also with a comment at the end', () => {
    expect(run('SELECT "Identifier" FROM "table 0" ORDER BY 1 DESC -- last first', [], [pools])).to.deep.equal({
      columns: ['Identifier'],
      rows: [['b'], ['a']],
    });
  });

  const texts = ['', "O'Brien", '\uFEFFmarked, and longer than sixteen bytes', '😀', '{"a":[1]}', '-- x', ' 1 ', '?1'];
  for (const text of texts) {
    it(`gives ${JSON.stringify(text)} back as it was`, () => {
      const table = { name: 't', columns: ['c'], rows: [[text]] };
      expect(run('SELECT c, ?1 AS p FROM t', [text], [table])).to.deep.equal({
        columns: ['c', 'p'],
        rows: [[text, text]],
      });
    });
  }

  it('keeps integers beyond 2^53, reals, NULL and bytes apart', () => {
    expect(run("SELECT 9007199254740993 AS b, 1.5 AS r, NULL AS n, x'00ff' AS x, 7 AS i")).to.deep.equal({
      columns: ['b', 'r', 'n', 'x', 'i'],
      rows: [[9007199254740993n, 1.5, null, new Uint8Array([0, 255]), 7]],
    });
  });

  it('knows the functions that statements have beyond its own', () => {
    const sql = `SELECT split_part('a|b', '|', 2) AS s, 'abc' REGEXP '^a' AS r, json_equal('{"a":1}', '{"a":1.0}') AS j`;
    expect(run(sql)).to.deep.equal({ columns: ['s', 'r', 'j'], rows: [['b', 1, 1]] });
  });

  it('tells in words what a function refuses', () => {
    expect(run("SELECT json_equal('{', '{}')")).to.equal('json_equal: its first argument is not JSON');
    expect(run("SELECT split_part('a')")).to.equal('wrong number of arguments to function split_part()');
  });

  it('tells in words what it cannot find, and works on', () => {
    expect(run('SELECT nosuch FROM "table 0"', [], [pools])).to.equal('no such column: nosuch');
    expect(run('SELECT nosuch(1)')).to.equal('no such function: nosuch');
    expect(run('SELECT 1 AS one')).to.deep.equal({ columns: ['one'], rows: [[1]] });
  });

  it('remembers no table of the statement before', () => {
    run('SELECT * FROM "table 0"', [], [pools]);
    expect(run('SELECT * FROM "table 0"')).to.equal('no such table: table 0');
  });

  it('ends a recursion that never ends', async () => {
    const bounded = await openSqlite({ mostRows: 1000 });
    const sql = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n';
    const answer = bounded.run({ sql, parameters: [], tables: [] });
    bounded.close();
    expect(answer).to.deep.equal({ ok: false, error: 'The statement yields more than 1000 rows.' });
  });
});
