import type { Json } from '../../base/json.ts';
import type { Block, ColumnUse, Output } from '../../query/statement.ts';
import type { BoundSelect, BoundTable, TableColumn } from './bind/bound.ts';
import { isStar, type Scope } from './bind/scope.ts';
import { toSql } from './render-sql.ts';
import { bodyOf, plainItems, shapeOf, type StatementShape } from './statement-shape.ts';
import { cellOf, type LoadedTable } from './table-rows.ts';

/** What a column of the result is. */
export interface ResultColumn {
  readonly name: string;
  /** The table column that it is, and nothing but it; undefined for what SQLite worked out. */
  readonly source: { readonly table: BoundTable; readonly column: TableColumn } | undefined;
  /** Something that is never shown went into it. */
  readonly isSecret: boolean;
}

/** Aligns the result's columns, named as SQLite names them, with the statement's outputs. */
export function resultColumns(bound: BoundSelect, names: readonly string[]): readonly ResultColumn[] {
  const { statement, scope } = bound;
  const block = scope.block(0) ?? statement.blocks[0];
  const tracer = new Tracer(bound);
  const { outputs } = statement;
  const firstStar = outputs.findIndex((output) => isStar(output.name));
  const lastStar = outputs.findLastIndex((output) => isStar(output.name));
  return names.map((name, index) => {
    const fromEnd = index - names.length;
    const position =
      firstStar < 0 || index < firstStar
        ? index
        : fromEnd >= lastStar + 1 - outputs.length
          ? outputs.length + fromEnd
          : undefined;
    const output = position === undefined ? undefined : outputs[position];
    if (block === undefined) return { name, source: undefined, isSecret: false };
    if (position !== undefined && output !== undefined) {
      const source = tracer.output(block, position);
      return { name: output.name, source, isSecret: tracer.isSecretOutput(block, output, position) };
    }
    const use: ColumnUse = { qualifier: undefined, name, at: statement.at };
    const source = tracer.throughStars(block, use);
    return { name, source, isSecret: tracer.isSecretName(block, name) };
  });
}

/** Follows columns through the select lists of CTEs and derived tables to the tables that they come from. */
class Tracer {
  readonly #bound: BoundSelect;
  readonly #scope: Scope;
  readonly #shape: StatementShape;
  readonly #lists = new Map<number, ReturnType<typeof plainItems>>();

  constructor(bound: BoundSelect) {
    this.#bound = bound;
    this.#scope = bound.scope;
    this.#shape = shapeOf(bound.statement.text);
  }

  /** The table column that an output is and nothing else. */
  output(block: Block, position: number, visited: readonly string[] = []): ResultColumn['source'] {
    const items = this.#plainItems(block);
    const item = items?.length === block.outputs.length ? items[position] : undefined;
    const key = `${block.id} ${position}`;
    if (item === undefined || visited.includes(key)) return undefined;
    return this.#use(block, { ...item, at: this.#bound.statement.at }, [...visited, key]);
  }

  /** The table column that a name of `SELECT *` is. */
  throughStars(block: Block, use: ColumnUse, visited: readonly string[] = []): ResultColumn['source'] {
    return this.#use(block, use, visited);
  }

  #use(block: Block, use: ColumnUse, visited: readonly string[]): ResultColumn['source'] {
    const meaning = this.#scope.resolve(use, block);
    if (meaning.kind === 'column') {
      const table = this.#bound.tables.find((candidate) => candidate.index === meaning.table.index);
      return table === undefined ? undefined : { table, column: meaning.column };
    }
    if (meaning.kind !== 'output' || meaning.block.id === block.id) return undefined;
    const source = meaning.block;
    const wanted = meaning.name.toLowerCase();
    const position = source.outputs.findIndex((output) => output.name.toLowerCase() === wanted);
    if (position >= 0) return this.output(source, position, visited);
    const key = `${source.id} ${wanted}`;
    if (visited.includes(key)) return undefined;
    return this.#use(source, { ...use, qualifier: undefined, name: meaning.name }, [...visited, key]);
  }

  #plainItems(block: Block): ReturnType<typeof plainItems> {
    if (!this.#lists.has(block.id)) {
      const body = bodyOf(this.#shape, block);
      this.#lists.set(block.id, body === undefined ? undefined : plainItems(body));
    }
    return this.#lists.get(block.id);
  }

  /** Whether a column that is never shown is mentioned in an output, in the same place of a UNION, or in a subselect of the block. */
  isSecretOutput(block: Block, output: Output, position: number, visited: ReadonlySet<number> = new Set()): boolean {
    const seen = new Set([...visited, block.id]);
    if (output.mentions.some((mention) => this.#isSecretUse(block, mention, seen))) return true;
    const operands = this.#scope.operandsOf(block);
    const isSecretInOperand = operands.some((operand) => {
      const same = operand.outputs[position];
      return same !== undefined && this.isSecretOutput(operand, same, position, seen);
    });
    if (isSecretInOperand) return true;
    return this.output(block, position) === undefined && this.#hasSecretSubselect(block, seen);
  }

  /** Whether a name of `SELECT *` is, or may be, a column that is never shown. */
  isSecretName(block: Block, name: string, visited: ReadonlySet<number> = new Set()): boolean {
    const use: ColumnUse = { qualifier: undefined, name, at: this.#bound.statement.at };
    if (this.#isSecretUse(block, use, new Set([...visited, block.id]))) return true;
    const wanted = name.toLowerCase();
    return block.outputs.some(
      (output, position) =>
        output.name.toLowerCase() === wanted && this.isSecretOutput(block, output, position, visited),
    );
  }

  #isSecretUse(block: Block, use: ColumnUse, visited: ReadonlySet<number>): boolean {
    const meaning = this.#scope.resolve(use, block);
    switch (meaning.kind) {
      case 'column':
        return meaning.column.secrets.length > 0;
      case 'output':
        return meaning.block.id !== block.id && !visited.has(meaning.block.id)
          ? this.isSecretName(meaning.block, meaning.name, visited)
          : this.#isSecretAlias(block, meaning.name, visited);
      case 'ambiguous':
        return meaning.among.some((table) =>
          table.shown.some(
            (column) => column.secrets.length > 0 && column.name.toLowerCase() === use.name.toLowerCase(),
          ),
        );
      case 'foreign':
        // What a table function takes apart may be any column that the block mentions.
        return block.uses.some((other) => this.#isSecretColumn(block, other));
      case 'no-such-column':
      case 'no-such-table':
        return false;
    }
  }

  #isSecretAlias(block: Block, name: string, visited: ReadonlySet<number>): boolean {
    const wanted = name.toLowerCase();
    return block.outputs.some(
      (output) =>
        output.name.toLowerCase() === wanted &&
        output.mentions.some(
          (mention) =>
            mention.name.toLowerCase() !== wanted && this.#isSecretUse(block, mention, new Set([...visited, block.id])),
        ),
    );
  }

  #isSecretColumn(block: Block, use: ColumnUse): boolean {
    const meaning = this.#scope.resolve(use, block);
    return meaning.kind === 'column' && meaning.column.secrets.length > 0;
  }

  #hasSecretSubselect(block: Block, visited: ReadonlySet<number>): boolean {
    return this.#bound.statement.blocks.some(
      (inner) =>
        inner.parent === block.id &&
        inner.role === 'subselect' &&
        !visited.has(inner.id) &&
        inner.outputs.some((output, position) => this.isSecretOutput(inner, output, position, visited)),
    );
  }
}

/** The JSON values behind SQLite's cells of one table column: `1` may have been true, a text a list. */
export function originals(loaded: LoadedTable | undefined, column: TableColumn): ReadonlyMap<unknown, Json> {
  const values = new Map<unknown, Json>();
  if (loaded === undefined) return values;
  for (const row of loaded.rows) {
    const value = cellOf(loaded.table, column, row);
    if (typeof value === 'boolean' || (typeof value === 'object' && value !== null)) values.set(toSql(value), value);
  }
  return values;
}
