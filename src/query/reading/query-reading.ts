import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import type { Core, Expression, Extent, Joined, Path, Query, SelectCore, TableSource } from '../grammar/tree.ts';
import type { ColumnUse, Identifier } from '../statement.ts';
import type { BlockDraft, ComparisonDraft, OutputDraft } from './block-draft.ts';
import { conjunctsOf } from './conjuncts.ts';
import { childrenOf } from './expression-parts.ts';
import { literalOf } from './read-value.ts';
import type { StatementText } from './statement-text.ts';

/** A cloud resource in FROM, before it has its number. */
interface TableDraft {
  readonly path: Path;
  readonly alias: string | undefined;
  readonly block: BlockDraft;
}

/** Names of table expressions in scope, lower case. */
type CteNames = ReadonlySet<string>;

/** Goes through a query once and notes its blocks, tables, names, comparisons and functions. */
export class QueryReading {
  readonly blocks: BlockDraft[] = [];
  readonly tables: TableDraft[] = [];
  readonly comparisons: ComparisonDraft[] = [];
  readonly functions: Identifier[] = [];
  readonly #reader: LexemeReader;
  readonly #text: StatementText;
  /** One use per place, however often it is met. */
  readonly #uses = new Map<number, ColumnUse>();

  constructor(reader: LexemeReader, text: StatementText) {
    this.#reader = reader;
    this.#text = text;
  }

  readRoot(query: Query): BlockDraft {
    return this.#query(query, { parent: undefined, role: 'statement', name: undefined }, new Set());
  }

  #block(about: Pick<BlockDraft, 'parent' | 'role' | 'name'>): BlockDraft {
    const block = {
      id: this.blocks.length,
      ...about,
      otherSources: [],
      conjuncts: [],
      uses: [],
      outputs: [],
      longNames: new Set<string>(),
    };
    this.blocks.push(block);
    return block;
  }

  #query(query: Query, about: Pick<BlockDraft, 'parent' | 'role' | 'name'>, outer: CteNames): BlockDraft {
    const block = this.#block(about);
    const names = new Set(outer);
    for (const { name, columns, query: body } of query.ctes) {
      // A table expression may refer to itself.
      names.add(name.name.toLowerCase());
      const inner = this.#query(body, { parent: block, role: 'cte', name: name.name }, names);
      if (columns.length > 0) inner.outputs = renamed(inner.outputs, columns);
    }
    const [first, ...others] = query.operands;
    if (others.length === 0) {
      this.#core(first, block, names);
    } else {
      const operands = query.operands.map((core) => {
        const operand = this.#block({ parent: block, role: 'set-operand', name: undefined });
        this.#core(core, operand, names);
        return operand;
      });
      block.outputs = [...(operands[0]?.outputs ?? [])];
    }
    for (const term of query.orderBy) this.#collect(term, block, names, aliasesOf(block));
    for (const limit of query.limits) this.#collect(limit, block, names);
    return block;
  }

  #core(core: Core, block: BlockDraft, names: CteNames): void {
    if (core.kind === 'values') {
      block.outputs = (core.rows[0] ?? []).map((_, index) => ({ name: `column${index + 1}`, mentions: [] }));
      for (const expression of core.rows.flat()) this.#collect(expression, block, names);
      return;
    }
    this.#sources(core.sources, block, names);
    this.#items(core, block, names);
    this.#conditions(core.sources, block, names);
    if (core.where !== undefined) {
      this.#collect(core.where, block, names);
      block.conjuncts.push(...this.#conjuncts(core.where, block, 'where'));
    }
    const aliases = aliasesOf(block);
    const behind = [...core.groupBy, ...(core.having === undefined ? [] : [core.having]), ...core.windows];
    for (const expression of behind) this.#collect(expression, block, names, aliases);
  }

  #items(core: SelectCore, block: BlockDraft, names: CteNames): void {
    for (const item of core.items) {
      if (item.kind === 'star') {
        if (item.path !== undefined) this.#shorten(item.path, item.path.parts.length, block);
        block.outputs.push({ name: item, mentions: [] });
      } else {
        block.outputs.push({ name: item, mentions: this.#collect(item.expression, block, names) });
      }
    }
  }

  #sources(joined: readonly Joined[], block: BlockDraft, names: CteNames): void {
    for (const { source, using } of joined) {
      this.#source(source, block, names);
      for (const { name, lexeme } of using) {
        block.uses.push({ qualifier: undefined, name, at: this.#reader.placeOf({ from: lexeme, to: lexeme + 1 }) });
      }
    }
  }

  #source(source: TableSource, block: BlockDraft, names: CteNames): void {
    switch (source.kind) {
      case 'table': {
        const [first, ...rest] = source.path.parts;
        if (rest.length === 0 && names.has(first.name.toLowerCase())) {
          block.otherSources.push({ alias: source.alias?.name ?? first.name, name: first.name });
        } else {
          this.tables.push({ path: source.path, alias: source.alias?.name, block });
          const names = source.path.parts.map((part) => part.name.toLowerCase());
          // An alias hides the name behind it.
          if (source.alias === undefined)
            names.forEach((_, index) => block.longNames.add(names.slice(index).join('.')));
        }
        return;
      }
      case 'function':
        this.#function(source.name.name, source.name.lexeme);
        block.otherSources.push({ alias: source.alias?.name ?? source.name.name, name: source.name.name });
        for (const input of source.inputs) this.#collect(input, block, names);
        return;
      case 'query': {
        const name = source.alias?.name ?? `<derived ${this.blocks.length}>`;
        this.#query(source.query, { parent: block, role: 'derived', name }, names);
        block.otherSources.push({ alias: name, name });
        return;
      }
      case 'group':
        this.#sources(source.members, block, names);
    }
  }

  /** ON conditions, when every source of the block is known. */
  #conditions(joined: readonly Joined[], block: BlockDraft, names: CteNames): void {
    for (const { join, source, on } of joined) {
      if (source.kind === 'group') this.#conditions(source.members, block, names);
      if (on === undefined) continue;
      this.#collect(on, block, names);
      if (join === 'right' || join === 'full') block.conjuncts.push({ kind: 'other' });
      else block.conjuncts.push(...this.#conjuncts(on, block, join === 'left' ? 'left-on' : 'on'));
    }
  }

  #conjuncts(condition: Expression, block: BlockDraft, origin: 'where' | 'on' | 'left-on'): BlockDraft['conjuncts'] {
    return conjunctsOf(condition, origin, {
      useOf: (path) => this.#use(path, block),
      markLiteral: (expression) => this.#markLiteral(expression),
    });
  }

  /** Notes everything in an expression and answers with the columns that it mentions itself. */
  #collect(
    expression: Expression,
    block: BlockDraft,
    names: CteNames,
    aliases: ReadonlySet<string> = new Set(),
  ): readonly ColumnUse[] {
    const mentions: ColumnUse[] = [];
    const visit = (part: Expression): void => {
      if (part.kind === 'subselect') {
        this.#query(part.query, { parent: block, role: 'subselect', name: undefined }, names);
        return;
      }
      if (part.kind === 'column') {
        const use = this.#use(part.path, block);
        if (use.qualifier === undefined && aliases.has(use.name.toLowerCase())) return;
        mentions.push(use);
      }
      if (part.kind === 'call') this.#function(part.name.name, part.name.lexeme);
      this.#compare(part, block);
      childrenOf(part).forEach(visit);
    };
    visit(expression);
    block.uses.push(...mentions);
    return mentions;
  }

  #compare(part: Expression, block: BlockDraft): void {
    const note = (column: Expression, others: readonly Expression[]): void => {
      const inner = column.kind === 'nested' ? column.inner : column;
      if (inner.kind !== 'column') return;
      const literals = others.flatMap((other) => {
        const literal = literalOf(other);
        if (literal === undefined || literal.value === null) return [];
        this.#markLiteral(other);
        return [literal];
      });
      if (literals.length > 0) {
        this.comparisons.push({ block: block.id, column: this.#use(inner.path, block), literals });
      }
    };
    if (part.kind === 'comparison') {
      note(part.left, [part.right]);
      note(part.right, [part.left]);
    } else if (part.kind === 'in') {
      note(part.operand, part.items);
    } else if (part.kind === 'between') {
      note(part.operand, [part.low, part.high]);
    } else if (part.kind === 'case' && part.operand !== undefined) {
      note(
        part.operand,
        part.branches.map(({ when }) => when),
      );
    }
  }

  #markLiteral(expression: Expression): void {
    if (expression.kind === 'nested') this.#markLiteral(expression.inner);
    if (expression.kind === 'literal') this.#text.markLiteral(expression, expression.literal);
  }

  #function(name: string, lexeme: number): void {
    this.functions.push({ name: name.toLowerCase(), at: this.#reader.placeOf({ from: lexeme, to: lexeme + 1 }) });
  }

  #use(path: Path, block: BlockDraft): ColumnUse {
    const known = this.#uses.get(path.from);
    if (known !== undefined) return known;
    const { parts } = path;
    const qualifiers = parts.slice(0, -1).map((part) => part.name);
    const isShort = parts.length > 2 && this.#shorten(path, parts.length - 1, block);
    const use: ColumnUse = {
      qualifier: qualifiers.length === 0 ? undefined : isShort ? qualifiers.at(-1) : qualifiers.join('.'),
      name: parts.at(-1)?.name ?? '',
      at: this.#reader.placeOf(path),
    };
    this.#uses.set(path.from, use);
    return use;
  }

  /** `awscc.s3.buckets.arn` is `buckets.arn` to SQLite, where the table has no alias. */
  #shorten(path: Path, length: number, block: BlockDraft): boolean {
    const qualifiers = path.parts.slice(0, length).map((part) => part.name.toLowerCase());
    const last = path.parts[length - 1];
    if (last === undefined || length < 2 || !this.#isTable(qualifiers, block)) return false;
    const dropped: Extent = { from: path.from, to: last.lexeme };
    this.#text.leaveOut(dropped);
    return true;
  }

  #isTable(qualifiers: readonly string[], block: BlockDraft): boolean {
    const wanted = qualifiers.join('.');
    for (let around: BlockDraft | undefined = block; around !== undefined; around = around.parent) {
      if (around.longNames.has(wanted)) return true;
    }
    return false;
  }
}

function aliasesOf(block: BlockDraft): ReadonlySet<string> {
  return new Set(
    block.outputs.flatMap(({ name }) =>
      typeof name !== 'string' && name.kind === 'expression' && name.alias !== undefined
        ? [name.alias.name.toLowerCase()]
        : [],
    ),
  );
}

function renamed(outputs: readonly OutputDraft[], columns: readonly { readonly name: string }[]): OutputDraft[] {
  return columns.map(({ name }, index) => ({ name, mentions: outputs[index]?.mentions ?? [] }));
}
