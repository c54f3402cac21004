import { parseJson } from '../base/json.ts';
import type { QueryOptions } from '../query/anchored-query.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import { isValueList, isValueMap, type Value } from '../values/value.ts';

/** Whether the returned row says already what a callback would wait for. Upper and lower case are alike, as they are in status words. */
export function shortCircuits(option: QueryOptions['shortCircuit'], returned: Value | undefined): boolean {
  if (option === undefined || returned === undefined) return false;
  const path = option.field.split('.');
  // The row of older providers stood inside a ProgressEvent; ours is that event.
  const isWrapped = path[0] === 'ProgressEvent' && isValueMap(returned) && !Object.hasOwn(returned, 'ProgressEvent');
  const value = memberAt(returned, isWrapped ? path.slice(1) : path);
  if (value === undefined || value === null || !isKnown(value)) return false;
  return plainText(reveal(value)).toLowerCase() === option.value.toLowerCase();
}

/** The member at a path; JSON text on the way is read as what it says. */
function memberAt(value: Value, path: readonly string[]): Value | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const inner = typeof value === 'string' ? (parseJson(value) ?? null) : value;
  if (isValueList(inner)) return /^\d+$/.test(name) ? memberOr(inner[Number(name)], rest) : undefined;
  if (!isValueMap(inner) || !Object.hasOwn(inner, name)) return undefined;
  return memberOr(inner[name], rest);
}

function memberOr(value: Value | undefined, rest: readonly string[]): Value | undefined {
  return value === undefined ? undefined : memberAt(value, rest);
}
