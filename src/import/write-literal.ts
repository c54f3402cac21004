import type { Json, JsonObject } from '../base/json.ts';

/** A text as the manifest keeps it: what a template or `file()` would read is put in quotes within one. */
export function writeLiteral(text: string): string {
  return /\{[{%#]/.test(text) || /^file\(.*\)$/s.test(text) ? `{{ ${JSON.stringify(text)} }}` : text;
}

/** A map as the manifest keeps it: one whose only key is `values` would be taken for values by environment. */
export function writeMap(entries: readonly (readonly [string, Json])[]): JsonObject {
  const map: JsonObject = Object.fromEntries(entries);
  const [[first] = [], second] = entries;
  return first === 'values' && second === undefined ? { values: { default: { value: map } } } : map;
}
