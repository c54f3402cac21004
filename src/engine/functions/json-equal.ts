import { isJsonObject, type Json } from '../../base/json.ts';
import { jsonComparison } from './json-comparison.ts';

/** 1 where two JSON texts mean the same: objects without order of keys, arrays in order, no conversion between types. */
export const jsonEqual = jsonComparison('json_equal', equal);

function equal(left: Json, right: Json): boolean {
  if (typeof left === 'number' && typeof right === 'number') return numbersEqual(left, right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item: Json, index) => equal(item, right[index] as Json));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const entries = Object.entries(left);
    if (entries.length !== Object.keys(right).length) return false;
    return entries.every(([key, item]) => Object.hasOwn(right, key) && equal(item, right[key] as Json));
  }
  return left === right;
}

/** Equal but for the last bit of a double: what travelled as 0.1 through two printers is still one number. */
export function numbersEqual(left: number, right: number): boolean {
  return Math.abs(left - right) <= Number.EPSILON * Math.max(Math.abs(left), Math.abs(right));
}
