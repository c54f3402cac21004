import { isJsonObject, parseJson, type Json } from '../../../base/json.ts';
import { allOf, type Comparison } from '../comparison.ts';
import { equalBy, type Compare, type Place } from '../place.ts';

/**
 * JSON and its text, and two texts of JSON, are compared by content: handlers take a map or its text for a property of free JSON and
 * return either, with blanks and an order of keys of their own (recorded reads of 2026: policies, dashboards, event patterns).
 */
export function compareJsonText(place: Place, desired: Json, live: Json, compare: Compare): Comparison | undefined {
  if (typeof desired !== 'string' && typeof live !== 'string') return undefined;
  const wanted = contentOf(desired);
  const actual = contentOf(live);
  if (wanted === undefined || actual === undefined) return undefined;
  const content = compare({ ...place, isFree: true }, wanted, actual);
  // The text is what a person wrote, and what differs may be anywhere in it.
  return content.kind === 'equal' ? allOf([equalBy(place, 'json-text'), content]) : content;
}

/** A list or map, be it as text. */
function contentOf(value: Json): Json | undefined {
  const content = typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : value;
  return Array.isArray(content) || isJsonObject(content) ? content : undefined;
}
