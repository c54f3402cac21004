/**
 * What travels through templates, statements and scopes: JSON, in which any part may be marked. A plain JSON value is a Value as
 * it stands; marks are instances of `Mark`, told apart by `kind`.
 */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap | Marked;

export interface ValueMap {
  readonly [key: string]: Value;
}

export type Marked = Unknown | Secret | Omit | Composite | NumberAsWritten | SqlList | SqlFragment;

abstract class Mark {
  abstract readonly kind:
    'unknown' | 'secret' | 'omit' | 'composite' | 'number-as-written' | 'sql-list' | 'sql-fragment';
}

/** Who gives a value that is not known yet. */
export type UnknownSource =
  /** A resource, by its address: what it exports, or what a write of it returns. */
  | { readonly kind: 'entry'; readonly address: { readonly entry: string; readonly instance?: string } }
  /** A question that is asked outside of the stack while it runs. */
  | { readonly kind: 'lookup'; readonly function: string; readonly argument: string };

/** A value that only the build will know. Every member of it is unknown too. */
export class Unknown extends Mark {
  readonly kind = 'unknown';
  /** What a dry run prints between `<` and `>`: `user_pool.user_pool_id`. */
  readonly name: string;
  readonly secret: boolean;
  /** Who will give the value; undefined where nobody in particular does. */
  readonly from: UnknownSource | undefined;
  constructor(name: string, options: { readonly secret?: boolean; readonly from?: UnknownSource | undefined } = {}) {
    super();
    this.name = name;
    this.secret = options.secret ?? false;
    this.from = options.from;
  }
}

/** A known value that is never shown. */
export class Secret extends Mark {
  readonly kind = 'secret';
  readonly value: PlainValue;
  /** Which version of it this is, where its keeper says so: another one is another value. It may be shown. */
  readonly version: string | undefined;
  constructor(value: PlainValue, version?: string) {
    super();
    this.value = value;
    this.version = version;
  }

  /** Another value that was made of this one. */
  with(value: PlainValue): Secret {
    return new Secret(value, this.version);
  }
}

/** Leaves out whatever would have held the value: `{{ x | default(omit) }}`. */
export class Omit extends Mark {
  readonly kind = 'omit';
}

/** A text of which some parts are marked: `'{{ user_pool_id }}|{{ client_id }}'` before the build. At least two parts or a marked one. */
export class Composite extends Mark {
  readonly kind = 'composite';
  readonly parts: readonly (string | Secret | Unknown)[];
  constructor(parts: readonly (string | Secret | Unknown)[]) {
    super();
    this.parts = parts;
  }
}

/** A YAML number whose text is not what the number would be written as: `012`, `1.0`, `9007199254740993`. */
export class NumberAsWritten extends Mark {
  readonly kind = 'number-as-written';
  readonly value: number;
  readonly text: string;
  constructor(value: number, text: string) {
    super();
    this.value = value;
    this.text = text;
  }
}

/** What the filter `sql_list` made: stands outside quotes as `('a', 'b')`. Empty stands for `(NULL)`. */
export class SqlList extends Mark {
  readonly kind = 'sql-list';
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }
}

/** What the filter `sql` let through: SQL text that the stack's author vouches for. */
export class SqlFragment extends Mark {
  readonly kind = 'sql-fragment';
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

/** JSON as it is known and may be sent. */
export type PlainValue =
  null | boolean | number | string | readonly PlainValue[] | { readonly [key: string]: PlainValue };

export const omit = new Omit();

export function isMarked(value: Value): value is Marked {
  return value instanceof Mark;
}

export function isValueList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isValueMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isMarked(value);
}
