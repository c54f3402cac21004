import { isJsonObject, type Json } from '../../../base/json.ts';
import { notPlain } from './not-plain.ts';
import { plainCellOf, type PlainCell } from './plain-value.ts';

/** A path of members that every JSON knows by the same name, and of places in lists. */
const plainPath = /^\$(?:\.[A-Za-z_]\w*|\[\d{1,9}\])+$/;

/** `json_extract(json, path)` for a text, number or truth value at a plain path; lists, maps and what is no JSON are left to SQLite. */
export function extract(json: PlainCell, path: PlainCell): PlainCell {
  if (json === null) return null;
  if (typeof json !== 'string' || typeof path !== 'string' || !plainPath.test(path)) return notPlain();
  let value: Json | undefined = parsed(json);
  for (const [, member, place] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
    if (member !== undefined) value = isJsonObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
    else value = Array.isArray(value) ? (value as readonly Json[])[Number(place)] : undefined;
  }
  if (value === undefined) return null;
  return typeof value === 'object' && value !== null ? notPlain() : plainCellOf(value);
}

/** JSON as it is written here. What a person wrote may repeat a member, and SQLite and JavaScript take another one of the two. */
function parsed(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return notPlain();
  }
  return JSON.stringify(value) === text ? value : notPlain();
}
