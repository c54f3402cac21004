import type {
  ColumnUse,
  Comparison,
  Block,
  Call,
  FromItems,
  Identifier,
  Origin,
  Output,
  PlainOutput,
  SetOperator,
} from '../statement.ts';
import type {
  ColumnExpression,
  Core,
  Expression,
  Joined,
  Name,
  NamedSource,
  Query,
  QueryOperator,
  SelectCore,
  TableSource,
} from '../tree.ts';
import { conjunctsOf } from './conjuncts.ts';
import { childrenOf, partsOf, windowParts, withoutParentheses } from './expression-parts.ts';
import { outputName } from './read-returning.ts';
import { literalOf, writtenLiteral } from './read-value.ts';

/** A cloud resource in FROM, before it has its number. */
interface TableDraft {
  readonly source: NamedSource;
  readonly block: BlockDraft;
  readonly position: number;
}

/** A block while it is being read. */
interface BlockDraft extends Block {
  parent: number | undefined;
  fromItems: number;
  sharedColumns: Block['sharedColumns'];
  columnNames: readonly string[] | undefined;
  outputs: readonly Output[];
  readonly otherSources: Block['otherSources'][number][];
  readonly conjuncts: Block['conjuncts'][number][];
  readonly conditions: Block['conditions'][number][];
  readonly uses: ColumnUse[];
  readonly listed: Set<ColumnUse>;
  readonly ordering: Set<ColumnUse>;
  readonly joining: Set<ColumnUse>;
}

/** The blocks of the table expressions in scope, by their names in lower case. */
type CteNames = ReadonlyMap<string, BlockDraft>;

/** Goes through a query once and notes its blocks, tables, names, comparisons and functions. */
export class QueryReading {
  readonly blocks: BlockDraft[] = [];
  readonly tables: TableDraft[] = [];
  readonly comparisons: Comparison[] = [];
  readonly functions: Identifier[] = [];
  readonly calls: Call[] = [];
  hasWindow = false;
  readonly #fromItems = new Map<TableSource, FromItems>();

  readRoot(query: Query): BlockDraft {
    const root = this.#block(undefined, 'statement', undefined, query);
    this.#query(query, root, new Map());
    return root;
  }

  #block(
    parent: BlockDraft | undefined,
    role: Block['role'],
    name: string | undefined,
    tree: Query | Core,
    operator?: SetOperator,
  ): BlockDraft {
    const block: BlockDraft = {
      id: this.blocks.length,
      parent: parent?.id,
      role,
      name,
      operator,
      tree,
      fromItems: 0,
      otherSources: [],
      sharedColumns: [],
      columnNames: undefined,
      conjuncts: [],
      conditions: [],
      uses: [],
      listed: new Set(),
      ordering: new Set(),
      joining: new Set(),
      outputs: [],
    };
    this.blocks.push(block);
    return block;
  }

  #query(query: Query, block: BlockDraft, outer: CteNames): void {
    const names = new Map(outer);
    for (const { name, columns, query: body } of query.ctes) {
      const inner = this.#block(block, 'cte', name.name, body);
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
        const taken = operator === undefined ? undefined : setOperator(operator);
        const operand = this.#block(block, 'set-operand', undefined, core, taken);
        this.#core(core, operand, names);
        return operand;
      });
      block.outputs = (operands[0]?.outputs ?? []).map((output) => ({ ...output, plain: undefined }));
    }
    for (const { expression } of query.orderBy) {
      this.#collect(expression, block, names);
      const term = wholeTerm(expression);
      if (term.kind === 'column') block.ordering.add(term);
    }
    for (const limit of [query.limit, query.offset]) if (limit !== undefined) this.#collect(limit, block, names);
  }

  #core(core: Core, block: BlockDraft, names: CteNames): void {
    if (core.kind === 'values') {
      for (const expression of core.rows.flat()) this.#collect(expression, block, names);
      const [first = []] = core.rows;
      block.outputs = first.map((cell, index) => {
        const plain = plainOutputs(core.rows.flatMap((row) => row[index] ?? []));
        return { name: `column${index + 1}`, isAlias: false, item: undefined, at: cell.at, mentions: [], plain };
      });
      return;
    }
    this.#sources(core.sources, block, names);
    this.#items(core, block, names);
    this.#conditions(core.sources, block, names);
    if (core.where !== undefined) {
      this.#collect(core.where, block, names);
      block.conjuncts.push(...conjunctsOf(core.where, { kind: 'where' }));
      this.#require(core.where, block);
    }
    const windows = core.windows.flatMap(({ window }) => windowParts(window));
    if (core.windows.length > 0) this.hasWindow = true;
    const behind = [...core.groupBy, ...(core.having === undefined ? [] : [core.having]), ...windows];
    for (const expression of behind) this.#collect(expression, block, names);
  }

  #items(core: SelectCore, block: BlockDraft, names: CteNames): void {
    block.outputs = core.items.map((item): Output => {
      const name = outputName(item);
      const { at } = item;
      if (item.kind === 'star') return { name, isAlias: false, item, at, mentions: [], plain: undefined };
      const before = block.uses.length;
      const mentions = this.#collect(item.expression, block, names);
      for (const use of block.uses.slice(before)) block.listed.add(use);
      const isAlias = item.alias !== undefined;
      return { name, isAlias, item, at, mentions, plain: plainOutputs([item.expression]) };
    });
  }

  #sources(joined: readonly Joined[], block: BlockDraft, names: CteNames): void {
    for (const { source, using, isNatural } of joined) {
      const first = block.fromItems;
      this.#source(source, block, names);
      this.#fromItems.set(source, { first, end: block.fromItems });
      if (isNatural) block.sharedColumns = 'all';
      if (block.sharedColumns !== 'all') {
        block.sharedColumns = [...block.sharedColumns, ...using.map(({ name }) => name.toLowerCase())];
      }
      block.uses.push(...using);
      for (const column of using) block.joining.add(column);
    }
  }

  #source(source: TableSource, block: BlockDraft, names: CteNames): void {
    switch (source.kind) {
      case 'table': {
        const [first, ...rest] = source.path.parts;
        const position = block.fromItems++;
        const expression = rest.length === 0 ? names.get(first.name.toLowerCase()) : undefined;
        if (expression === undefined) {
          this.tables.push({ source, block, position });
        } else {
          const alias = source.alias?.name ?? first.name;
          block.otherSources.push({ alias, name: first.name, isNamed: true, block: expression.id, position });
        }
        return;
      }
      case 'function': {
        this.#function(source.name);
        const { name } = source.name;
        const alias = source.alias?.name ?? name;
        block.otherSources.push({ alias, name, isNamed: true, block: undefined, position: block.fromItems++ });
        for (const input of source.inputs) this.#collect(input, block, names);
        return;
      }
      case 'query': {
        const name = source.alias?.name ?? `<derived ${this.blocks.length}>`;
        const position = block.fromItems++;
        const inner = this.#block(block, 'derived', name, source.query);
        this.#query(source.query, inner, names);
        const isNamed = source.alias !== undefined;
        block.otherSources.push({ alias: name, name, isNamed, block: inner.id, position });
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
      else block.conjuncts.push(...conjunctsOf(on, this.#originOf(join, source)));
      if (join === 'inner' && !hasOuter) this.#require(on, block);
    }
  }

  #originOf(join: Joined['join'], source: TableSource): Origin {
    const joined = this.#fromItems.get(source);
    return join === 'left' && joined !== undefined ? { kind: 'left-on', joined } : { kind: 'on' };
  }

  /** Notes the terms of a condition that every row meets. */
  #require(condition: Expression, block: BlockDraft): void {
    const inner = withoutParentheses(condition);
    if (inner.kind === 'and') {
      for (const term of inner.terms) this.#require(term, block);
      return;
    }
    const { columns, hasSubselect } = partsOf(inner);
    if (!hasSubselect) block.conditions.push({ expression: inner, mentions: columns });
  }

  /** Notes everything in an expression and answers with the columns of which it mentions more itself than whether they are NULL. */
  #collect(expression: Expression, block: BlockDraft, names: CteNames): readonly ColumnUse[] {
    const mentions: ColumnExpression[] = [];
    const visit = (part: Expression, isTested: boolean): void => {
      if (part.kind === 'subselect') {
        const inner = this.#block(block, 'subselect', undefined, part.query);
        this.#query(part.query, inner, names);
        return;
      }
      if (part.kind === 'column') {
        block.uses.push(part);
        if (!isTested) mentions.push(part);
      }
      if (part.kind === 'call') {
        this.#function(part.name);
        this.calls.push({ block: block.id, node: part });
        if (part.over !== undefined) this.hasWindow = true;
      }
      this.#compare(part, block);
      const isTest = isTested || isNullTest(part);
      for (const child of childrenOf(part)) visit(child, isTest);
    };
    visit(expression, false);
    return mentions;
  }

  #compare(part: Expression, block: BlockDraft): void {
    const note = (operand: Expression, others: readonly Expression[]): void => {
      const column = withoutParentheses(operand);
      if (column.kind !== 'column') return;
      const literals = others
        .map(literalOf)
        .filter((literal) => literal !== undefined)
        .filter(({ value }) => value !== null);
      if (literals.length > 0) this.comparisons.push({ block: block.id, column, literals: literals });
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

  #function({ name, at }: Name): void {
    this.functions.push({ name: name.toLowerCase(), at });
  }
}

function setOperator(operator: QueryOperator): SetOperator {
  switch (operator) {
    case 'UNION':
    case 'UNION ALL':
      return 'union';
    case 'EXCEPT':
      return 'except';
    case 'INTERSECT':
      return 'intersect';
  }
}

/** What expressions are where each is a column or a literal and nothing else. */
function plainOutputs(expressions: readonly Expression[]): readonly PlainOutput[] | undefined {
  const found: PlainOutput[] = [];
  for (const expression of expressions) {
    const inner = withoutParentheses(expression);
    const literal = writtenLiteral(inner);
    if (inner.kind === 'column') found.push({ kind: 'column', use: inner });
    else if (literal !== undefined) found.push({ kind: 'literal', literal });
    else return undefined;
  }
  return found;
}

/** `x IS NULL`, `x IS NOT NULL`, `x NOTNULL`. */
function isNullTest(expression: Expression): boolean {
  if (expression.kind === 'null-test') return true;
  return expression.kind === 'comparison' && literalOf(expression.right)?.value === null;
}

/** A term of ORDER BY as SQLite compares it with aliases: a collation does not count. */
function wholeTerm(expression: Expression): Expression {
  if (expression.kind === 'collated') return wholeTerm(expression.operand);
  return expression.kind === 'nested' ? wholeTerm(expression.inner) : expression;
}
