import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { functions } from './functions/index.ts';
import type { Names } from './template.ts';

/** What to do about a name that nothing has; `local` are the names that the template itself has given. */
export function helpForMissing(name: string, names: Names, local: Iterable<string> = []): string | undefined {
  if (functions.has(name)) return `it is a function: write \`${name}()\``;
  return names.whyMissing?.(name) ?? didYouMean(name, [...local, ...names.all()]) ?? names.howToSet?.(name);
}
