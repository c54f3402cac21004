import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { sqlGrammar } from '../grammar/sql-grammar.ts';
import { textOf } from '../grammar/statement-text.ts';
import { selectStatement } from '../select-statement.ts';
import type { SelectStatement } from '../statement.ts';

export function readSelect(reader: LexemeReader): SelectStatement {
  const query = sqlGrammar.query(reader, sqlGrammar);
  reader.expectEnd('FROM', 'WHERE', 'GROUP', 'ORDER', 'LIMIT', 'UNION', 'JOIN', 'LEFT', 'HAVING', 'AND', 'OR', 'AS');
  return selectStatement(query, textOf(reader, 0, reader.index));
}
