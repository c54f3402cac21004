import type { Literal, SetOperator } from '../statement.ts';

/** Lexemes `from` to `to`, the last one exclusive. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** A name and the lexeme that it is. */
export interface Name {
  readonly name: string;
  readonly lexeme: number;
}

/** `a.b.c`. */
export interface Path extends Extent {
  readonly parts: readonly [Name, ...Name[]];
}

export type Expression =
  | LiteralExpression
  | ColumnExpression
  | CallExpression
  | LogicalExpression
  | ComparisonExpression
  | InExpression
  | BetweenExpression
  | CaseExpression
  | NestedExpression
  | SubselectExpression
  | OtherExpression;

export interface LiteralExpression extends Extent {
  readonly kind: 'literal';
  readonly literal: Literal;
}
export interface ColumnExpression extends Extent {
  readonly kind: 'column';
  readonly path: Path;
}
export interface CallExpression extends Extent {
  readonly kind: 'call';
  readonly name: Name;
  readonly inputs: readonly Expression[];
  /** ORDER BY, FILTER and OVER of an aggregate or window function. */
  readonly clauses: readonly Expression[];
}
export interface LogicalExpression extends Extent {
  readonly kind: 'and' | 'or';
  readonly terms: readonly Expression[];
}
export interface ComparisonExpression extends Extent {
  readonly kind: 'comparison';
  readonly operator: '=' | 'other';
  readonly left: Expression;
  readonly right: Expression;
}
export interface InExpression extends Extent {
  readonly kind: 'in';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly items: readonly Expression[];
}
export interface BetweenExpression extends Extent {
  readonly kind: 'between';
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}
export interface CaseExpression extends Extent {
  readonly kind: 'case';
  readonly operand: Expression | undefined;
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise: Expression | undefined;
}
export interface NestedExpression extends Extent {
  readonly kind: 'nested';
  readonly inner: Expression;
}
/** `(SELECT …)`, `EXISTS (SELECT …)`, the right side of `IN (SELECT …)`. */
export interface SubselectExpression extends Extent {
  readonly kind: 'subselect';
  readonly query: Query;
}
/** Everything whose parts matter but not what it does with them. */
export interface OtherExpression extends Extent {
  readonly kind: 'other';
  readonly parts: readonly Expression[];
}

export interface Query extends Extent {
  readonly ctes: readonly Cte[];
  /** More than one for UNION, EXCEPT and INTERSECT. */
  readonly operands: readonly [Core, ...Core[]];
  /** What stands between the operands: one fewer than these. */
  readonly operators: readonly SetOperator[];
  readonly orderBy: readonly Expression[];
  readonly limits: readonly Expression[];
}

export interface Cte {
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly query: Query;
}

/** One SELECT of a query, or VALUES. */
export type Core = SelectCore | ValuesCore;
export interface SelectCore extends Extent {
  readonly kind: 'select';
  readonly isDistinct: boolean;
  readonly items: readonly SelectItem[];
  /** What follows FROM. */
  readonly sources: readonly Joined[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly having: Expression | undefined;
  readonly windows: readonly Expression[];
}
export interface ValuesCore extends Extent {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

export type SelectItem =
  | (Extent & { readonly kind: 'star'; readonly path: Path | undefined })
  | (Extent & { readonly kind: 'expression'; readonly expression: Expression; readonly alias: Name | undefined });

export interface Joined {
  readonly join: 'first' | 'cross' | 'inner' | 'left' | 'right' | 'full';
  readonly isNatural: boolean;
  readonly source: TableSource;
  readonly on: Expression | undefined;
  readonly using: readonly Name[];
}

export type TableSource =
  | (Extent & { readonly kind: 'table'; readonly path: Path; readonly alias: Name | undefined })
  | (Extent & {
      readonly kind: 'function';
      readonly name: Name;
      readonly inputs: readonly Expression[];
      readonly alias: Name | undefined;
    })
  | (Extent & { readonly kind: 'query'; readonly query: Query; readonly alias: Name | undefined })
  | (Extent & { readonly kind: 'group'; readonly members: readonly Joined[] });

export interface InsertTree {
  readonly into: Path;
  readonly columns: readonly Path[];
  /** The parentheses around the columns. */
  readonly columnList: Extent;
  readonly query: Query;
  readonly returning: ReturningTree | undefined;
}

export interface UpdateTree {
  readonly resource: Path;
  readonly set: readonly { readonly column: Path; readonly value: Expression }[];
  readonly where: Expression | undefined;
  readonly returning: ReturningTree | undefined;
}

export interface DeleteTree {
  readonly resource: Path;
  readonly where: Expression | undefined;
  readonly returning: ReturningTree | undefined;
}

export interface ReturningTree extends Extent {
  readonly items: readonly SelectItem[];
}
