import type { RandomSource } from '../../base/random.ts';
import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Value } from '../../values/value.ts';
import type { Question } from '../lookups.ts';

/** What an operation can ask of the rendering that it is part of. */
export interface Call {
  readonly isMissing: boolean;
  readonly random: RandomSource;
  /** When the run began, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** What is answered to a question that is asked outside of the stack; unknown until it has been asked. */
  lookUp(question: Question): Value;
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
