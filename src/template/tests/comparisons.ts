import { isValueList, isValueMap, type Value } from '../../values/value.ts';
import { equals } from '../interpreter/comparison.ts';
import { filterFor, lookAlike, lookAlikeIn, type LookAlike } from '../interpreter/look-alike.ts';
import type { Call } from '../operations/call.ts';
import type { Test } from '../operations/operation.ts';
import { describe } from '../operations/reading.ts';
import { compare } from '../operations/sorting.ts';

/** Comparisons by name, for `select` and its kin. */
export const comparisonTests: readonly Test[] = [
  comparison('eq', ['equalto', 'sameas'], 'Both are equal.', (a, b, call) => isEqual(a, b, call)),
  comparison('ne', [], 'Both differ.', (a, b, call) => !isEqual(a, b, call)),
  comparison('lt', ['lessthan'], 'It is less.', (a, b, call) => compare(a, b, call) < 0),
  comparison('le', [], 'It is less or equal.', (a, b, call) => compare(a, b, call) <= 0),
  comparison('gt', ['greaterthan'], 'It is greater.', (a, b, call) => compare(a, b, call) > 0),
  comparison('ge', [], 'It is greater or equal.', (a, b, call) => compare(a, b, call) >= 0),
  comparison('containing', [], 'It holds an item, a member or a text.', (a, b, call) => contains(a, b, call)),
  comparison('in', [], 'It is in a list, a member of a map, or part of a text.', (a, b, call) => contains(b, a, call)),
];

function comparison(
  name: string,
  aliases: readonly string[],
  summary: string,
  holds: (input: Value, other: Value, call: Call) => boolean,
): Test {
  const apply: Test['apply'] = (input, args, call) => holds(input, args.value('other'), call);
  return { name, aliases, parameters: ['other'], summary, apply };
}

function isEqual(left: Value, right: Value, call: Call): boolean {
  warnOf(lookAlike(left, right), call);
  return equals(left, right);
}

function warnOf(found: LookAlike | undefined, call: Call): void {
  if (found === undefined) return;
  call.warn(
    `it compares a string with ${found.typed} that reads the same: the two are never equal`,
    `write \`| string\` behind the other, or \`| ${filterFor(found.typed)}\` behind the string`,
    'template/never-equal',
  );
}

function contains(container: Value, item: Value, call: Call): boolean {
  if (isValueList(container)) {
    const isIn = container.some((candidate) => equals(candidate, item));
    if (!isIn) warnOf(lookAlikeIn(container, item), call);
    return isIn;
  }
  if (typeof item === 'string' && typeof container === 'string') return container.includes(item);
  if (isValueMap(container)) return typeof item === 'string' && Object.hasOwn(container, item);
  return call.wrong(`${describe(container)} cannot hold ${describe(item)}`);
}
