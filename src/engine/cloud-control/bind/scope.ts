import type { Block, ColumnUse, OtherSource, Output, SelectStatement } from '../../../query/statement.ts';
import { findColumn, isSpelled, lettersOf } from './table-columns.ts';
import { isUnknown, type FromItem, type ScopeTable } from './scope-table.ts';
import type { TableColumn } from './table-column.ts';

/** What a column name means. */
export type Meaning =
  | { readonly kind: 'column'; readonly table: ScopeTable; readonly column: TableColumn }
  /** The output of another block, of a CTE or derived table, or of the select list itself. */
  | {
      readonly kind: 'output';
      readonly block: Block;
      readonly name: string;
      /** What SQLite calls it. */
      readonly sqlName: string;
      /** The source in FROM that shows it; undefined for an alias of the select list. */
      readonly source: OtherSource | undefined;
    }
  /** Something that only SQLite knows: a table function's column, a table whose type is unknown. */
  | { readonly kind: 'foreign' }
  | {
      readonly kind: 'ambiguous';
      readonly among: readonly [FromItem, FromItem, ...FromItem[]];
      /** USING or NATURAL makes one column of them. */
      readonly isShared: boolean;
    }
  | { readonly kind: 'no-such-table' }
  | { readonly kind: 'no-such-column' };

/** A column that a block shows to those around it. */
export interface ShownOutput {
  readonly name: string;
  /** What SQLite calls it. */
  readonly sqlName: string;
}

/** SQLite knows no more columns in one result; whatever has more is left to its words. */
export const mostColumns = 2000;

/** `exact`: a name that something has; `alike`: also one with the same letters. */
type Spelling = 'exact' | 'alike';

const noColumn: Meaning = { kind: 'no-such-column' };
const foreign: Meaning = { kind: 'foreign' };

/** Looks names up in the blocks of one SELECT. */
export class Scope {
  readonly statement: SelectStatement;
  readonly tables: readonly ScopeTable[];
  readonly #operands = new Map<number, Block[]>();
  readonly #sharesColumns: boolean;
  readonly #fromItems: Map<number, readonly FromItem[]>;
  readonly #meanings: Map<number, Map<ColumnUse, Meaning>>;
  /** What was worked out; undefined while it is. */
  readonly #outputs = new Map<number, readonly ShownOutput[] | undefined>();

  /** `alike`: the scope of a statement that has the same names, and other values; see `isAlike`. Default: nothing is known of any. */
  constructor(statement: SelectStatement, tables: readonly ScopeTable[], alike?: Scope) {
    this.statement = statement;
    this.tables = tables;
    this.#fromItems = alike === undefined ? new Map<number, readonly FromItem[]>() : alike.#fromItems;
    this.#meanings = alike === undefined ? new Map<number, Map<ColumnUse, Meaning>>() : alike.#meanings;
    this.#sharesColumns = statement.blocks.some(
      ({ sharedColumns }) => sharedColumns === 'all' || sharedColumns.length > 0,
    );
    for (const block of statement.blocks) {
      if (block.role !== 'set-operand' || block.parent === undefined) continue;
      const operands = this.#operands.get(block.parent) ?? [];
      this.#operands.set(block.parent, [...operands, block]);
    }
  }

  /** Whether another statement takes its names from the same nodes, in one block over tables alone: they mean the same there. */
  isAlike({ blocks, tables }: SelectStatement): boolean {
    const [own, other] = [this.statement.blocks, blocks];
    return (
      own.length === 1 &&
      other.length === 1 &&
      own[0]?.uses === other[0]?.uses &&
      own[0]?.otherSources.length === 0 &&
      this.statement.tables === tables
    );
  }

  block(id: number): Block | undefined {
    return this.statement.blocks[id];
  }

  tablesOf(block: Block): readonly ScopeTable[] {
    return this.tables.filter((table) => table.block === block.id);
  }

  /** What stands in FROM, in order. */
  fromItems(block: Block): readonly FromItem[] {
    const known = this.#fromItems.get(block.id);
    if (known !== undefined) return known;
    const tables = this.tablesOf(block).map((table) => {
      const position = this.statement.tables[table.index]?.position ?? 0;
      return { position, item: { kind: 'table', alias: table.alias, table } as const };
    });
    const others = block.otherSources.map((source) => {
      const item = { kind: 'other', alias: source.alias, source, block: this.#shownBy(source) } as const;
      return { position: source.position, item };
    });
    const items = [...tables, ...others]
      .sort((left, right) => left.position - right.position)
      .map(({ item }): FromItem => item);
    this.#fromItems.set(block.id, items);
    return items;
  }

  /** The operands of a UNION; they see nothing of each other. */
  operandsOf(block: Block): readonly Block[] {
    return this.#operands.get(block.id) ?? [];
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

  /** What a use means in its block; what stands inside a subselect sees the blocks around it too. */
  resolve(use: ColumnUse, block: Block): Meaning {
    const meanings = this.#meanings.get(block.id) ?? new Map<ColumnUse, Meaning>();
    this.#meanings.set(block.id, meanings);
    const known = meanings.get(use);
    if (known !== undefined) return known;
    const meaning = this.#resolve(use, block);
    // An output is one of this statement.
    if (meaning.kind !== 'output') meanings.set(use, meaning);
    return meaning;
  }

  /** A name that something has exactly goes before all that is like it, also where that is nearer. */
  #resolve(use: ColumnUse, block: Block): Meaning {
    const exact = this.#fromInside(use, block, 'exact');
    if (exact.kind !== 'foreign' && !isMissing(exact)) return exact;
    const alike = this.#fromInside(use, block, 'alike');
    return isMissing(alike) && exact.kind === 'foreign' ? exact : alike;
  }

  #fromInside(use: ColumnUse, block: Block, spelling: Spelling): Meaning {
    const meaning = this.#inBlock(use, block, spelling);
    if (!isMissing(meaning)) return meaning;
    const around = this.#around(block);
    if (around === undefined) return meaning;
    const outer = this.#fromInside(use, around, spelling);
    // Where the name is nowhere, what is said of it is said of the innermost table that it may mean.
    return outer.kind === 'no-such-table' || meaning.kind === outer.kind ? meaning : outer;
  }

  /** The block whose names are seen from inside: of a derived table that which is around its own. */
  #around(block: Block): Block | undefined {
    const parent = block.parent === undefined ? undefined : this.block(block.parent);
    return block.role === 'subselect' || parent === undefined ? parent : this.#around(parent);
  }

  #inBlock(use: ColumnUse, block: Block, spelling: Spelling): Meaning {
    const isOrdering = block.ordering.has(use);
    const operands = this.operandsOf(block);
    if (operands.length === 0) return this.#inCore(use, block, spelling, isOrdering);
    // ORDER BY of a set operation means an output of the operand that has it, in their order.
    const meanings = operands.map((operand) => this.#inCore(use, operand, spelling, isOrdering));
    const isOutput = (meaning: Meaning, index: number): boolean => {
      const operand = operands[index];
      return operand !== undefined && this.#isOutput(meaning, operand);
    };
    return meanings.find(isOutput) ?? meanings.find((meaning) => !isMissing(meaning)) ?? noColumn;
  }

  /** Whether a block yields what is meant. */
  #isOutput(meaning: Meaning, block: Block): boolean {
    if (meaning.kind === 'output' && meaning.source === undefined) return true;
    return block.outputs.some(({ name, plain }) => {
      if (isStar(name)) return this.starItems(block, name).some((item) => isOf(meaning, item));
      const [only, ...others] = plain ?? [];
      if (only?.kind !== 'column' || others.length > 0) return false;
      const own = this.resolve(only.use, block);
      if (own.kind === 'column') {
        return meaning.kind === 'column' && meaning.table === own.table && meaning.column === own.column;
      }
      return (
        own.kind === 'output' && meaning.kind === 'output' && meaning.source === own.source && meaning.name === own.name
      );
    });
  }

  #inCore(use: ColumnUse, block: Block, spelling: Spelling, isOrdering: boolean): Meaning {
    if (use.qualifier !== undefined) return this.#qualified(use.qualifier, use.name, block, spelling);
    if (isOrdering) {
      const output = this.#ordered(use.name, block);
      if (output !== undefined) return output;
    }
    const found = this.#inSources(use.name, block, spelling);
    // An alias means something where no table has the name, or has it in hiding: the list of all tags in a table of tags.
    const isListOfTags = found.kind === 'column' && found.table.isTags && found.table.hidden.includes(found.column);
    if (!isMissing(found) && found.kind !== 'foreign' && !isListOfTags) return found;
    return (block.listed.has(use) ? undefined : aliasOf(use.name, block)) ?? found;
  }

  /** The first output of that name, those that a star stands for among them. */
  #ordered(name: string, block: Block): Meaning | undefined {
    const alias = aliasOf(name, block);
    for (const output of block.outputs) {
      if (alias?.kind === 'output' && output.name === alias.name && !isStar(output.name)) return alias;
      if (!isStar(output.name)) continue;
      for (const item of this.starItems(block, output.name)) {
        const meaning = this.#inItem(item, name, 'exact');
        if (
          meaning.kind === 'output' ||
          (meaning.kind === 'column' && isShown(meaning) && isSpelled(name, meaning.column))
        ) {
          return meaning;
        }
      }
    }
    return alias;
  }

  #qualified(qualifier: string, name: string, block: Block, spelling: Spelling): Meaning {
    const wanted = qualifier.toLowerCase();
    const items = this.fromItems(block);
    const item =
      items.find(({ alias }) => alias.toLowerCase() === wanted) ??
      items.find((candidate) => candidate.kind === 'table' && isNamed(candidate.table, wanted));
    return item === undefined ? { kind: 'no-such-table' } : this.#inItem(item, name, spelling);
  }

  #inItem(item: FromItem, name: string, spelling: Spelling): Meaning {
    if (item.kind === 'other')
      return item.block === undefined ? foreign : this.#inOutputs(item.source, item.block, name, spelling);
    const { table } = item;
    if (isUnknown(table)) return foreign;
    const column = findColumn(table.shown, name) ?? findColumn(table.hidden, name);
    if (column === undefined || (spelling === 'exact' && !isExact(column, name))) return noColumn;
    return { kind: 'column', table, column };
  }

  #inSources(name: string, block: Block, spelling: Spelling): Meaning {
    const found = this.fromItems(block).map((item) => ({ item, meaning: this.#inItem(item, name, spelling) }));
    const there = found.filter(({ meaning }) => meaning.kind === 'column' || meaning.kind === 'output');
    const shown = there.filter(({ meaning }) => meaning.kind !== 'column' || isShown(meaning));
    const best = shown.length > 0 ? shown : there;
    const [first, second, ...others] = best;
    if (first !== undefined && second !== undefined) {
      const among = [first.item, second.item, ...others.map(({ item }) => item)] as const;
      return { kind: 'ambiguous', among, isShared: sharesColumn(block, name) };
    }
    if (first !== undefined) return first.meaning;
    return found.some(({ meaning }) => meaning.kind === 'foreign') ? foreign : noColumn;
  }

  #inOutputs(source: OtherSource, block: Block, name: string, spelling: Spelling): Meaning {
    const outputs = this.outputsOf(block);
    if (outputs === undefined) return foreign;
    const wanted = name.toLowerCase();
    const output =
      outputs.find((candidate) => candidate.name.toLowerCase() === wanted) ??
      (spelling === 'alike' ? this.#respelled(block, outputs, name) : undefined);
    if (output === undefined) return noColumn;
    return { kind: 'output', block, name: output.name, sqlName: output.sqlName, source };
  }

  /** `SELECT ClientName FROM …` inside may be called `client_name` outside, and the other way round. */
  #respelled(block: Block, outputs: readonly ShownOutput[], name: string): ShownOutput | undefined {
    const columns = [block, ...this.operandsOf(block)].flatMap((inner) =>
      this.tablesOf(inner).flatMap((table) => table.shown),
    );
    const column = findColumn(columns, name);
    if (column !== undefined) return outputs.find((candidate) => findColumn(columns, candidate.name) === column);
    const letters = lettersOf(name);
    const alike = outputs.filter((candidate) => lettersOf(candidate.name) === letters);
    return columns.length === 0 && alike.length === 1 ? alike[0] : undefined;
  }

  /** The names of a block's outputs with every `*` spelled out, or undefined where only SQLite knows them. */
  outputNames(block: Block): readonly string[] | undefined {
    return this.outputsOf(block)?.map(({ name }) => name);
  }

  /** A block's outputs with every `*` spelled out, or undefined where only SQLite knows them. */
  outputsOf(block: Block): readonly ShownOutput[] | undefined {
    if (!this.#outputs.has(block.id)) {
      this.#outputs.set(block.id, undefined);
      this.#outputs.set(block.id, this.#spelledOut(block));
    }
    return this.#outputs.get(block.id);
  }

  #spelledOut(block: Block): readonly ShownOutput[] | undefined {
    if (block.columnNames !== undefined) return block.columnNames.map((name) => ({ name, sqlName: name }));
    // The names of a UNION are those of its first operand, where its tables are too.
    const inner = this.operandsOf(block)[0] ?? block;
    const found: ShownOutput[] = [];
    for (const output of inner.outputs) {
      if (!isStar(output.name)) {
        found.push({ name: output.name, sqlName: this.sqlNameOf(output, inner) });
        continue;
      }
      for (const item of this.starItems(inner, output.name)) {
        const shown = item.kind === 'table' ? namesOf(item.table) : item.block && this.outputsOf(item.block);
        if (shown === undefined || found.length + shown.length > mostColumns) return undefined;
        found.push(...shown);
      }
    }
    return found;
  }

  /**
   * What SQLite is to call an output that is no star: as it is written, so that it hides no alias around it. Its own name it has where the
   * statement shares columns by their names, so that both spellings of a property have one, and beside an alias that is written alike.
   */
  sqlNameOf(output: Output, block: Block): string {
    const plain = output.plain?.length === 1 ? output.plain[0] : undefined;
    if (output.isAlias || plain?.kind !== 'column') return output.name;
    const others = block.outputs.filter((other) => other !== output);
    const written = output.name.toLowerCase();
    const isBesideAlias = others.some((other) => other.isAlias && other.name.toLowerCase() === written);
    if (!this.#sharesColumns && !isBesideAlias) return output.name;
    const natural = this.naturalName(plain.use, block);
    const wanted = natural.toLowerCase();
    return others.some((other) => other.name.toLowerCase() === wanted) ? output.name : natural;
  }

  /** What SQLite calls a column of itself. */
  naturalName(use: ColumnUse, block: Block): string {
    const meaning = this.resolve(use, block);
    if (meaning.kind === 'column') return isSpelled(use.name, meaning.column) ? use.name : meaning.column.name;
    if (meaning.kind === 'output' && meaning.source !== undefined) {
      return meaning.sqlName.toLowerCase() === use.name.toLowerCase() ? use.name : meaning.sqlName;
    }
    if (meaning.kind !== 'ambiguous') return use.name;
    return this.#nameIn(meaning.among[0], use.name);
  }

  #nameIn(item: FromItem, name: string): string {
    const meaning = this.#inItem(item, name, 'alike');
    if (meaning.kind === 'column') return isSpelled(name, meaning.column) ? name : meaning.column.name;
    if (meaning.kind !== 'output' || meaning.sqlName.toLowerCase() === name.toLowerCase()) return name;
    return meaning.sqlName;
  }

  /** The items of FROM that `*` or `t.*` stands for. */
  starItems(block: Block, star: string): readonly FromItem[] {
    const items = this.fromItems(block);
    if (star === '*') return items;
    const wanted = star.slice(0, -2).toLowerCase();
    return items.filter(({ alias }) => alias.toLowerCase() === wanted);
  }

  /** Whether the columns of everything in a block's FROM are known here, and not to SQLite alone. */
  isKnown(block: Block): boolean {
    return this.fromItems(block).every((item) =>
      item.kind === 'table'
        ? !isUnknown(item.table)
        : item.block !== undefined && this.outputsOf(item.block) !== undefined,
    );
  }
}

function isMissing(meaning: Meaning): boolean {
  return meaning.kind === 'no-such-column' || meaning.kind === 'no-such-table';
}

/** An output by the name that it has in the select list; a column that goes by its own name there is found as itself. */
function aliasOf(name: string, block: Block): Meaning | undefined {
  const wanted = name.toLowerCase();
  const output = block.outputs.find(
    (candidate) =>
      candidate.name.toLowerCase() === wanted &&
      (candidate.isAlias || !(candidate.plain?.some(({ kind }) => kind === 'column') ?? false)),
  );
  if (output === undefined || isStar(output.name)) return undefined;
  return { kind: 'output', block, name: output.name, sqlName: output.name, source: undefined };
}

/** Whether the name is one that the column has, and not merely like one of them. */
function isExact(column: TableColumn, name: string): boolean {
  return isSpelled(name, column) || (column.from.kind === 'property' && column.property?.name === name);
}

/** Whether what is meant is a column of an item of FROM. */
function isOf(meaning: Meaning, item: FromItem): boolean {
  if (meaning.kind === 'column') return item.kind === 'table' && item.table === meaning.table;
  return meaning.kind === 'output' && item.kind === 'other' && item.source === meaning.source;
}

function isShown({ table, column }: Extract<Meaning, { kind: 'column' }>): boolean {
  return table.shown.includes(column);
}

/** `awscc.s3.buckets`, and without an alias `s3.buckets` too. */
function isNamed(table: ScopeTable, wanted: string): boolean {
  const name = table.name.toLowerCase();
  return name === wanted || (!table.isAliased && wanted.includes('.') && name.endsWith(`.${wanted}`));
}

function namesOf(table: ScopeTable): readonly ShownOutput[] | undefined {
  return isUnknown(table) ? undefined : table.shown.map(({ name }) => ({ name, sqlName: name }));
}

/** Whether `JOIN … USING` or NATURAL makes one column of those with this name. */
export function sharesColumn({ sharedColumns }: Block, name: string): boolean {
  return sharedColumns === 'all' || sharedColumns.some((shared) => lettersOf(shared) === lettersOf(name));
}

/** `*` and `t.*`. */
export function isStar(outputName: string): boolean {
  return outputName === '*' || outputName.endsWith('.*');
}
