import type { Block, ColumnUse, OtherSource, SelectStatement } from '../../../query/statement.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import type { TableColumn } from './bound.ts';
import type { FoundTable } from './find-type.ts';
import { findColumn, hiddenColumns, shownColumns, specialColumns } from './table-columns.ts';

/** A table reference with what it means, before its requests are known. Where nothing has the name, it is neither type nor special. */
export interface ScopeTable {
  readonly index: number;
  readonly alias: string;
  readonly block: number;
  readonly name: string;
  readonly type: ResourceType | undefined;
  readonly special: SpecialTable | undefined;
  readonly shape: 'full' | 'list';
  readonly shown: readonly TableColumn[];
  readonly hidden: readonly TableColumn[];
}

export function scopeTable(
  statement: SelectStatement,
  index: number,
  { type, special, listOnly }: FoundTable,
): ScopeTable | undefined {
  const reference = statement.tables[index];
  if (reference === undefined) return undefined;
  const shape = listOnly ? 'list' : 'full';
  return {
    index,
    alias: reference.alias,
    block: reference.block,
    name: reference.name.text,
    type,
    special,
    shape,
    ...(type !== undefined
      ? { shown: shownColumns(type, shape), hidden: hiddenColumns(type, shape) }
      : special !== undefined
        ? specialColumns(special)
        : { shown: [], hidden: [] }),
  };
}

/** What a column name means. */
export type Meaning =
  | { readonly kind: 'column'; readonly table: ScopeTable; readonly column: TableColumn }
  /** The output of another block: of a CTE, a derived table, or the select list itself. */
  | { readonly kind: 'output'; readonly block: Block; readonly name: string }
  /** Something that only SQLite knows: a table function's column, a table whose type is unknown. */
  | { readonly kind: 'foreign' }
  | {
      readonly kind: 'ambiguous';
      readonly among: readonly ScopeTable[];
      /** USING or NATURAL makes one column of them. */
      readonly isShared: boolean;
    }
  | { readonly kind: 'no-such-table' }
  | { readonly kind: 'no-such-column' };

/** An item of FROM. */
export type FromItem =
  | { readonly kind: 'table'; readonly alias: string; readonly table: ScopeTable }
  /** A CTE or derived table with the block that it shows, or a table function, which has none. */
  | { readonly kind: 'other'; readonly alias: string; readonly block: Block | undefined };

/** SQLite knows no more columns in one result; whatever has more is left to its words. */
export const mostColumns = 2000;

/** Looks names up in the blocks of one SELECT. */
export class Scope {
  readonly statement: SelectStatement;
  readonly tables: readonly ScopeTable[];
  /** What was worked out; undefined while it is. */
  readonly #outputNames = new Map<number, readonly string[] | undefined>();

  constructor(statement: SelectStatement, tables: readonly ScopeTable[]) {
    this.statement = statement;
    this.tables = tables;
  }

  block(id: number): Block | undefined {
    return this.statement.blocks.find((block) => block.id === id);
  }

  tablesOf(block: Block): readonly ScopeTable[] {
    return this.tables.filter((table) => table.block === block.id);
  }

  /** What stands in FROM, in order. */
  fromItems(block: Block): readonly FromItem[] {
    const tables = this.tablesOf(block).map((table) => {
      const position = this.statement.tables[table.index]?.position ?? 0;
      return { position, item: { kind: 'table', alias: table.alias, table } as const };
    });
    const others = block.otherSources.map((source) => {
      const item = { kind: 'other', alias: source.alias, block: this.#shownBy(source) } as const;
      return { position: source.position, item };
    });
    return [...tables, ...others].sort((left, right) => left.position - right.position).map(({ item }) => item);
  }

  /** The operands of a UNION; they see nothing of each other. */
  operandsOf(block: Block): readonly Block[] {
    return this.statement.blocks.filter((other) => other.parent === block.id && other.role === 'set-operand');
  }

  /** The block behind a name in FROM, or undefined for a table function. */
  source(block: Block, alias: string): Block | undefined {
    const wanted = alias.toLowerCase();
    const source = block.otherSources.find((candidate) => candidate.alias.toLowerCase() === wanted);
    return source === undefined ? undefined : this.#shownBy(source);
  }

  #shownBy({ block }: OtherSource): Block | undefined {
    return block === undefined ? undefined : this.block(block);
  }

  /** What a use means in its block; a subselect sees the blocks around it too. */
  resolve(use: ColumnUse, block: Block): Meaning {
    const meaning =
      use.qualifier === undefined
        ? this.#unqualified(use.name, block)
        : this.#qualified(use.qualifier, use.name, block);
    const isMissing = meaning.kind === 'no-such-column' || meaning.kind === 'no-such-table';
    if (!isMissing || block.role !== 'subselect' || block.parent === undefined) return meaning;
    const around = this.block(block.parent);
    if (around === undefined) return meaning;
    const outer = this.resolve(use, around);
    // Where the name is nowhere, what is said of it is said of the innermost table that it may mean.
    return outer.kind === 'no-such-table' || meaning.kind === outer.kind ? meaning : outer;
  }

  #qualified(qualifier: string, name: string, block: Block): Meaning {
    const wanted = qualifier.toLowerCase();
    const tables = this.tablesOf(block);
    const table =
      tables.find((candidate) => candidate.alias.toLowerCase() === wanted) ??
      tables.find((candidate) => candidate.name.toLowerCase() === wanted);
    if (table !== undefined) return this.#inTable(table, name);
    if (!block.otherSources.some((candidate) => candidate.alias.toLowerCase() === wanted)) {
      // A set operation has no names of its own: what its operands call their tables is not seen here.
      return { kind: 'no-such-table' };
    }
    const source = this.source(block, qualifier);
    if (source === undefined) return { kind: 'foreign' };
    return this.#inOutputs(source, name);
  }

  #inTable(table: ScopeTable, name: string): Meaning {
    if (isUnknown(table)) return { kind: 'foreign' };
    const column = findColumn(table.shown, name) ?? findColumn(table.hidden, name);
    return column === undefined ? { kind: 'no-such-column' } : { kind: 'column', table, column };
  }

  #unqualified(name: string, block: Block): Meaning {
    const wanted = name.toLowerCase();
    const found = this.#inSources(name, block);
    // An output that is the column itself says nothing of what the column is.
    const isOutput = block.outputs.some(
      (output) =>
        output.name.toLowerCase() === wanted &&
        !output.mentions.some((use) => use.qualifier === undefined && use.name.toLowerCase() === wanted),
    );
    // An alias means something where no table has the name.
    if (isOutput && (found.kind === 'no-such-column' || found.kind === 'foreign')) {
      return { kind: 'output', block, name };
    }
    if (found.kind !== 'no-such-column') return found;
    for (const operand of this.operandsOf(block)) {
      const meaning = this.#unqualified(name, operand);
      if (meaning.kind !== 'no-such-column') return meaning;
    }
    return found;
  }

  #inSources(name: string, block: Block): Meaning {
    const meanings = this.tablesOf(block).map((table) => this.#inTable(table, name));
    const columns = meanings.filter((meaning) => meaning.kind === 'column');
    const shown = columns.filter(({ table, column }) => table.shown.includes(column));
    const best = shown.length > 0 ? shown : columns;
    if (best.length > 1) {
      const among = best.map((meaning) => meaning.table);
      return { kind: 'ambiguous', among, isShared: sharesColumn(block, name) };
    }
    const [only] = best;
    if (only !== undefined) return only;
    for (const other of block.otherSources) {
      const source = this.source(block, other.alias);
      if (source === undefined) continue;
      const meaning = this.#inOutputs(source, name);
      if (meaning.kind !== 'no-such-column') return meaning;
    }
    const hasUnknown =
      meanings.some((meaning) => meaning.kind === 'foreign') ||
      block.otherSources.some((other) => this.source(block, other.alias) === undefined);
    return { kind: hasUnknown ? 'foreign' : 'no-such-column' };
  }

  #inOutputs(source: Block, name: string): Meaning {
    const names = this.outputNames(source);
    if (names === undefined) return { kind: 'foreign' };
    const wanted = name.toLowerCase();
    const isThere = names.some((candidate) => candidate.toLowerCase() === wanted);
    if (isThere) return { kind: 'output', block: source, name };
    // `SELECT ClientName FROM …` inside is read as `client_name`; the outer block may use either spelling.
    return this.#renamedOutput(source, name) ?? { kind: 'no-such-column' };
  }

  #renamedOutput(source: Block, name: string): Meaning | undefined {
    const columns = this.tablesOf(source).flatMap((table) => table.shown);
    const column = findColumn(columns, name);
    if (column === undefined) return undefined;
    const names = this.outputNames(source) ?? [];
    const same = names.find((candidate) => findColumn(columns, candidate) === column);
    return same === undefined ? undefined : { kind: 'output', block: source, name: same };
  }

  /** The names of a block's outputs with every `*` spelled out, or undefined where only SQLite knows them. */
  outputNames(block: Block): readonly string[] | undefined {
    if (!this.#outputNames.has(block.id)) {
      this.#outputNames.set(block.id, undefined);
      this.#outputNames.set(block.id, this.#spelledOut(block));
    }
    return this.#outputNames.get(block.id);
  }

  #spelledOut(block: Block): readonly string[] | undefined {
    if (block.columnNames !== undefined) return block.columnNames;
    // The names of a UNION are those of its first operand, where its tables are too.
    const inner = this.operandsOf(block)[0] ?? block;
    const names: string[] = [];
    for (const output of block.outputs) {
      if (!isStar(output.name)) {
        names.push(output.name);
        continue;
      }
      for (const item of this.starItems(inner, output.name)) {
        const shown = item.kind === 'table' ? namesOf(item.table) : item.block && this.outputNames(item.block);
        if (shown === undefined || names.length + shown.length > mostColumns) return undefined;
        names.push(...shown);
      }
    }
    return names;
  }

  /** The items of FROM that `*` or `t.*` stands for. */
  starItems(block: Block, star: string): readonly FromItem[] {
    const items = this.fromItems(block);
    if (star === '*') return items;
    const wanted = star.slice(0, -2).toLowerCase();
    return items.filter(({ alias }) => alias.toLowerCase() === wanted);
  }
}

function namesOf(table: ScopeTable): readonly string[] | undefined {
  return isUnknown(table) ? undefined : table.shown.map((column) => column.name);
}

/** Whether nothing has the table's name. */
function isUnknown({ type, special }: ScopeTable): boolean {
  return type === undefined && special === undefined;
}

/** Whether `JOIN … USING` or NATURAL makes one column of those with this name. */
export function sharesColumn({ sharedColumns }: Block, name: string): boolean {
  return sharedColumns === 'all' || sharedColumns.includes(name.toLowerCase());
}

/** `*` and `t.*`. */
export function isStar(outputName: string): boolean {
  return outputName === '*' || outputName.endsWith('.*');
}
