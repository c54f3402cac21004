import { expect } from 'chai';
import { ok } from '../../../../src/base/result.ts';
import { rememberQueries } from '../../../../src/engine/cloud-control/remembered-queries.ts';
import type { SqlQuery } from '../../../../src/engine/cloud-control/sqlite.ts';

describe('rememberQueries', () => {
  const query: SqlQuery = {
    sql: 'SELECT a FROM t',
    parameters: [1],
    tables: [{ name: 't', columns: ['a'], rows: [['x']] }],
  };

  /** How many of the queries are run. */
  function countRuns(...queries: readonly SqlQuery[]): number {
    let runs = 0;
    const remembered = rememberQueries(({ sql }) => {
      runs += 1;
      return ok({ columns: [sql], rows: [] });
    });
    for (const one of queries) expect(remembered(one)).to.deep.equal(ok({ columns: [one.sql], rows: [] }));
    return runs;
  }

  it('runs the same query over the same rows once', () => {
    expect(countRuns(query, { ...query }, query)).to.equal(1);
  });

  it('runs what differs in text, parameters or rows', () => {
    const [table] = query.tables;
    const other = { name: 't', columns: ['a'], rows: [['y']] };
    const differing: readonly SqlQuery[] = [
      query,
      { ...query, sql: 'SELECT a FROM t ' },
      { ...query, parameters: ['1'] },
      { ...query, parameters: [null] },
      { ...query, tables: [other] },
      { ...query, tables: [{ ...other, columns: ['b'] }] },
      { ...query, tables: table === undefined ? [] : [table, other] },
    ];
    expect(countRuns(...differing)).to.equal(differing.length);
  });

  for (const sql of ['SELECT random()', "SELECT datetime('now')", 'SELECT Current_Timestamp', 'SELECT changes()'])
    it(`runs ${sql} each time`, () => {
      expect(countRuns({ ...query, sql }, { ...query, sql })).to.equal(2);
    });

  for (const value of [-0, Number.NaN, Infinity, 1n, new Uint8Array([1]), 'x'.repeat(20_000)])
    it(`runs what holds ${typeof value === 'string' ? 'a long text' : String(value)} each time`, () => {
      const odd = { ...query, parameters: [value] };
      expect(countRuns(odd, odd)).to.equal(2);
    });

  it('forgets what was not asked for longest', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ ...query, parameters: [index + 2] }));
    expect(countRuns(query, ...many.slice(1), query, ...many.slice(0, 1), query)).to.equal(301);
    expect(countRuns(query, ...many, query)).to.equal(302);
  });
});
