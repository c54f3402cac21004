import type { ManifestValue, Prop } from './manifest.ts';

/** The entry of `values` that serves every environment without an entry of its own. */
export const defaultEnvironment = 'default';

/**
 * The value of a prop in an environment: of `values` the environment's entry, else the entry `default`; without `values` the `value`.
 * Undefined where there is none: with `values` that is a mistake, without it the prop only merges. `dev: {value: x}` and `dev: x`
 * are the same; a map must stand under `value`, so that a map with a misspelt `value` is never taken for one.
 */
export function valueFor(prop: Prop, environment: string): ManifestValue | undefined {
  if (prop.values === undefined) return prop.value;
  return prop.values.get(environment) ?? prop.values.get(defaultEnvironment);
}
