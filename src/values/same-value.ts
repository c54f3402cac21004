import { isMarked, isValueList, isValueMap, type Marked, type Value } from './value.ts';

/** Whether two values are the same, marks included: whatever is made of the one could as well be made of the other. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (Object.is(left, right)) return true;
  if (left === undefined || right === undefined) return false;
  if (isMarked(left)) return isMarked(right) && sameMark(left, right);
  if (isMarked(right)) return false;
  if (isValueList(left)) return isValueList(right) && sameItems(left, right);
  if (!isValueMap(left) || !isValueMap(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
  );
}

function sameItems(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
}

function sameMark(left: Marked, right: Marked): boolean {
  switch (left.kind) {
    case 'unknown':
      return right.kind === 'unknown' && left.name === right.name && left.secret === right.secret;
    case 'secret':
      return right.kind === 'secret' && left.version === right.version && sameValue(left.value, right.value);
    case 'omit':
      return right.kind === 'omit';
    case 'composite':
      return right.kind === 'composite' && sameItems(left.parts, right.parts);
    case 'number-as-written':
      return right.kind === 'number-as-written' && left.text === right.text;
    case 'sql-list':
      return right.kind === 'sql-list' && sameItems(left.items, right.items);
    case 'sql-fragment':
      return right.kind === 'sql-fragment' && left.text === right.text;
  }
}
