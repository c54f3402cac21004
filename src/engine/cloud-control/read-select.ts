import { err, ok, type Result } from '../../base/result.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { SelectStatement } from '../../query/statement.ts';
import { literalsOf } from '../../query/tree-literals.ts';
import { Secret, type PlainValue, type Value } from '../../values/value.ts';
import type { Rows, StatementFailure } from '../engine.ts';
import type { SqlValue } from '../functions/sql-function.ts';
import type { PropertyPath, Registry } from '../../resource-types/resource-type.ts';
import type { BoundSelect, BoundSpecial } from './bind/bound.ts';
import { mayRunAway } from './may-run-away.ts';
import { hide } from './hide-secrets.ts';
import { interruptedWords } from './sqlite-thread.ts';
import type { CellSource } from './output-sources.ts';
import type { LoadOptions } from './load-options.ts';
import { loadTables } from './load-tables.ts';
import { SqlPrinter } from './print-sql.ts';
import { callsFunctions, plainSelect } from './plain/plain-select.ts';
import type { SqlRows } from './sqlite.ts';
import { SecretTexts } from './secret-texts.ts';
import { originals, resultColumns, type ResultColumn } from './select-outputs.ts';
import { interruptedEvaluation } from './statement-failure.ts';
import { cellOf, sqlTable, type LoadedTable, type TableRow } from './table-rows.ts';

/** Asks the cloud for what a SELECT needs and lets SQLite do the rest. */
export async function readSelect(bound: BoundSelect, options: LoadOptions): Promise<Result<Rows, StatementFailure>> {
  const loaded = await loadTables(bound, options);
  if (!loaded.ok) return loaded;
  const { statement } = bound;
  const secrets = secretsOf(statement, loaded.value, options.registry);
  const answer = await evaluate(bound, loaded.value, options);
  if (!answer.ok && answer.error === interruptedWords) {
    return err({ kind: 'failed', failure: interruptedEvaluation(), done: [] });
  }
  if (!answer.ok) return err(notEvaluated(statement, secrets.masked(withNames(bound, answer.error))));
  const columns = resultColumns(bound, answer.value.columns);
  const restore = columns.map((column) => cellReader(column, loaded.value, secrets));
  return ok({
    columns: columns.map((column) => column.name),
    rows: answer.value.rows.map((row) => row.map((cell, index) => restore[index]?.(cell) ?? null)),
  });
}

/** SQLite is asked what plain code cannot tell. */
async function evaluate(
  bound: BoundSelect,
  loaded: readonly LoadedTable[],
  options: LoadOptions,
): Promise<Result<SqlRows, string>> {
  const functions = callsFunctions(bound) ? (await import('../functions/index.ts')).sqlFunctions : [];
  const plain = plainSelect(bound, loaded, functions);
  if (plain !== undefined) return ok(plain);
  const writer = new SqlPrinter(bound.decisions);
  const sql = writer.print((printer) => printer.query(bound.statement.query));
  const query = { sql, parameters: writer.parameters, tables: loaded.map(sqlTable) };
  return options.evaluate(query, mayRunAway(bound, loaded));
}

function cellReader(
  column: ResultColumn,
  loaded: readonly LoadedTable[],
  secrets: SecretTexts,
): (cell: SqlValue) => Value {
  const { sources, isSecret } = column;
  const values = originals(sources, loaded);
  const paths = secretPaths(sources);
  return (cell) => {
    if (cell === null) return null;
    const original = values.get(cell) ?? plainCell(cell);
    if (paths !== undefined && paths.length > 0) return hide(original, paths);
    if (isSecret) return new Secret(original);
    const text = SecretTexts.plain(original);
    return text !== undefined && secrets.isIn(text) ? new Secret(original) : original;
  };
}

/** Where secrets are in cells that come from columns alone; undefined where they may be anywhere. */
function secretPaths(sources: readonly CellSource[]): readonly PropertyPath[] | undefined {
  const paths = sources.map((source) => (source.kind === 'column' ? source.column.secrets : undefined));
  return paths.length === 0 || paths.includes(undefined) ? undefined : paths.flatMap((found) => found ?? []);
}

/** What SQLite worked out as JSON can say it: integers beyond 2^53 keep their digits as text, what is infinite its name. */
export function plainCell(cell: SqlValue): PlainValue {
  if (typeof cell === 'bigint' || (typeof cell === 'number' && !Number.isFinite(cell))) return String(cell);
  if (cell instanceof Uint8Array) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(cell);
  return cell;
}

/** Every text that is never shown, of the statement and of what was read. */
export function secretsOf(statement: SelectStatement, loaded: readonly LoadedTable[], registry: Registry): SecretTexts {
  const secrets = new SecretTexts();
  for (const { value } of literalsOf(statement.query)) secrets.addFrom(value);
  for (const { table, rows } of loaded) {
    if (table.kind === 'special') addModels(secrets, table, rows, registry);
    for (const column of table.columns) {
      if (column.secrets.length === 0) continue;
      for (const row of rows) secrets.addFrom(hide(cellOf(table, column, row), column.secrets));
    }
  }
  return secrets;
}

/** Properties as JSON text, where the type's schema tells what in them is never shown. */
function addModels(secrets: SecretTexts, table: BoundSpecial, rows: readonly TableRow[], registry: Registry): void {
  const columns = table.special.columns.filter((column) => column.holdsModel === true);
  for (const { properties, model } of columns.length === 0 ? [] : rows) {
    const typeName = properties['TypeName'] ?? model['TypeName'];
    const type = typeof typeName === 'string' ? registry.find(typeName) : undefined;
    if (type === undefined) continue;
    for (const { name } of columns) {
      const text = properties[name];
      if (typeof text === 'string') secrets.addModel(type, text);
    }
  }
}

/** SQLite's words with the tables as the person calls them. */
function withNames(bound: BoundSelect, message: string): string {
  return message.replace(/\btable (\d+)\b/g, (text, index: string) => {
    const table = bound.tables.find((candidate) => candidate.index === Number(index));
    return table?.reference.name.text ?? text;
  });
}

function notEvaluated(statement: SelectStatement, message: string): StatementFailure {
  const diagnostic: Diagnostic = mistake('sql/not-evaluated', `SQLite refuses the statement: ${message}`, {
    at: placeOf(statement, message),
  });
  return { kind: 'not-evaluated', message, diagnostics: [diagnostic] };
}

/** The name that SQLite complains of, where it is found in the statement. */
function placeOf(statement: SelectStatement, message: string): Location {
  const column = /(?:no such column|ambiguous column name): (?:.*\.)?"?([^".]+?)"?(?: - .*)?$/.exec(message)?.[1];
  const uses = statement.blocks.flatMap((block) => block.uses);
  const used = uses.find((use) => use.name.toLowerCase() === column?.toLowerCase());
  if (used !== undefined) return used.at;
  const called =
    /no such function: (\w+)/.exec(message)?.[1] ??
    /to function (\w+)\(\)/.exec(message)?.[1] ??
    /^(\w+): /.exec(message)?.[1] ??
    /(?:function|aggregate):? (\w+)\(\)/.exec(message)?.[1];
  const named = statement.functions.find(({ name }) => name.toLowerCase() === called?.toLowerCase());
  return named?.at ?? statement.at;
}
