import type { Location } from '../diagnostics/source.ts';
import type { Value } from '../values/value.ts';

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

/** SQL cut into what is code and what is data. Joined in order it is the statement; the data never becomes code. */
export type SqlText = readonly SqlToken[];
export type SqlToken =
  /** Keywords, operators, names, numbers, blanks and comments as written. */
  | { readonly kind: 'code'; readonly text: string }
  /** A quoted literal, or a value that stands in the place of one. */
  | { readonly kind: 'literal'; readonly literal: Literal }
  /** A table reference; `index` counts in `SelectStatement.tables`. */
  | { readonly kind: 'table'; readonly index: number; readonly text: string };

export interface Literal {
  readonly kind: 'literal';
  readonly value: Value;
  /**
   * `text`: stood between quotes and is text with or without slots. `single`: stood between quotes and is one slot alone, so the value has its own
   * type. `bare`: a number, true, false or NULL outside quotes.
   */
  readonly form: 'text' | 'single' | 'bare';
  /** Inside `string('…')` or `json('…')`. */
  readonly wrapper: 'string' | 'json' | undefined;
  readonly at: Location;
}

/** Anything that SQLite has to work out: `a || b`, `CASE …`, a function call, a subselect. */
export interface Computed {
  readonly kind: 'computed';
  readonly text: SqlText;
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
  readonly text: SqlText;
  readonly columns: readonly string[];
}

export interface SelectStatement extends StatementBase {
  readonly kind: 'select';
  /** Every reference to a cloud resource, in order of appearance. */
  readonly tables: readonly TableReference[];
  /** Query blocks: the statement itself is the last one to be read but has id 0. */
  readonly blocks: readonly Block[];
  /** Comparisons of a column with literals, anywhere: the column's type decides what the literals mean. */
  readonly comparisons: readonly Comparison[];
  /** Output column names of the whole statement, in order; `*` or `t.*` stands for what is only known with the tables. */
  readonly outputs: readonly Output[];
  /** Names of functions called, lower case, with their places. */
  readonly functions: readonly Identifier[];
}

/** A cloud resource in a FROM clause. */
export interface TableReference {
  readonly name: ResourceName;
  /** The alias, or the last part of the name. */
  readonly alias: string;
  readonly block: number;
}

/** One SELECT … FROM … WHERE …: the scope in which names are looked for. */
export interface Block {
  readonly id: number;
  /** The block around this one: of a subselect, derived table or CTE body. */
  readonly parent: number | undefined;
  /** The name by which other blocks know this one: of a CTE or derived table. */
  readonly name: string | undefined;
  readonly role: 'statement' | 'cte' | 'derived' | 'subselect' | 'set-operand';
  /** Aliases of everything in FROM that is not a cloud resource: CTEs, derived tables, table functions. */
  readonly otherSources: readonly { readonly alias: string; readonly name: string }[];
  /** The conjuncts of WHERE and of inner ON conditions. */
  readonly conjuncts: readonly Conjunct[];
  /** Every column name used in this block's own text, conjuncts included. */
  readonly uses: readonly ColumnUse[];
  readonly outputs: readonly Output[];
}

export interface ColumnUse {
  readonly qualifier: string | undefined;
  readonly name: string;
  readonly at: Location;
}

export interface Output {
  /** `*` for all columns. */
  readonly name: string;
  /** The columns that the expression mentions. */
  readonly mentions: readonly ColumnUse[];
}

export type Conjunct =
  /** `column = literal`, `literal = column`, `column IN (literals)`. */
  | {
      readonly kind: 'constant';
      readonly column: ColumnUse;
      readonly values: readonly Literal[];
      readonly origin: 'where' | 'on' | 'left-on';
    }
  /** `column = expression` where the expression mentions other columns: it may feed the column's request parameter. */
  | {
      readonly kind: 'feed';
      readonly column: ColumnUse;
      readonly expression: SqlText;
      readonly mentions: readonly ColumnUse[];
      readonly origin: 'where' | 'on' | 'left-on';
    }
  | { readonly kind: 'other' };

export interface Comparison {
  readonly block: number;
  readonly column: ColumnUse;
  /** The very literals in `SelectStatement.text`. */
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
