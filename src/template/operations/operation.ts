import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { RandomSource } from '../../base/random.ts';
import type { Value } from '../../values/value.ts';
import type { Arguments } from './arguments.ts';

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

/** What an operation can ask of the rendering that it is part of. */
export interface Call {
  readonly isMissing: boolean;
  readonly random: RandomSource;
  /** When the run began, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** What `vars` has under a name. */
  variable(name: string): Value | undefined;
  /** Ends the rendering: the input or an argument is not what the operation works with. */
  wrong(message: string, help?: string): never;
  /** There is nothing to give: an error wherever the result is used, but for `default` and `is defined`. */
  missing(message: string): never;
  /** Goes on, with a warning. Default code: `template/wrong-argument`. */
  warn(message: string, help?: string, code?: DiagnosticCode): void;
  /** The value as a message may show it. */
  show(value: Value): string;
  /** Takes steps from the budget, before they are done. */
  charge(steps: number): void;
  /** Asks whether a text of that many characters may be made, before it is. */
  reserve(characters: number): void;
  /** Another filter on a value, by its name. */
  filter(name: string, input: Value, args: readonly Value[]): Value;
  /** A test on a value, by its name; an unknown answer ends the operation with an unknown. */
  test(name: string, input: Value, args: readonly Value[]): boolean;
  /** Truth as Python knows it; an unknown answer ends the operation with an unknown. */
  truth(value: Value): boolean;
  /** `a.b.0` of a value; undefined where it is not there. */
  member(value: Value, path: string | number): Value | undefined;
}
