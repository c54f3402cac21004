import type { Block, ColumnUse, Literal, Output } from '../../query/statement.ts';
import { isMarked } from '../../values/value.ts';
import type { BoundSelect, BoundTable, TableColumn } from './bind/bound.ts';
import { isStar, mostColumns, sharesColumn } from './bind/scope.ts';
import type { FromItem, ScopeTable } from './bind/scope-table.ts';

/** Where a cell of an output comes from. */
export type CellSource =
  | { readonly kind: 'column'; readonly table: BoundTable; readonly column: TableColumn }
  | { readonly kind: 'literal'; readonly literal: Literal }
  /** What SQLite worked out. */
  | { readonly kind: 'computed' };

export interface OutputColumn {
  readonly name: string;
  /** Of a set operation those of every operand that gives rows. */
  readonly sources: readonly CellSource[];
  /** Which of the block's outputs it is; undefined for one that a star stands for. */
  readonly output: number | undefined;
  /** The block whose column a star shows here. */
  readonly inner: { readonly block: Block; readonly name: string } | undefined;
}

const computed: readonly CellSource[] = [{ kind: 'computed' }];

/** Follows the outputs of CTEs, derived tables and set operations to the columns and literals that their cells come from. */
export class OutputSources {
  readonly #bound: Pick<BoundSelect, 'scope' | 'tables'>;
  readonly #known = new Map<number, readonly OutputColumn[] | undefined>();

  constructor(bound: Pick<BoundSelect, 'scope' | 'tables'>) {
    this.#bound = bound;
  }

  /** The outputs of a block with every `*` spelled out, or undefined where only SQLite knows them. */
  columnsOf(block: Block): readonly OutputColumn[] | undefined {
    if (!this.#known.has(block.id)) {
      // Where a block refers to itself, it adds nothing to itself.
      this.#known.set(block.id, undefined);
      this.#known.set(block.id, this.#read(block));
    }
    return this.#known.get(block.id);
  }

  /** What a column of a block is. */
  sourcesOf(use: ColumnUse, block: Block): readonly CellSource[] {
    const meaning = this.#bound.scope.resolve(use, block);
    if (meaning.kind === 'column') return this.#column(meaning.table, meaning.column);
    if (meaning.kind === 'ambiguous' && meaning.isShared)
      return this.sourcesOf({ ...use, qualifier: meaning.among[0].alias }, block);
    if (meaning.kind !== 'output' || meaning.block.id === block.id) return computed;
    const wanted = meaning.name.toLowerCase();
    const column = this.columnsOf(meaning.block)?.find(({ name }) => name.toLowerCase() === wanted);
    return column?.sources ?? computed;
  }

  /** What an output is that is no star; of a set operation nothing is said. */
  sourcesOfOutput(block: Block, index: number): readonly CellSource[] {
    const output = block.outputs[index];
    return output === undefined ? computed : this.#output(output, block);
  }

  #read(block: Block): readonly OutputColumn[] | undefined {
    const operands = this.#bound.scope.operandsOf(block);
    if (operands.length > 0) return this.#together(block, operands);
    const columns: OutputColumn[] = [];
    for (const [index, output] of block.outputs.entries()) {
      const shown = isStar(output.name)
        ? this.#star(block, output.name, columns)
        : [{ name: output.name, sources: this.#output(output, block), output: index, inner: undefined }];
      if (shown === undefined || columns.length + shown.length > mostColumns) return undefined;
      columns.push(...shown);
    }
    return named(block, columns);
  }

  /** EXCEPT and INTERSECT choose among the rows before them and give none. */
  #together(block: Block, operands: readonly Block[]): readonly OutputColumn[] | undefined {
    let columns: readonly OutputColumn[] | undefined;
    for (const operand of operands) {
      const own = this.columnsOf(operand);
      if (own === undefined) return undefined;
      if (columns === undefined) {
        columns = named(block, own);
        // A recursive operand looks at these.
        this.#known.set(
          block.id,
          columns.map((column) => ({ ...column, sources: [] })),
        );
      } else if (operand.operator === 'union') {
        columns = columns.map((column, index) => {
          return { ...column, sources: [...column.sources, ...(own[index]?.sources ?? [])] };
        });
      }
    }
    return columns;
  }

  #star(block: Block, star: string, before: readonly OutputColumn[]): readonly OutputColumn[] | undefined {
    const columns: OutputColumn[] = [];
    for (const item of this.#bound.scope.starItems(block, star)) {
      const shown = this.#item(item);
      if (shown === undefined || before.length + columns.length + shown.length > mostColumns) return undefined;
      const earlier = new Set(columns.map(({ name }) => name.toLowerCase()));
      // A shared column stands once, where the first of its tables has it.
      const isRepeated = (name: string): boolean => earlier.has(name.toLowerCase()) && sharesColumn(block, name);
      columns.push(...shown.filter(({ name }) => !isRepeated(name)));
    }
    return columns;
  }

  #item(item: FromItem): readonly OutputColumn[] | undefined {
    if (item.kind === 'other') {
      const { block } = item;
      const shown = block === undefined ? undefined : this.columnsOf(block);
      if (block === undefined || shown === undefined) return undefined;
      return shown.map(({ name, sources }) => ({ name, sources, output: undefined, inner: { block, name } }));
    }
    const { table } = item;
    if (table.shown.length === 0) return undefined;
    return table.shown.map((column) => {
      return { name: column.name, sources: this.#column(table, column), output: undefined, inner: undefined };
    });
  }

  #output({ plain }: Output, block: Block): readonly CellSource[] {
    if (plain === undefined) return computed;
    return plain.flatMap((one) =>
      one.kind === 'column' ? this.sourcesOf(one.use, block) : isValue(one.literal) ? [one] : computed,
    );
  }

  #column({ index }: ScopeTable, column: TableColumn): readonly CellSource[] {
    const table = this.#bound.tables.find((candidate) => candidate.index === index);
    return table === undefined ? computed : [{ kind: 'column', table, column }];
  }
}

/** The columns under the names that a column list gives them. */
function named({ columnNames }: Block, columns: readonly OutputColumn[]): readonly OutputColumn[] {
  return columns.map((column, index) => ({ ...column, name: columnNames?.[index] ?? column.name }));
}

/** A list or a fragment of SQL is more than a value, and `json('…')` is worked out. */
function isValue({ value, wrapper }: Literal): boolean {
  return wrapper === undefined && !(isMarked(value) && (value.kind === 'sql-list' || value.kind === 'sql-fragment'));
}
