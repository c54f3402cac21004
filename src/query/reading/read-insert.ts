import { count } from '../../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseInsert } from '../grammar/parse-write.ts';
import type { InsertTree } from '../grammar/write-trees.ts';
import type { Identifier, InsertStatement, SelectStatement } from '../statement.ts';
import type { Expression, Query } from '../tree.ts';
import { partsOf } from './expression-parts.ts';
import { readReturning } from './read-returning.ts';
import { selectStatement } from '../select-statement.ts';
import { readValue } from './read-value.ts';
import { textOf } from '../grammar/statement-text.ts';
import { joinedName, resourceName } from './resource-name.ts';

export function readInsert(reader: LexemeReader): Parsed<InsertStatement> {
  const tree = parseInsert(reader);
  const columns = tree.columns.map((path): Identifier => ({
    name: joinedName(path),
    at: path.at,
  }));
  const rows = plainRows(tree.query);
  const select = rows === undefined ? selectStatement(tree.query, tree.queryText) : undefined;
  const value: InsertStatement = {
    kind: 'insert',
    at: reader.since(0),
    text: textOf(reader, 0, reader.index),
    into: resourceName(tree.into),
    columns,
    rows: (rows ?? []).map((row) => row.map((expression) => readValue(expression, reader))),
    select,
    returning: readReturning(tree.returning),
  };
  const widths = select === undefined ? (rows ?? []).flatMap((row) => wrongCount(tree, row)) : wrongWidth(tree, select);
  return { value, diagnostics: [...duplicates(columns), ...widths] };
}

/** The rows of VALUES or of a SELECT without FROM; undefined where the rows come from elsewhere. */
function plainRows(query: Query): readonly (readonly Expression[])[] | undefined {
  const [core, ...others] = query.operands;
  if (others.length > 0 || query.ctes.length > 0 || query.orderBy.length > 0 || query.limit !== undefined)
    return undefined;
  const rows = core.kind === 'values' ? core.rows : [];
  if (core.kind === 'select') {
    if (core.sources.length > 0 || core.where !== undefined || core.groupBy.length > 0 || core.having !== undefined)
      return undefined;
    if (core.windows.length > 0 || core.quantifier === 'DISTINCT') return undefined;
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
      mistake('sql/duplicate-column', `duplicate column ${column.name}`, {
        at: column.at,
        related: [{ message: 'first here', at: before.at }],
      }),
    );
  }
  return found;
}

function wrongCount(tree: InsertTree, row: readonly Expression[]): readonly Diagnostic[] {
  const surplus = row[tree.columns.length];
  if (row.length === tree.columns.length) return [];
  return [wrongNumber(tree, row.length, surplus?.at ?? tree.columnsAt)];
}

function wrongWidth(tree: InsertTree, { outputs }: SelectStatement): readonly Diagnostic[] {
  if (outputs.some(({ name }) => isStar(name)) || outputs.length === tree.columns.length) return [];
  return [wrongNumber(tree, outputs.length, tree.columnsAt)];
}

function wrongNumber({ columns }: InsertTree, values: number, at: Location): Diagnostic {
  const message = `the INSERT has ${count(columns.length, 'column')} and ${count(values, 'value')}`;
  return mistake('sql/column-count', message, { at });
}

function isStar(name: string): boolean {
  return name === '*' || name.endsWith('.*');
}
