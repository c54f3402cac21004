import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Manifest } from '../manifest.ts';

/** A protected name that is exported nowhere protects nothing: the export that was meant would be shown. */
export function protectedExports(manifest: Manifest): readonly Diagnostic[] {
  return manifest.resources.flatMap((resource) => {
    const kept = [...resource.exports, ...Object.values(resource.returnValues).flat()];
    const known = new Set(kept.flatMap((name) => [name.name, name.column]));
    return resource.protectedExports
      .filter((named) => !known.has(named.name))
      .map((named) =>
        warning(
          'manifest/unknown-protected',
          `"${named.name}" is protected, but resource "${resource.name}" does not export it`,
          {
            at: named.at,
            help: didYouMean(named.name, known) ?? 'name it among the exports, or remove it here',
          },
        ),
      );
  });
}
