import { ok, err, type Result } from '../../base/result.ts';
import { mistake } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { RequestEvent } from '../../provider/provider.ts';
import type { Returning } from '../../query/statement.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { Secret, type Value } from '../../values/value.ts';
import type { Rows, Trouble } from '../engine.ts';
import { plainCell, withoutEnd } from './read-select.ts';
import { noMeanings, SqlWriter } from './render-sql.ts';
import { SecretTexts } from './secret-texts.ts';
import { quoteName, type Sqlite } from './sqlite.ts';
import { unitsOf } from './sql-units.ts';

/** The columns of `RETURNING *`, in its order. */
export const progressColumns = [
  'ErrorCode',
  'EventTime',
  'Identifier',
  'Operation',
  'OperationStatus',
  'RequestToken',
  'ResourceModel',
  'RetryAfter',
  'StatusMessage',
  'TypeName',
] as const;

/** The rows of RETURNING over the final events of a write, one per resource. */
export function evaluateReturning(
  sqlite: Sqlite,
  returning: Returning,
  type: ResourceType,
  events: readonly RequestEvent[],
  at: Location,
): Result<Rows, Trouble> {
  const writer = new SqlWriter();
  const items = writer.write(withoutEnd(unitsOf(returning.text)), noMeanings);
  const rows = events.map((event) =>
    progressColumns.map((column) => {
      const value = Object.hasOwn(event.fields, column) ? event.fields[column] : undefined;
      // Every field is text, numbers of seconds too.
      return value === undefined ? null : String(value);
    }),
  );
  const name = 'progress event';
  const answer = sqlite.run({
    sql: `SELECT ${items} FROM ${quoteName(name)}`,
    parameters: writer.parameters,
    tables: [{ name, columns: progressColumns, rows }],
  });
  const secrets = secretsOf(type, events);
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
function secretsOf(type: ResourceType, events: readonly RequestEvent[]): SecretTexts {
  const secrets = new SecretTexts();
  const model = events.map((event) => event.fields['ResourceModel']).filter((text) => typeof text === 'string');
  for (const text of model) secrets.addModel(type, text);
  return secrets;
}
