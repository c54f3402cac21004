import type { Location } from '../diagnostics/source.ts';
import type { Literal } from './literal.ts';

/**
 * What a query says, whole: printed node by node it is the query again, but for blanks and comments. It may also be made without text; then
 * parentheses have to be nodes of their own wherever SQLite needs them.
 */
interface Node {
  readonly at: Location;
}

export interface Name extends Node {
  readonly name: string;
  /** As SQLite is given it: in quotes where they are needed. */
  readonly text: string;
}

/** `a.b.c`. */
export interface Path extends Node {
  readonly parts: readonly [Name, ...Name[]];
}

export type Expression =
  | LiteralExpression
  | ColumnExpression
  | CallExpression
  | LogicalExpression
  | ComparisonExpression
  | InExpression
  | InQueryExpression
  | BetweenExpression
  | MatchExpression
  | NullTestExpression
  | UnaryExpression
  | ArithmeticExpression
  | CollatedExpression
  | CastExpression
  | CaseExpression
  | ExistsExpression
  | NestedExpression
  | RowExpression
  | SubselectExpression
  | WordExpression;

export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly literal: Literal;
  /** A number or word as it stands in the query; undefined for a quoted literal or a value. */
  readonly written: string | undefined;
}
/** A use of a column. Each place in a query is a node of its own, so that it can be decided on by itself. */
export interface ColumnExpression extends Node {
  readonly kind: 'column';
  /** What stands before the name, with its dots: `t`, `awscc.s3.buckets`. */
  readonly qualifier: string | undefined;
  readonly name: string;
  /** Qualifier and name as SQLite would be given them. */
  readonly text: string;
}
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly name: Name;
  /** `count(*)`. */
  readonly isStar: boolean;
  readonly quantifier: 'DISTINCT' | 'ALL' | undefined;
  readonly inputs: readonly Expression[];
  readonly orderBy: readonly OrderTerm[];
  readonly filter: Expression | undefined;
  /** A window, or the name of one. */
  readonly over: Window | Name | undefined;
}
export interface LogicalExpression extends Node {
  readonly kind: 'and' | 'or';
  readonly terms: readonly Expression[];
}
export interface ComparisonExpression extends Node {
  readonly kind: 'comparison';
  /** Whether it is true of equal values, and of them alone. */
  readonly operator: '=' | 'other';
  /** `=`, `<`, `IS NOT`, …; as SQLite knows it. */
  readonly symbol: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface InExpression extends Node {
  readonly kind: 'in';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly items: readonly Expression[];
}
export interface InQueryExpression extends Node {
  readonly kind: 'in-query';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly subselect: SubselectExpression;
}
export interface BetweenExpression extends Node {
  readonly kind: 'between';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}
export interface MatchExpression extends Node {
  readonly kind: 'match';
  readonly operator: 'LIKE' | 'GLOB' | 'MATCH' | 'REGEXP';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape: Expression | undefined;
}
/** `x ISNULL`, `x NOTNULL`, `x NOT NULL`; `x IS NULL` is a comparison. */
export interface NullTestExpression extends Node {
  readonly kind: 'null-test';
  readonly negated: boolean;
  readonly operand: Expression;
}
export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: 'NOT' | '-' | '+' | '~';
  readonly operand: Expression;
}
/** Operators of one strength, from left to right. */
export interface ArithmeticExpression extends Node {
  readonly kind: 'arithmetic';
  readonly first: Expression;
  readonly rest: readonly { readonly symbol: string; readonly operand: Expression }[];
}
export interface CollatedExpression extends Node {
  readonly kind: 'collated';
  readonly operand: Expression;
  readonly collations: readonly Name[];
}
export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly operand: Expression;
  /** `INTEGER`, `DECIMAL(10, 2)`. */
  readonly type: string;
}
export interface CaseExpression extends Node {
  readonly kind: 'case';
  readonly operand: Expression | undefined;
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise: Expression | undefined;
}
export interface ExistsExpression extends Node {
  readonly kind: 'exists';
  readonly negated: boolean;
  readonly subselect: SubselectExpression;
}
/** An expression in parentheses. */
export interface NestedExpression extends Node {
  readonly kind: 'nested';
  readonly inner: Expression;
}
/** `(a, b)`. */
export interface RowExpression extends Node {
  readonly kind: 'row';
  readonly items: readonly Expression[];
}
/** `(SELECT …)`, also behind EXISTS and IN. */
export interface SubselectExpression extends Node {
  readonly kind: 'subselect';
  readonly query: Query;
}
/** `CURRENT_TIMESTAMP` and its like. */
export interface WordExpression extends Node {
  readonly kind: 'word';
  readonly word: string;
}

export interface OrderTerm {
  readonly expression: Expression;
  readonly direction: 'ASC' | 'DESC' | undefined;
  readonly nulls: 'FIRST' | 'LAST' | undefined;
}

export interface Window {
  /** The window that it adds to. */
  readonly base: Name | undefined;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderTerm[];
  readonly frame: WindowFrame | undefined;
}

export interface WindowFrame {
  readonly unit: 'ROWS' | 'RANGE' | 'GROUPS';
  readonly start: FrameBound;
  /** Where BETWEEN stands. */
  readonly end: FrameBound | undefined;
  readonly exclude: 'NO OTHERS' | 'CURRENT ROW' | 'GROUP' | 'TIES' | undefined;
}

export type FrameBound =
  | { readonly kind: 'current' }
  | {
      readonly kind: 'distance';
      /** Undefined: UNBOUNDED. */
      readonly distance: Expression | undefined;
      readonly side: 'PRECEDING' | 'FOLLOWING';
    };

export interface Query extends Node {
  readonly isRecursive: boolean;
  readonly ctes: readonly Cte[];
  /** More than one for UNION, EXCEPT and INTERSECT. */
  readonly operands: readonly [Core, ...Core[]];
  /** What stands between the operands: one fewer than these. */
  readonly operators: readonly QueryOperator[];
  readonly orderBy: readonly OrderTerm[];
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
}

export type QueryOperator = 'UNION' | 'UNION ALL' | 'EXCEPT' | 'INTERSECT';

export interface Cte {
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly materialized: 'MATERIALIZED' | 'NOT MATERIALIZED' | undefined;
  readonly query: Query;
}

/** One SELECT of a query, or VALUES. */
export type Core = SelectCore | ValuesCore;
export interface SelectCore extends Node {
  readonly kind: 'select';
  readonly quantifier: 'DISTINCT' | 'ALL' | undefined;
  readonly items: readonly SelectItem[];
  /** What follows FROM. */
  readonly sources: readonly Joined[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | undefined;
  readonly windows: readonly { readonly name: Name; readonly window: Window }[];
}
export interface ValuesCore extends Node {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export type SelectItem = StarItem | ExpressionItem;
export interface StarItem extends Node {
  readonly kind: 'star';
  /** `t.*`. */
  readonly table: Path | undefined;
}
export interface ExpressionItem extends Node {
  readonly kind: 'expression';
  readonly expression: Expression;
  readonly alias: Name | undefined;
  /** What the output is called: by its alias, else by the column's name, else as it is written. */
  readonly name: string;
}

export interface Joined {
  readonly join: 'first' | 'comma' | 'cross' | 'inner' | 'left' | 'right' | 'full';
  readonly isNatural: boolean;
  readonly source: TableSource;
  readonly on: Expression | undefined;
  readonly using: readonly ColumnExpression[];
}

export type TableSource = NamedSource | FunctionSource | QuerySource | GroupSource;
/** A cloud resource or a CTE. */
export interface NamedSource extends Node {
  readonly kind: 'table';
  readonly path: Path;
  readonly alias: Name | undefined;
}
export interface FunctionSource extends Node {
  readonly kind: 'function';
  readonly name: Name;
  readonly inputs: readonly Expression[];
  readonly alias: Name | undefined;
}
export interface QuerySource extends Node {
  readonly kind: 'query';
  readonly query: Query;
  readonly alias: Name | undefined;
}
/** Joins in parentheses. */
export interface GroupSource extends Node {
  readonly kind: 'group';
  readonly members: readonly Joined[];
}
