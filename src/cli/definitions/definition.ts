import type { Option } from 'commander';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';

/** A command as help and parser know it. What it does is loaded when it runs, so that help is quick. */
export interface CommandDefinition {
  readonly name: string;
  /** A few words, small letter first, for the list of commands. */
  readonly summary: string;
  /** One or two sentences. */
  readonly description: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: () => readonly Option[];
  readonly reads: string;
  readonly writes: string;
  /** A line that works in the project's own folder. */
  readonly example: string;
  /** Default: none. */
  readonly moreExamples?: readonly string[];
  /** `args` are the arguments in order, undefined where an optional one is missing, a list for a variadic one. */
  readonly run: (
    args: readonly unknown[],
    options: unknown,
    context: Context,
    /** Of all commands, in the order of the help. */
    definitions: readonly CommandDefinition[],
  ) => Promise<ExitCode>;
}

export interface ArgumentDefinition {
  /** `<STACK_DIR>`, `[PATTERN]`, `<TYPE...>`: as commander writes required, optional and variadic ones. */
  readonly syntax: string;
  readonly description: string;
}
