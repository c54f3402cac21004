import { ok, err, type Result } from '../../base/result.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { RequestEvent } from '../../provider/provider.ts';
import type { Returning } from '../../query/statement.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { Secret, type Value } from '../../values/value.ts';
import type { Rows, StatementFailure } from '../engine.ts';
import { plainCell } from './read-select.ts';
import { noDecisions, SqlPrinter } from './print-sql.ts';
import { progressColumns, progressRow } from './special-tables/progress-columns.ts';
import { SecretTexts } from './secret-texts.ts';
import { quoteName } from './quote-name.ts';
import type { Sqlite } from './sqlite.ts';
import { toSql } from './to-sql.ts';

/** The rows of RETURNING over the final events of a write, one per resource. */
export function evaluateReturning(
  sqlite: Sqlite,
  returning: Returning,
  typeNamed: (typeName: string) => ResourceType | undefined,
  events: readonly RequestEvent[],
  at: Location,
): Result<Rows, StatementFailure> {
  const writer = new SqlPrinter(noDecisions);
  const items = writer.print((printer) => printer.items(returning.items));
  const columns = progressColumns.map((column) => column.name);
  const rows = events.map((event) => {
    const row = progressRow(event);
    return columns.map((column) => toSql(row[column] ?? null));
  });
  const name = 'progress event';
  const answer = sqlite.run({
    sql: `SELECT ${items} FROM ${quoteName(name)}`,
    parameters: writer.parameters,
    tables: [{ name, columns, rows }],
  });
  const secrets = secretsOf(typeNamed, events);
  if (!answer.ok) {
    const message = secrets.masked(answer.error);
    const diagnostic = mistake('sql/not-evaluated', `SQLite refuses what RETURNING asks for: ${message}`, { at });
    return err({ kind: 'not-evaluated', message, diagnostics: [diagnostic] });
  }
  const isNamed = !returning.columns.includes('*') && returning.columns.length === answer.value.columns.length;
  return ok({
    columns: isNamed ? returning.columns : answer.value.columns,
    rows: answer.value.rows.map((row) =>
      row.map((cell): Value => {
        const value = plainCell(cell);
        const text = SecretTexts.plain(value);
        return text !== undefined && secrets.isIn(text) ? new Secret(value) : value;
      }),
    ),
  });
}

/** A ResourceModel may hold what is never shown. */
function secretsOf(
  typeNamed: (typeName: string) => ResourceType | undefined,
  events: readonly RequestEvent[],
): SecretTexts {
  const secrets = new SecretTexts();
  for (const { typeName, fields } of events) {
    const type = typeNamed(typeName);
    const model = fields['ResourceModel'];
    if (type !== undefined && typeof model === 'string') secrets.addModel(type, model);
  }
  return secrets;
}
