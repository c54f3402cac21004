import { count } from '../../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseInsert } from '../grammar/parse-write.ts';
import type { Expression, InsertTree, Query } from '../grammar/tree.ts';
import type { Identifier, InsertStatement, SelectStatement } from '../statement.ts';
import { partsOf } from './expression-parts.ts';
import { readReturning } from './read-returning.ts';
import { readSelectOf } from './read-select.ts';
import { readValue } from './read-value.ts';
import { StatementText } from './statement-text.ts';

export function readInsert(reader: LexemeReader): Parsed<InsertStatement> {
  const tree = parseInsert(reader);
  const whole = reader.since(0);
  const columns = tree.columns.map((path): Identifier => ({
    name: path.parts.map((part) => part.name).join('.'),
    at: reader.placeOf(path),
  }));
  const rows = plainRows(tree.query);
  const select = rows === undefined ? readSelectOf(tree.query, reader) : undefined;
  // A SELECT's tables and values are told apart in its own text; here the whole is only shown.
  const text = new StatementText(reader);
  const value: InsertStatement = {
    kind: 'insert',
    at: reader.placeOf(whole),
    text: text.of(whole),
    into: text.resourceName(tree.into),
    columns,
    rows: (rows ?? []).map((row) => row.map((expression) => readValue(expression, reader, text))),
    select,
    returning: readReturning(tree.returning, text),
  };
  const widths =
    select === undefined
      ? (rows ?? []).flatMap((row) => wrongCount(tree, row, reader))
      : wrongWidth(tree, select, reader);
  return { value, diagnostics: [...duplicates(columns), ...widths] };
}

/** The rows of VALUES or of a SELECT without FROM; undefined where the rows come from elsewhere. */
function plainRows(query: Query): readonly (readonly Expression[])[] | undefined {
  const [core, ...others] = query.operands;
  if (others.length > 0 || query.ctes.length > 0 || query.orderBy.length > 0 || query.limits.length > 0)
    return undefined;
  const rows = core.kind === 'values' ? core.rows : [];
  if (core.kind === 'select') {
    if (core.sources.length > 0 || core.where !== undefined || core.groupBy.length > 0 || core.having !== undefined)
      return undefined;
    if (core.windows.length > 0 || core.isDistinct) return undefined;
    const expressions: Expression[] = [];
    for (const item of core.items) {
      if (item.kind === 'star') return undefined;
      expressions.push(item.expression);
    }
    return expressions.some((expression) => partsOf(expression).hasSubselect) ? undefined : [expressions];
  }
  return rows.flat().some((expression) => partsOf(expression).hasSubselect) ? undefined : rows;
}

function duplicates(columns: readonly Identifier[]): readonly Diagnostic[] {
  const first = new Map<string, Identifier>();
  const found: Diagnostic[] = [];
  for (const column of columns) {
    const before = first.get(column.name);
    if (before === undefined) {
      first.set(column.name, column);
      continue;
    }
    found.push(
      mistake('sql/duplicate-column', `the column ${column.name} stands twice`, {
        at: column.at,
        related: [{ message: 'first here', at: before.at }],
      }),
    );
  }
  return found;
}

function wrongCount(tree: InsertTree, row: readonly Expression[], reader: LexemeReader): readonly Diagnostic[] {
  const surplus = row[tree.columns.length];
  if (row.length === tree.columns.length) return [];
  return [wrongNumber(tree, row.length, reader.placeOf(surplus ?? tree.columnList))];
}

function wrongWidth(tree: InsertTree, { outputs }: SelectStatement, reader: LexemeReader): readonly Diagnostic[] {
  if (outputs.some(({ name }) => isStar(name)) || outputs.length === tree.columns.length) return [];
  return [wrongNumber(tree, outputs.length, reader.placeOf(tree.columnList))];
}

function wrongNumber({ columns }: InsertTree, values: number, at: Location): Diagnostic {
  const message = `the INSERT has ${count(columns.length, 'column')} and ${count(values, 'value')}`;
  return mistake('sql/column-count', message, { at });
}

function isStar(name: string): boolean {
  return name === '*' || name.endsWith('.*');
}
