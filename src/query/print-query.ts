import { unreachable } from '../base/unreachable.ts';
import type {
  CallExpression,
  ColumnExpression,
  Core,
  Cte,
  Expression,
  ExpressionItem,
  FrameBound,
  Joined,
  LiteralExpression,
  Name,
  NamedSource,
  OrderTerm,
  Query,
  SelectItem,
  StarItem,
  TableSource,
  Window,
} from './tree.ts';

/** What a printed query is given to, piece by piece, and who decides what stands in the place of a node. */
export interface QuerySink {
  code(text: string): void;
  literal(node: LiteralExpression): void;
  column(node: ColumnExpression): void;
  /** A resource or CTE in FROM, with its alias. */
  table(node: NamedSource): void;
  star(node: StarItem): void;
  /** What an output is to be called behind AS, written as SQL; undefined where nothing is to be said. */
  nameOf(item: ExpressionItem): string | undefined;
  /** What a function is given before what the query gives it, written as SQL. */
  hiddenInputs(node: CallExpression): readonly string[];
  /** Code in the place of a whole condition. */
  instead(node: Expression): string | undefined;
}

/** Prints trees as SQL; blanks are as few as keep words and operators apart. */
export class QueryPrinter {
  readonly #sink: QuerySink;

  constructor(sink: QuerySink) {
    this.#sink = sink;
  }

  query(query: Query): void {
    this.withClause(query);
    query.operands.forEach((core, index) => {
      if (index > 0) this.#code(` ${query.operators[index - 1] ?? 'UNION'} `);
      this.core(core);
    });
    this.#orderBy(query.orderBy, ' ');
    this.#clause(' LIMIT ', query.limit);
    this.#clause(' OFFSET ', query.offset);
  }

  /** `WITH … `; nothing where there is none. */
  withClause({ isRecursive, ctes }: Pick<Query, 'isRecursive' | 'ctes'>): void {
    if (ctes.length === 0) return;
    this.#code(isRecursive ? 'WITH RECURSIVE ' : 'WITH ');
    this.#list(ctes, (cte) => this.#cte(cte));
    this.#code(' ');
  }

  core(core: Core): void {
    if (core.kind === 'values') {
      this.#code('VALUES ');
      this.#list(core.rows, (row) => this.#row(row));
      return;
    }
    this.#code(core.quantifier === undefined ? 'SELECT ' : `SELECT ${core.quantifier} `);
    this.items(core.items);
    if (core.sources.length > 0) {
      this.#code(' FROM ');
      this.#sources(core.sources);
    }
    this.#clause(' WHERE ', core.where);
    if (core.groupBy.length > 0) {
      this.#code(' GROUP BY ');
      this.#list(core.groupBy, (expression) => this.expression(expression));
    }
    this.#clause(' HAVING ', core.having);
    if (core.windows.length > 0) {
      this.#code(' WINDOW ');
      this.#list(core.windows, ({ name, window }) => {
        this.#code(`${name.text} AS `);
        this.#window(window);
      });
    }
  }

  items(items: readonly SelectItem[]): void {
    this.#list(items, (item) => {
      if (item.kind === 'star') {
        this.#sink.star(item);
        return;
      }
      this.expression(item.expression);
      const name = this.#sink.nameOf(item);
      if (name !== undefined) this.#code(` AS ${name}`);
    });
  }

  expression(node: Expression): void {
    const instead = this.#sink.instead(node);
    if (instead === undefined) this.#expression(node);
    else this.#code(instead);
  }

  #expression(node: Expression): void {
    switch (node.kind) {
      case 'literal':
        this.#sink.literal(node);
        return;
      case 'column':
        this.#sink.column(node);
        return;
      case 'word':
        this.#code(node.word);
        return;
      case 'call':
        this.#call(node);
        return;
      case 'and':
      case 'or':
        this.#list(node.terms, (term) => this.expression(term), node.kind === 'and' ? ' AND ' : ' OR ');
        return;
      case 'comparison':
        this.#infix(node.left, node.symbol, node.right);
        return;
      case 'in':
        this.expression(node.operand);
        this.#code(node.negated ? ' NOT IN ' : ' IN ');
        this.#row(node.items);
        return;
      case 'in-query':
        this.#infix(node.operand, node.negated ? 'NOT IN' : 'IN', node.subselect);
        return;
      case 'between':
        this.#infix(node.operand, node.negated ? 'NOT BETWEEN' : 'BETWEEN', node.low);
        this.#clause(' AND ', node.high);
        return;
      case 'match':
        this.#infix(node.operand, node.negated ? `NOT ${node.operator}` : node.operator, node.pattern);
        this.#clause(' ESCAPE ', node.escape);
        return;
      case 'null-test':
        this.expression(node.operand);
        this.#code(node.negated ? ' NOTNULL' : ' ISNULL');
        return;
      case 'unary':
        this.#clause(`${node.operator} `, node.operand);
        return;
      case 'arithmetic':
        this.expression(node.first);
        for (const { symbol, operand } of node.rest) this.#clause(` ${symbol} `, operand);
        return;
      case 'collated':
        this.expression(node.operand);
        for (const { text } of node.collations) this.#code(` COLLATE ${text}`);
        return;
      case 'cast':
        this.#clause('CAST(', node.operand);
        this.#code(` AS ${node.type})`);
        return;
      case 'case':
        this.#code('CASE');
        this.#clause(' ', node.operand);
        for (const { when, then } of node.branches) {
          this.#clause(' WHEN ', when);
          this.#clause(' THEN ', then);
        }
        this.#clause(' ELSE ', node.otherwise);
        this.#code(' END');
        return;
      case 'exists':
        this.#clause(node.negated ? 'NOT EXISTS ' : 'EXISTS ', node.subselect);
        return;
      case 'nested':
        this.#row([node.inner]);
        return;
      case 'row':
        this.#row(node.items);
        return;
      case 'subselect':
        this.#inParentheses(node.query);
        return;
      default:
        unreachable(node);
    }
  }

  #call(node: CallExpression): void {
    const { name, isStar, quantifier, inputs, orderBy, filter, over } = node;
    this.#code(`${name.text}(${isStar ? '*' : ''}${quantifier === undefined ? '' : `${quantifier} `}`);
    for (const hidden of this.#sink.hiddenInputs(node)) this.#code(`${hidden}, `);
    this.#list(inputs, (input) => this.expression(input));
    this.#orderBy(orderBy, ' ');
    this.#code(')');
    if (filter !== undefined) {
      this.#clause(' FILTER (WHERE ', filter);
      this.#code(')');
    }
    if (over === undefined) return;
    this.#code(' OVER ');
    if ('name' in over) this.#code(over.text);
    else this.#window(over);
  }

  #window({ base, partitionBy, orderBy, frame }: Window): void {
    this.#code(base === undefined ? '(' : `(${base.text} `);
    if (partitionBy.length > 0) {
      this.#code('PARTITION BY ');
      this.#list(partitionBy, (expression) => this.expression(expression));
    }
    this.#orderBy(orderBy, partitionBy.length > 0 ? ' ' : '');
    if (frame !== undefined) {
      this.#code(` ${frame.unit} ${frame.end === undefined ? '' : 'BETWEEN '}`);
      this.#bound(frame.start);
      if (frame.end !== undefined) {
        this.#code(' AND ');
        this.#bound(frame.end);
      }
      if (frame.exclude !== undefined) this.#code(` EXCLUDE ${frame.exclude}`);
    }
    this.#code(')');
  }

  #bound(bound: FrameBound): void {
    if (bound.kind === 'current') {
      this.#code('CURRENT ROW');
      return;
    }
    if (bound.distance === undefined) this.#code('UNBOUNDED');
    else this.expression(bound.distance);
    this.#code(` ${bound.side}`);
  }

  #cte({ name, columns, materialized, query }: Cte): void {
    this.#code(name.text + namesText(columns));
    this.#code(materialized === undefined ? ' AS ' : ` AS ${materialized} `);
    this.#inParentheses(query);
  }

  #sources(joined: readonly Joined[]): void {
    for (const { join, isNatural, source, on, using } of joined) {
      this.#code(joinWords(join, isNatural));
      this.#source(source);
      this.#clause(' ON ', on);
      if (using.length === 0) continue;
      this.#code(' USING (');
      this.#list(using, (column) => this.#sink.column(column));
      this.#code(')');
    }
  }

  #source(source: TableSource): void {
    switch (source.kind) {
      case 'table':
        this.#sink.table(source);
        return;
      case 'function':
        this.#code(source.name.text);
        this.#row(source.inputs);
        this.#alias(source.alias);
        return;
      case 'query':
        this.#inParentheses(source.query);
        this.#alias(source.alias);
        return;
      case 'group':
        this.#code('(');
        this.#sources(source.members);
        this.#code(')');
    }
  }

  #alias(alias: Name | undefined): void {
    if (alias !== undefined) this.#code(` AS ${alias.text}`);
  }

  #orderBy(terms: readonly OrderTerm[], before: string): void {
    if (terms.length === 0) return;
    this.#code(`${before}ORDER BY `);
    this.#list(terms, ({ expression, direction, nulls }) => {
      this.expression(expression);
      if (direction !== undefined) this.#code(` ${direction}`);
      if (nulls !== undefined) this.#code(` NULLS ${nulls}`);
    });
  }

  #inParentheses(query: Query): void {
    this.#code('(');
    this.query(query);
    this.#code(')');
  }

  #row(items: readonly Expression[]): void {
    this.#code('(');
    this.#list(items, (item) => this.expression(item));
    this.#code(')');
  }

  #infix(left: Expression, symbol: string, right: Expression): void {
    this.expression(left);
    this.#clause(` ${symbol} `, right);
  }

  /** Nothing where there is no expression. */
  #clause(words: string, expression: Expression | undefined): void {
    if (expression === undefined) return;
    this.#code(words);
    this.expression(expression);
  }

  #list<Item>(items: readonly Item[], print: (item: Item) => void, between = ', '): void {
    items.forEach((item, index) => {
      if (index > 0) this.#code(between);
      print(item);
    });
  }

  #code(text: string): void {
    if (text !== '') this.#sink.code(text);
  }
}

function namesText(names: readonly Name[]): string {
  return names.length === 0 ? '' : `(${names.map(({ text }) => text).join(', ')})`;
}

function joinWords(join: Joined['join'], isNatural: boolean): string {
  const natural = isNatural ? ' NATURAL' : '';
  switch (join) {
    case 'first':
      return '';
    case 'comma':
      return ', ';
    case 'inner':
      return `${natural} JOIN `;
    default:
      return `${natural} ${join.toUpperCase()} JOIN `;
  }
}
