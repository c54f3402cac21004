import { isMarked, isValueList, isValueMap, NumberAsWritten, type Value } from '../../values/value.ts';

/** Equal as in Python: numbers by value (`1 == 1.0 == true`), texts exactly, lists and maps item by item; marks must have been opened. */
export function equals(left: Value, right: Value): boolean {
  if (left === right) return true;
  const leftNumber = asNumber(left);
  if (leftNumber !== undefined) return leftNumber === asNumber(right);
  if (isValueList(left)) {
    return (
      isValueList(right) && left.length === right.length && left.every((item, i) => equals(item, right[i] ?? null))
    );
  }
  if (isValueMap(left)) {
    if (!isValueMap(right)) return false;
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equals(left[key] ?? null, right[key] ?? null))
    );
  }
  return isMarked(left) && isMarked(right) && left.kind === 'omit' && right.kind === 'omit';
}

/** Negative, zero or positive; undefined where the two have no order. Texts are ordered by code points. */
export function order(left: Value, right: Value): number | undefined {
  const leftNumber = asNumber(left);
  const rightNumber = asNumber(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return leftNumber - rightNumber;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (isValueList(left) && isValueList(right)) {
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      const one = left[index] ?? null;
      const other = right[index] ?? null;
      if (!equals(one, other)) return order(one, other);
    }
    return left.length - right.length;
  }
  return undefined;
}

function compareTexts(left: string, right: string): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    if (left.charCodeAt(index) === right.charCodeAt(index)) continue;
    const start = isLowHalf(left, index) ? index - 1 : index;
    return (left.codePointAt(start) ?? 0) - (right.codePointAt(start) ?? 0);
  }
  return left.length - right.length;
}

function isLowHalf(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}

function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof NumberAsWritten) return value.value;
  return undefined;
}
