import { isValueList, type Value } from '../../values/value.ts';
import { order } from '../interpreter/comparison.ts';
import type { Call } from './call.ts';
import type { Operation } from './operation.ts';
import { describe, itemsOf } from './reading.ts';

/** What an item is sorted by: itself, or members of it, texts without regard to case unless asked. */
export function sortKey(item: Value, attribute: string | undefined, caseSensitive: boolean, call: Call): Value {
  const keys =
    attribute === undefined ? [item] : attribute.split(',').map((path) => memberOrRefuse(item, path.trim(), call));
  const folded = caseSensitive ? keys : keys.map(foldCase);
  return folded.length === 1 ? (folded[0] ?? null) : folded;
}

export function memberOrRefuse(item: Value, path: string, call: Call): Value {
  const found = call.member(item, path);
  if (found !== undefined) return found;
  return call.wrong(`an item has no member "${path}"`);
}

export function foldCase(value: Value): Value {
  if (typeof value === 'string') return value.toLowerCase();
  return isValueList(value) ? value.map(foldCase) : value;
}

/** Items in the order of their keys; equal ones stay as they are. */
export function sortBy(
  items: readonly Value[],
  keyOf: (item: Value) => Value,
  reverse: boolean,
  call: Call,
): readonly Value[] {
  call.charge(items.length);
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed
    .sort((a, b) => (reverse ? compare(b.key, a.key, call) : compare(a.key, b.key, call)))
    .map(({ item }) => item);
}

/** The item at one end of the order; the first of equal ones. */
export function extreme(end: 'largest' | 'smallest'): Operation['apply'] {
  return (input, args, call) => {
    const path = args.has('attribute') ? args.text('attribute') : undefined;
    const caseSensitive = args.flag('case_sensitive', false);
    const [first, ...rest] = itemsOf(input, call);
    if (first === undefined) return call.missing(`there is no ${end} item: it is empty`);
    const keyOf = (item: Value): Value => sortKey(item, path, caseSensitive, call);
    const isBeyond = (item: Value, best: Value): boolean => {
      const difference = compare(keyOf(item), keyOf(best), call);
      return end === 'largest' ? difference > 0 : difference < 0;
    };
    return rest.reduce((best, item) => (isBeyond(item, best) ? item : best), first);
  };
}

export function compare(left: Value, right: Value, call: Call): number {
  const difference = order(left, right);
  if (difference !== undefined) return difference;
  return call.wrong(`${describe(left)} and ${describe(right)} have no order`);
}
