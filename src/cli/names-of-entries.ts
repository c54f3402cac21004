import type { OpenedStack } from '../api/opened-stack.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** Names that an option gives and the manifest does not have. */
export function unknownNames(
  option: '--adopt' | '--resend' | '--replace' | '--identifier',
  names: readonly string[] | undefined,
  { stack }: OpenedStack,
): readonly Diagnostic[] {
  const known = stack.manifest.resources.map(({ name }) => name);
  return (names ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => {
      const help = didYouMean(name, known);
      return mistake(
        'input/option',
        `${option} ${name} names no resource of the manifest`,
        help === undefined ? {} : { help },
      );
    });
}
