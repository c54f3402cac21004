import type { Json, JsonObject } from '../../base/json.ts';
import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Stack } from '../../stack/stack.ts';
import { isKnown, plainText, reveal } from '../../values/reading.ts';
import { logicalId } from './logical-ids.ts';
import { propertyReference, writeReference, type TemplateResource } from './template-reference.ts';

/** The exports of the stack as outputs; what no resource of the template gives is told. */
export function outputsOf(
  exports: Stack['manifest']['exports'],
  resources: readonly TemplateResource[],
  tell: (told: Diagnostic) => void,
): JsonObject {
  const taken = new Set<string>();
  const outputs = exports.flatMap(({ name, at }): [string, Json][] => {
    const found = resources.flatMap((one) => {
      const { entry, instance } = one.resource.address;
      const scope = `${instance === undefined ? entry : `${entry}.${instance}`}.`;
      const exported = one.resource.manifest.exports.find(
        (each) => each.name === name || `${scope}${each.name}` === name,
      );
      return exported === undefined ? [] : [propertyReference(one, exported.name)];
    });
    const reference = found.at(-1);
    const value =
      reference?.kind === 'value' && isKnown(reference.value)
        ? plainText(reveal(reference.value))
        : reference === undefined
          ? undefined
          : writeReference(reference);
    if (value !== undefined) return [[logicalId(name, taken), { Value: value }]];
    tell(warning('input/render', `the export "${name}" is left out: no resource of the template gives it`, { at }));
    return [];
  });
  return Object.fromEntries(outputs);
}
