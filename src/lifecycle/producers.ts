import type { Stack, StackResource } from '../stack/stack.ts';
import { referencesOf } from './needed-names.ts';

/** The earlier resources that a resource takes something from, by the names in its props and queries: one too many rather than one too few. */
export function producersOf(resource: StackResource, { resources }: Stack): readonly string[] {
  const taken = new Set(referencesOf(resource).map((reference) => reference.name));
  return resources
    .slice(0, resources.indexOf(resource))
    .filter(({ name, manifest }) => taken.has(name) || manifest.exports.some((exported) => taken.has(exported.name)))
    .map(({ name }) => name);
}
