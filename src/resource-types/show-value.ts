import type { Json } from '../base/json.ts';
import { count, shorten } from '../base/text.ts';
import { mask } from '../values/reading.ts';
import type { JsonType } from './resource-type.ts';

/** Characters of a value that a message shows. */
const longest = 60;

/** A value as a message shows it: text in quotes and cut, lists and maps by their size, `***` for a secret. */
export function showValue(value: Json, isSecret: boolean): string {
  if (isSecret) return mask;
  if (typeof value === 'string') return JSON.stringify(shorten(value, longest));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${count(value.length, 'item')}`;
  if (typeof value === 'object' && value !== null) return 'a map';
  return String(value);
}

const typeWords: Readonly<Record<JsonType, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** `a whole number`, `text or a map`. */
export function describeTypes(types: readonly JsonType[]): string {
  const told = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  return told.map((type) => typeWords[type]).join(' or ');
}
