import { isValueList, isValueMap, NumberAsWritten, type Value } from '../../values/value.ts';

type Typed = 'an integer' | 'a number' | 'a boolean';

/** Two values that are not equal although they read the same: 5 and "5", true and "true". */
export interface LookAlike {
  /** What the one that is no string is. */
  readonly typed: Typed;
  /** Which one is the string. */
  readonly text: 'left' | 'right';
}

/** How two opened values look alike; undefined where they do not, or are equal. */
export function lookAlike(left: Value, right: Value): LookAlike | undefined {
  if (typeof left === 'string') return same(left, right, 'left');
  return typeof right === 'string' ? same(right, left, 'right') : undefined;
}

/** The same for an item and what a list or map that does not hold it has instead. */
export function lookAlikeIn(container: Value, item: Value): LookAlike | undefined {
  const candidates = isValueList(container) ? container : isValueMap(container) ? Object.keys(container) : [];
  for (const candidate of candidates) {
    const found = lookAlike(item, candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The filter that makes the other side's type of a value. */
export function filterFor(typed: Typed): 'int' | 'float' | 'bool' {
  return typed === 'a boolean' ? 'bool' : typed === 'an integer' ? 'int' : 'float';
}

function same(text: string, other: Value, side: LookAlike['text']): LookAlike | undefined {
  if (typeof other === 'boolean') return text === String(other) ? { typed: 'a boolean', text: side } : undefined;
  if (other instanceof NumberAsWritten)
    return text === other.text ? { typed: typeOf(other.value), text: side } : undefined;
  if (typeof other !== 'number' || text !== String(other)) return undefined;
  return { typed: typeOf(other), text: side };
}

function typeOf(value: number): Typed {
  return Number.isInteger(value) ? 'an integer' : 'a number';
}
