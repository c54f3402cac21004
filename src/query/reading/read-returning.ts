import type { ReturningTree, SelectItem } from '../grammar/tree.ts';
import { formatSql } from '../format-statement.ts';
import type { Returning } from '../statement.ts';
import type { StatementText } from './statement-text.ts';

export function readReturning(tree: ReturningTree | undefined, text: StatementText): Returning | undefined {
  if (tree === undefined) return undefined;
  return { text: text.of(tree), columns: tree.items.map((item) => outputName(item, text)) };
}

/** The name of an output: its alias, the column's name, or the expression as written; `*` and `t.*` for what only the tables tell. */
export function outputName(item: SelectItem, text: StatementText): string {
  if (item.kind === 'star') return item.path === undefined ? '*' : `${item.path.parts.at(-1)?.name ?? ''}.*`;
  if (item.alias !== undefined) return item.alias.name;
  const { expression } = item;
  return expression.kind === 'column'
    ? (expression.path.parts.at(-1)?.name ?? '')
    : formatSql(text.of(expression), 'shown');
}
