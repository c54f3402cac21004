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
   * type. `bare`: a number, true, false or NULL outside quotes. `computed`: SQLite worked it out, which knows no truth values but 1 and 0.
   */
  readonly form: 'text' | 'single' | 'bare' | 'computed';
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

/** The literal that the output at `index` is and nothing else; outputs behind a `*` are not counted. */
export function literalIn({ outputs }: SelectStatement, index: number): Literal | undefined {
  const isCounted = outputs.slice(0, index + 1).every(({ name }) => !name.endsWith('*'));
  const [plain, ...others] = (isCounted ? outputs[index]?.plain : undefined) ?? [];
  return plain?.kind === 'literal' && others.length === 0 ? plain.literal : undefined;
}

/** A cloud resource in a FROM clause. */
export interface TableReference {
  readonly name: ResourceName;
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
  /** Every column name used in this block's own text, conjuncts included. */
  readonly uses: readonly ColumnUse[];
  /** The names that a CTE gives its columns: `name (a, b) AS …`; undefined where it gives none. */
  readonly columnNames: readonly string[] | undefined;
  /** Of a set operation those of its first operand. */
  readonly outputs: readonly Output[];
  /** What stands between the parentheses of a CTE, derived table or subselect; of the statement all of it. */
  readonly text: SqlText;
}

export type SetOperator = 'union' | 'except' | 'intersect';

export interface ColumnUse {
  readonly qualifier: string | undefined;
  readonly name: string;
  readonly at: Location;
}

export interface Output {
  /** `*` for all columns. */
  readonly name: string;
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
  readonly text: SqlText;
  readonly mentions: readonly ColumnUse[];
}

export type Conjunct =
  /** `column = literal`, `literal = column`, `column IN (literals)`. */
  | {
      readonly kind: 'constant';
      readonly column: ColumnUse;
      /** The same column where OR names it again: `column = literal OR column = literal`. */
      readonly again: readonly ColumnUse[];
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
  | { readonly kind: 'other'; readonly mentions: readonly ColumnUse[] };

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
