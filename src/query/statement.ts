import type { Location } from '../diagnostics/source.ts';
import type { Literal, SqlText } from './literal.ts';
import type { CallExpression, ColumnExpression, Core, Expression, NamedSource, Query, SelectItem } from './tree.ts';

export type { Literal, SqlText, SqlToken } from './literal.ts';

/** One statement over cloud resources. Literals hold values, never text that was put together. */
export type Statement =
  SelectStatement | InsertStatement | UpdateStatement | DeleteStatement | ShowStatement | DescribeStatement;

interface StatementBase {
  readonly at: Location;
  /** The statement as written, values in place: for showing it. */
  readonly text: SqlText;
}

/** A name in the text of a statement. */
export interface Identifier {
  readonly name: string;
  readonly at: Location;
}

/** `awscc.cognito.user_pool_clients`, as written, with how many parts it has. */
export interface ResourceName {
  readonly text: string;
  readonly parts: readonly string[];
  readonly at: Location;
}

/** Anything that SQLite has to work out: `a || b`, `CASE …`, a function call, a subselect. */
export interface Computed {
  readonly kind: 'computed';
  readonly expression: Expression;
  readonly at: Location;
}

export interface InsertStatement extends StatementBase {
  readonly kind: 'insert';
  readonly into: ResourceName;
  readonly columns: readonly Identifier[];
  readonly rows: readonly (readonly (Literal | Computed)[])[];
  /** `INSERT … SELECT … FROM …`: the rows come from the cloud; `rows` is then empty. */
  readonly select: SelectStatement | undefined;
  readonly returning: Returning | undefined;
}

export interface UpdateStatement extends StatementBase {
  readonly kind: 'update';
  readonly resource: ResourceName;
  readonly set: readonly { readonly column: Identifier; readonly value: Literal | Computed }[];
  readonly where: readonly Predicate[];
  readonly returning: Returning | undefined;
}

export interface DeleteStatement extends StatementBase {
  readonly kind: 'delete';
  readonly resource: ResourceName;
  readonly where: readonly Predicate[];
  readonly returning: Returning | undefined;
}

/** `column = literal` or `column IN (literals)`. */
export interface Predicate {
  readonly column: Identifier;
  readonly operator: '=' | 'in';
  readonly values: readonly (Literal | Computed)[];
  readonly at: Location;
}

/** The select list after RETURNING; `columns` are its output names in order, `*` for all. */
export interface Returning {
  readonly items: readonly SelectItem[];
  readonly columns: readonly string[];
}

export interface SelectStatement extends StatementBase {
  readonly kind: 'select';
  /** The whole of it. What follows is what was found in it: the same nodes. */
  readonly query: Query;
  /** Every reference to a cloud resource, in order of appearance. */
  readonly tables: readonly TableReference[];
  /** Query blocks: the statement itself is the last one to be read but has id 0. */
  readonly blocks: readonly Block[];
  /** Comparisons of a column with literals, anywhere: the column's type decides what the literals mean. */
  readonly comparisons: readonly Comparison[];
  /** Output column names of the whole statement, in order; `*` or `t.*` stands for what is only known with the tables. */
  readonly outputs: readonly Output[];
  /** Every call of a function, with the block that it stands in. */
  readonly calls: readonly Call[];
  /** Names of functions called, lower case, with their places. */
  readonly functions: readonly Identifier[];
  /** A function looks at other rows than its own. */
  readonly hasWindow: boolean;
}

/** A call of a function. */
export interface Call {
  readonly block: number;
  readonly node: CallExpression;
}

/** The literal that the output at `index` is and nothing else; outputs behind a `*` are not counted. */
export function literalIn({ outputs }: SelectStatement, index: number): Literal | undefined {
  const isCounted = outputs.slice(0, index + 1).every(({ name }) => !name.endsWith('*'));
  const [plain, ...others] = (isCounted ? outputs[index]?.plain : undefined) ?? [];
  return plain?.kind === 'literal' && others.length === 0 ? plain.literal : undefined;
}

/** A cloud resource in a FROM clause. */
export interface TableReference {
  readonly name: ResourceName;
  /** Where it stands in the tree. */
  readonly source: NamedSource;
  /** The alias, or the last part of the name. */
  readonly alias: string;
  readonly block: number;
  /** Which item of its block's FROM it is, from 0. */
  readonly position: number;
}

/** What stands in FROM and is no cloud resource: a CTE, a derived table, a table function. */
export interface OtherSource {
  readonly alias: string;
  /** The name of the CTE or table function; of a derived table its alias. */
  readonly name: string;
  /** Whether the statement calls it so: a derived table may have no name. */
  readonly isNamed: boolean;
  /** The block that it shows; undefined for a table function. */
  readonly block: number | undefined;
  /** Which item of its block's FROM it is, from 0. */
  readonly position: number;
}

/** One SELECT … FROM … WHERE …: the scope in which names are looked for. */
export interface Block {
  readonly id: number;
  /** The block around this one: of a subselect, derived table or CTE body. */
  readonly parent: number | undefined;
  /** The name by which other blocks know this one: of a CTE or derived table. */
  readonly name: string | undefined;
  readonly role: 'statement' | 'cte' | 'derived' | 'subselect' | 'set-operand';
  /** How a set operand is taken together with those before it; undefined for the first. */
  readonly operator: SetOperator | undefined;
  readonly otherSources: readonly OtherSource[];
  /** The names in lower case of which `JOIN … USING` makes one column; `all` for NATURAL. */
  readonly sharedColumns: readonly string[] | 'all';
  /** The conjuncts of WHERE and of inner ON conditions. */
  readonly conjuncts: readonly Conjunct[];
  /** The terms of WHERE and of inner ON conditions that look at this block's own rows alone, no subselect in them. */
  readonly conditions: readonly Condition[];
  /** Every column name used in this block itself, conjuncts included. */
  readonly uses: readonly ColumnUse[];
  /** Those of them in the select list, where SQLite does not look for aliases. */
  readonly listed: ReadonlySet<ColumnUse>;
  /** Those that are a whole term of ORDER BY, where SQLite looks for aliases first. */
  readonly ordering: ReadonlySet<ColumnUse>;
  /** Those of them that USING names. */
  readonly joining: ReadonlySet<ColumnUse>;
  /** The names that a CTE gives its columns: `name (a, b) AS …`; undefined where it gives none. */
  readonly columnNames: readonly string[] | undefined;
  /** Of a set operation those of its first operand. */
  readonly outputs: readonly Output[];
  /** The query of the statement or of a CTE, derived table or subselect; of a set operand the SELECT that it is. */
  readonly tree: Query | Core;
}

export type SetOperator = 'union' | 'except' | 'intersect';

/** A column as it is named. Where it stands in the statement it is the node of the tree. */
export type ColumnUse = Pick<ColumnExpression, 'qualifier' | 'name' | 'at'>;

export interface Output {
  /** `*` for all columns. */
  readonly name: string;
  /** The name is one that AS gives. */
  readonly isAlias: boolean;
  /** Where it stands in the tree; undefined for a column of VALUES. */
  readonly item: SelectItem | undefined;
  readonly at: Location;
  /** The columns that the expression mentions; those are left out of which it asks only whether they are NULL. */
  readonly mentions: readonly ColumnUse[];
  /**
   * What the output is where it is a column or a literal and nothing else, one for each row of VALUES; undefined for what SQLite works out,
   * for `*`, and where several operands give the output.
   */
  readonly plain: readonly PlainOutput[] | undefined;
}

export type PlainOutput =
  { readonly kind: 'column'; readonly use: ColumnUse } | { readonly kind: 'literal'; readonly literal: Literal };

/** Something that must be true of every row of a block. */
export interface Condition {
  readonly expression: Expression;
  readonly mentions: readonly ColumnUse[];
}

/** The clause that holds a condition. That of a LEFT JOIN chooses rows of what is joined, and of nothing before it. */
export type Origin =
  { readonly kind: 'where' } | { readonly kind: 'on' } | { readonly kind: 'left-on'; readonly joined: FromItems };

/** Items of a block's FROM by their positions; parentheses join several at once. */
export interface FromItems {
  readonly first: number;
  /** The position behind the last one. */
  readonly end: number;
}

export type Conjunct =
  /** `column = literal`, `literal = column`, `column IN (literals)`. */
  | {
      readonly kind: 'constant';
      readonly column: ColumnUse;
      /** The same column where OR names it again: `column = literal OR column = literal`. */
      readonly again: readonly ColumnUse[];
      readonly values: readonly Literal[];
      /** The condition, whole. */
      readonly term: Expression;
      readonly origin: Origin;
    }
  /** `column = expression` where the expression mentions other columns: it may feed the column's request parameter. */
  | {
      readonly kind: 'feed';
      readonly column: ColumnUse;
      readonly expression: Expression;
      readonly mentions: readonly ColumnUse[];
      readonly origin: Origin;
    }
  | { readonly kind: 'other'; readonly mentions: readonly ColumnUse[] };

export interface Comparison {
  readonly block: number;
  readonly column: ColumnUse;
  /** The very literals of the tree. */
  readonly literals: readonly Literal[];
}

export interface ShowStatement extends StatementBase {
  readonly kind: 'show';
  readonly what: 'providers' | 'services' | 'resources' | 'methods';
  readonly extended: boolean;
  readonly in: ResourceName | undefined;
  readonly like: Literal | undefined;
}

export interface DescribeStatement extends StatementBase {
  readonly kind: 'describe';
  readonly extended: boolean;
  readonly resource: ResourceName;
}
