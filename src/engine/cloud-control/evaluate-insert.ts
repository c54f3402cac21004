import { err, ok, type Result } from '../../base/result.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import {
  literalIn,
  type Computed,
  type InsertStatement,
  type Literal,
  type SelectStatement,
} from '../../query/statement.ts';
import { literalsOf } from '../../query/tree-literals.ts';
import { holdsSecret } from '../../values/reading.ts';
import { Secret, type Value } from '../../values/value.ts';
import type { Rows, StatementFailure } from '../engine.ts';
import { isStar } from './bind/scope.ts';
import { plainCell } from './read-select.ts';
import { noDecisions, SqlPrinter } from './print-sql.ts';
import type { Sqlite } from './sqlite.ts';

/** The INSERT with literals in the place of everything that SQLite had to work out. */
export async function evaluateInsert(
  statement: InsertStatement,
  sqlite: () => Promise<Sqlite>,
): Promise<Result<InsertStatement, StatementFailure>> {
  const rows: Literal[][] = [];
  for (const row of statement.rows) {
    const cells: Literal[] = [];
    for (const cell of row) {
      const literal = cell.kind === 'literal' ? ok(cell) : evaluate(cell, await sqlite());
      if (!literal.ok) return literal;
      cells.push(literal.value);
    }
    rows.push(cells);
  }
  return ok({ ...statement, rows });
}

/** The INSERT with the rows that its SELECT yielded. */
export function withRows(statement: InsertStatement, { rows }: Rows, select: SelectStatement): InsertStatement {
  const isCounted = !select.outputs.some(({ name }) => isStar(name));
  const inserted = (value: Value, index: number): Literal => {
    // What stands in the statement is inserted as it stands there.
    const at = isCounted ? select.outputs[index]?.at : undefined;
    return literalIn(select, index) ?? literalOf(value, at ?? select.at);
  };
  return { ...statement, select: undefined, rows: rows.map((row) => row.map(inserted)) };
}

function evaluate(cell: Computed, sqlite: Sqlite): Result<Literal, StatementFailure> {
  const writer = new SqlPrinter(noDecisions);
  const sql = `SELECT ${writer.print((printer) => printer.expression(cell.expression))}`;
  const answer = sqlite.run({ sql, parameters: writer.parameters, tables: [] });
  if (!answer.ok) {
    const diagnostic = mistake('sql/not-evaluated', `SQLite refuses the expression: ${answer.error}`, { at: cell.at });
    return err({ kind: 'not-evaluated', message: answer.error, diagnostics: [diagnostic] });
  }
  const value = plainCell(answer.value.rows[0]?.[0] ?? null);
  const isSecret = literalsOf(cell.expression).some(({ value }) => holdsSecret(value));
  return ok(literalOf(isSecret && value !== null ? new Secret(value) : value, cell.at));
}

function literalOf(value: Value, at: Literal['at']): Literal {
  return { kind: 'literal', value, form: 'computed', wrapper: undefined, at };
}
