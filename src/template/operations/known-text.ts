import { reveal, unknownsIn } from '../../values/reading.ts';
import type { Unknown, Value } from '../../values/value.ts';
import type { Arguments } from './arguments.ts';
import type { Call } from './call.ts';
import { textOf } from './reading.ts';

/**
 * A text that has to be known before the run, in an operation whose marks are `raw`: the unknown that it depends on where another
 * question is to be asked first. Undefined where nothing was given.
 */
export function knownText(args: Arguments, name: string, call: Call): string | Unknown | undefined {
  const value = args.optional(name);
  if (value === undefined || value === null) return undefined;
  const [unknown] = unknownsIn(value);
  if (unknown !== undefined) {
    if (unknown.from?.kind === 'lookup') return unknown;
    return call.wrong(
      `"${name}" depends on ${unknown.name}, which only the build will know`,
      'it has to be known before the run: use variables, globals and stack_env',
    );
  }
  // A name that is taken for a secret only says where something is.
  const plain: Value = reveal(value);
  const text = textOf(plain, call, `"${name}"`);
  return text === '' ? call.wrong(`"${name}" is empty`) : text;
}
