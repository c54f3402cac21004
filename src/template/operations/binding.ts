import type { Value } from '../../values/value.ts';
import type { Operation } from './operation.ts';
import { signatureOf } from './registry.ts';

/** Arguments as they were written; each is worked out when it is asked for. */
export interface GivenArguments {
  readonly positional: readonly (() => Value)[];
  readonly keywords: readonly { readonly name: string; readonly value: () => Value }[];
}

export interface Bound {
  readonly given: ReadonlyMap<string, () => Value>;
  readonly rest: readonly (() => Value)[];
  readonly keywords: ReadonlyMap<string, () => Value>;
}

/** Which argument belongs to which parameter; or what is wrong with them. */
export function bindArguments(operation: Operation, args: GivenArguments): Bound | { readonly wrong: string } {
  const parameters = operation.parameters ?? [];
  const named = parameters
    .filter((parameter) => !parameter.startsWith('*'))
    .map((parameter) => parameter.replace('?', ''));
  const takesRest = parameters.some((parameter) => /^\*[^*]/.test(parameter));
  const takesNames = parameters.some((parameter) => parameter.startsWith('**'));
  const usage = `it is written \`${signatureOf(operation)}\``;
  if (args.positional.length > named.length && !takesRest) {
    const most = named.length === 0 ? 'no argument' : `at most ${named.length}`;
    return { wrong: `it takes ${most}, not ${args.positional.length}: ${usage}` };
  }
  const given = new Map(args.positional.slice(0, named.length).map((value, index) => [named[index] ?? '', value]));
  const keywords = new Map<string, () => Value>();
  const others = operation.otherParameters ?? {};
  for (const { name: written, value } of args.keywords) {
    const name = (Object.hasOwn(others, written) ? others[written] : undefined) ?? written;
    if (given.has(name) || keywords.has(name)) return { wrong: `"${name}" is given twice` };
    if (named.includes(name)) given.set(name, value);
    else if (takesNames) keywords.set(name, value);
    else return { wrong: `it has no argument "${name}": ${usage}` };
  }
  const required = parameters.filter((parameter) => !parameter.startsWith('*') && !parameter.endsWith('?'));
  const absent = required.find((name) => !given.has(name));
  if (absent !== undefined) return { wrong: `it needs "${absent}": ${usage}` };
  return { given, rest: args.positional.slice(named.length), keywords };
}
