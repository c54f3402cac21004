import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest } from '../manifest.ts';

/** `depends_on` names other resources of the stack. Ways round through several of them are found with the reference graph. */
export function dependencies(manifest: Manifest): readonly Diagnostic[] {
  const names = new Set(manifest.resources.map((resource) => resource.name));
  return manifest.resources.flatMap((resource) =>
    resource.dependsOn.flatMap(({ name, at }) => {
      if (name === resource.name)
        return [
          mistake('manifest/circular-dependency', `"${name}" depends on itself`, { at, help: 'remove this name' }),
        ];
      if (names.has(name)) return [];
      const others = [...names].filter((other) => other !== resource.name);
      return [
        mistake(
          'manifest/unknown-dependency',
          `"depends_on" of "${resource.name}" names "${name}", which is not a resource of this stack`,
          { at, help: didYouMean(name, others) ?? 'use the name of a resource in this manifest' },
        ),
      ];
    }),
  );
}
