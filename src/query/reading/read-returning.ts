import type { ReturningTree } from '../grammar/write-trees.ts';
import type { Returning } from '../statement.ts';
import type { SelectItem } from '../tree.ts';

export function readReturning(tree: ReturningTree | undefined): Returning | undefined {
  return tree === undefined ? undefined : { items: tree.items, columns: tree.items.map(outputName) };
}

/** The name of an output: its alias, the column's name, or the expression as written; `*` and `t.*` for what only the tables tell. */
export function outputName(item: SelectItem): string {
  if (item.kind === 'expression') return item.name;
  return item.table === undefined ? '*' : `${item.table.parts.at(-1)?.name ?? ''}.*`;
}
