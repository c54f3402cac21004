import { expect } from 'chai';
import { formatSql } from '../../../src/query/format-statement.ts';
import { NumberAsWritten, omit, Secret, SqlList, Unknown, type Value } from '../../../src/values/value.ts';
import { statementOf } from './parse.ts';
import { sql } from './rendered.ts';

describe('formatSql', () => {
  const table: readonly (readonly [string, Value, string, string])[] = [
    ['text', "it's", "'it''s'", "'it''s'"],
    ['a number', 60, '60', '60'],
    ['a number as it was written', new NumberAsWritten(12, '012'), '012', '012'],
    ['false', false, 'false', 'false'],
    ['null', null, 'NULL', 'NULL'],
    ['what is left out', omit, 'NULL', 'NULL'],
    ['a list', ["it's", 1], `'["it''s",1]'`, `'["it''s",1]'`],
    ['a list of literals', new SqlList(['a', 1]), "'a', 1", "'a', 1"],
    ['a map with a secret', { a: new Secret('b'), c: null }, `'{"a":"***","c":null}'`, `'{"a":"b","c":null}'`],
    ['a secret', new Secret('s3cret'), "'***'", "'s3cret'"],
  ];
  for (const [what, value, shown, plain] of table) {
    it(`writes ${what}`, () => {
      const { text } = statementOf('select', sql`SELECT '${value}' AS x`);
      expect(formatSql(text, 'shown')).to.equal(`SELECT ${shown} AS x`);
      expect(formatSql(text, 'plain')).to.equal(`SELECT ${plain} AS x`);
    });
  }

  it('writes the name of what is not known yet', () => {
    const unknown = new Unknown('pool.id');
    expect(
      formatSql(statementOf('select', sql`SELECT '${unknown}', '${unknown}|x', ${unknown}`).text, 'shown'),
    ).to.equal("SELECT '<pool.id>', '<pool.id>|x', <pool.id>");
  });
});
