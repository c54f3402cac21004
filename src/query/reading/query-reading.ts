import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import type { Core, Expression, Extent, Joined, Path, Query, SelectCore, TableSource } from '../grammar/tree.ts';
import type { ColumnUse, Identifier, PlainOutput, SetOperator } from '../statement.ts';
import type { BlockDraft, ComparisonDraft } from './block-draft.ts';
import { conjunctsOf } from './conjuncts.ts';
import { childrenOf, partsOf } from './expression-parts.ts';
import { literalOf, writtenLiteral } from './read-value.ts';
import type { StatementText } from './statement-text.ts';

/** A cloud resource in FROM, before it has its number. */
interface TableDraft {
  readonly path: Path;
  readonly alias: string | undefined;
  readonly block: BlockDraft;
  readonly position: number;
}

/** The blocks of the table expressions in scope, by their names in lower case. */
type CteNames = ReadonlyMap<string, BlockDraft>;

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
    const root = this.#block({ parent: undefined, role: 'statement', name: undefined }, query);
    this.#query(query, root, new Map());
    return root;
  }

  #block(
    about: Pick<BlockDraft, 'parent' | 'role' | 'name'> & { readonly operator?: SetOperator },
    extent: Extent,
  ): BlockDraft {
    const block: BlockDraft = {
      operator: undefined,
      id: this.blocks.length,
      ...about,
      extent,
      fromItems: 0,
      otherSources: [],
      sharedColumns: [],
      columnNames: undefined,
      conjuncts: [],
      conditions: [],
      uses: [],
      outputs: [],
      longNames: new Set<string>(),
    };
    this.blocks.push(block);
    return block;
  }

  #query(query: Query, block: BlockDraft, outer: CteNames): void {
    const names = new Map(outer);
    for (const { name, columns, query: body } of query.ctes) {
      const inner = this.#block({ parent: block, role: 'cte', name: name.name }, body);
      // A table expression may refer to itself.
      names.set(name.name.toLowerCase(), inner);
      this.#query(body, inner, names);
      if (columns.length > 0) inner.columnNames = columns.map((column) => column.name);
    }
    const [first, ...others] = query.operands;
    if (others.length === 0) {
      this.#core(first, block, names);
    } else {
      const operands = query.operands.map((core, index) => {
        const operator = query.operators[index - 1];
        const about = { parent: block, role: 'set-operand', name: undefined } as const;
        const operand = this.#block(operator === undefined ? about : { ...about, operator }, core);
        this.#core(core, operand, names);
        return operand;
      });
      block.outputs = (operands[0]?.outputs ?? []).map((output) => ({ ...output, plain: undefined }));
    }
    for (const term of query.orderBy) this.#collect(term, block, names, aliasesOf(block));
    for (const limit of query.limits) this.#collect(limit, block, names);
  }

  #core(core: Core, block: BlockDraft, names: CteNames): void {
    if (core.kind === 'values') {
      for (const expression of core.rows.flat()) this.#collect(expression, block, names);
      const [first = []] = core.rows;
      block.outputs = first.map((cell, index) => {
        const plain = this.#plain(
          core.rows.flatMap((row) => row[index] ?? []),
          block,
        );
        return { name: `column${index + 1}`, extent: cell, mentions: [], plain };
      });
      return;
    }
    this.#sources(core.sources, block, names);
    this.#items(core, block, names);
    this.#conditions(core.sources, block, names);
    if (core.where !== undefined) {
      this.#collect(core.where, block, names);
      block.conjuncts.push(...this.#conjuncts(core.where, block, 'where'));
      this.#require(core.where, block);
    }
    const aliases = aliasesOf(block);
    const behind = [...core.groupBy, ...(core.having === undefined ? [] : [core.having]), ...core.windows];
    for (const expression of behind) this.#collect(expression, block, names, aliases);
  }

  #items(core: SelectCore, block: BlockDraft, names: CteNames): void {
    for (const item of core.items) {
      if (item.kind === 'star') {
        if (item.path !== undefined) this.#shorten(item.path, item.path.parts.length, block);
        block.outputs.push({ name: item, extent: item, mentions: [], plain: undefined });
      } else {
        const mentions = this.#collect(item.expression, block, names);
        const plain = this.#plain([item.expression], block);
        block.outputs.push({ name: item, extent: item, mentions, plain });
      }
    }
  }

  /** What expressions are where each is a column or a literal and nothing else. */
  #plain(expressions: readonly Expression[], block: BlockDraft): readonly PlainOutput[] | undefined {
    const found: PlainOutput[] = [];
    for (const expression of expressions) {
      const inner = withoutParentheses(expression);
      const literal = writtenLiteral(inner);
      if (inner.kind === 'column') found.push({ kind: 'column', use: this.#use(inner.path, block) });
      else if (literal !== undefined) found.push({ kind: 'literal', literal });
      else return undefined;
    }
    return found;
  }

  #sources(joined: readonly Joined[], block: BlockDraft, names: CteNames): void {
    for (const { source, using, isNatural } of joined) {
      this.#source(source, block, names);
      if (isNatural) block.sharedColumns = 'all';
      if (block.sharedColumns !== 'all') {
        block.sharedColumns = [...block.sharedColumns, ...using.map(({ name }) => name.toLowerCase())];
      }
      for (const { name, lexeme } of using) {
        block.uses.push({ qualifier: undefined, name, at: this.#reader.placeOf({ from: lexeme, to: lexeme + 1 }) });
      }
    }
  }

  #source(source: TableSource, block: BlockDraft, names: CteNames): void {
    switch (source.kind) {
      case 'table': {
        const [first, ...rest] = source.path.parts;
        const position = block.fromItems++;
        const expression = rest.length === 0 ? names.get(first.name.toLowerCase()) : undefined;
        if (expression !== undefined) {
          const alias = source.alias?.name ?? first.name;
          block.otherSources.push({ alias, name: first.name, block: expression.id, position });
        } else {
          this.tables.push({ path: source.path, alias: source.alias?.name, block, position });
          const names = source.path.parts.map((part) => part.name.toLowerCase());
          // An alias hides the name behind it.
          if (source.alias === undefined)
            names.forEach((_, index) => block.longNames.add(names.slice(index).join('.')));
        }
        return;
      }
      case 'function': {
        this.#function(source.name.name, source.name.lexeme);
        const { name } = source.name;
        const alias = source.alias?.name ?? name;
        block.otherSources.push({ alias, name, block: undefined, position: block.fromItems++ });
        for (const input of source.inputs) this.#collect(input, block, names);
        return;
      }
      case 'query': {
        const name = source.alias?.name ?? `<derived ${this.blocks.length}>`;
        const position = block.fromItems++;
        const inner = this.#block({ parent: block, role: 'derived', name }, source.query);
        this.#query(source.query, inner, names);
        block.otherSources.push({ alias: name, name, block: inner.id, position });
        return;
      }
      case 'group':
        this.#sources(source.members, block, names);
    }
  }

  /** ON conditions, when every source of the block is known. */
  #conditions(joined: readonly Joined[], block: BlockDraft, names: CteNames): void {
    // What a RIGHT or FULL JOIN adds has no part in the conditions of other joins.
    const hasOuter = joined.some(({ join }) => join === 'right' || join === 'full');
    for (const { join, source, on } of joined) {
      if (source.kind === 'group') this.#conditions(source.members, block, names);
      if (on === undefined) continue;
      this.#collect(on, block, names);
      if (join === 'right' || join === 'full') block.conjuncts.push({ kind: 'other', mentions: [] });
      else block.conjuncts.push(...this.#conjuncts(on, block, join === 'left' ? 'left-on' : 'on'));
      if (join === 'inner' && !hasOuter) this.#require(on, block);
    }
  }

  /** Notes the terms of a condition that every row meets. */
  #require(condition: Expression, block: BlockDraft): void {
    const inner = withoutParentheses(condition);
    if (inner.kind === 'and') {
      for (const term of inner.terms) this.#require(term, block);
      return;
    }
    const { columns, hasSubselect } = partsOf(inner);
    if (hasSubselect) return;
    block.conditions.push({ extent: inner, mentions: columns.map((path) => this.#use(path, block)) });
  }

  #conjuncts(condition: Expression, block: BlockDraft, origin: 'where' | 'on' | 'left-on'): BlockDraft['conjuncts'] {
    return conjunctsOf(condition, origin, {
      useOf: (path) => this.#use(path, block),
      markLiteral: (expression) => this.#markLiteral(expression),
    });
  }

  /** Notes everything in an expression and answers with the columns of which it mentions more itself than whether they are NULL. */
  #collect(
    expression: Expression,
    block: BlockDraft,
    names: CteNames,
    aliases: ReadonlySet<string> = new Set(),
  ): readonly ColumnUse[] {
    const uses: ColumnUse[] = [];
    const mentions: ColumnUse[] = [];
    const visit = (part: Expression, isTested: boolean): void => {
      if (part.kind === 'subselect') {
        const inner = this.#block({ parent: block, role: 'subselect', name: undefined }, part.query);
        this.#query(part.query, inner, names);
        return;
      }
      if (part.kind === 'column') {
        const use = this.#use(part.path, block);
        if (use.qualifier === undefined && aliases.has(use.name.toLowerCase())) return;
        uses.push(use);
        if (!isTested) mentions.push(use);
      }
      if (part.kind === 'call') this.#function(part.name.name, part.name.lexeme);
      this.#compare(part, block);
      const isTest = isTested || isNullTest(part);
      for (const child of childrenOf(part)) visit(child, isTest);
    };
    visit(expression, false);
    block.uses.push(...uses);
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

/** `x IS NULL`, `x IS NOT NULL`. */
function isNullTest(expression: Expression): boolean {
  return expression.kind === 'comparison' && literalOf(expression.right)?.value === null;
}

function withoutParentheses(expression: Expression): Expression {
  return expression.kind === 'nested' ? withoutParentheses(expression.inner) : expression;
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
