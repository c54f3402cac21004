import type { Value } from '../../values/value.ts';
import type { Arguments } from './arguments.ts';
import type { Call } from './call.ts';

/**
 * What an operation gets to see of secrets and unknowns.
 * `whole` (the usual): nothing. It is not called while a value anywhere in its input or arguments is unknown; secrets are opened for it, and what it gives is
 * secret as a whole.
 * `leaves`: the marks inside lists and maps, which it carries over; a mark that is the whole of a value is treated as above.
 * `raw`: everything as it is.
 */
export type Marks = 'whole' | 'leaves' | 'raw';

/** A filter, test, method or function. */
export interface Operation {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** `name` must be given, `name?` may be, `*name` takes the rest, `**name` takes all names that are left. Default: none. */
  readonly parameters?: readonly string[];
  /** Other names of parameters, as stackql-deploy's own templates have them: `replace(from=…, to=…)`. Default: none. */
  readonly otherParameters?: Readonly<Record<string, string>>;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Default `whole`. */
  readonly marks?: Marks;
  /** It may be asked about what is not defined; `call.isMissing` then says so and the input is null. */
  readonly acceptsMissing?: boolean;
  readonly apply: (input: Value, args: Arguments, call: Call) => Value;
}

/** `value is name`. */
export interface Test extends Operation {
  readonly apply: (input: Value, args: Arguments, call: Call) => boolean;
}
