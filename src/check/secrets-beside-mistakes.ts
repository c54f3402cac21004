import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { writtenSecrets } from '../manifest/written-secrets.ts';

/** The secrets that are written in the YAML files of which lines are about to be shown. */
export function secretsBesideMistakes(diagnostics: readonly Diagnostic[]): readonly string[] {
  const sources = diagnostics.flatMap(({ at, related = [] }) =>
    [at, ...related.map((place) => place.at)].flatMap((place) => (place === undefined ? [] : [place.source])),
  );
  return [...new Set(sources)].filter(({ path }) => /\.ya?ml$/i.test(path)).flatMap(({ text }) => writtenSecrets(text));
}
