import { isMarked, isValueList, type Marked, type Value } from '../../values/value.ts';

/** How large a value is when it is written out, and what marks are anywhere in it. */
export interface Measure {
  readonly nodes: number;
  readonly characters: number;
  readonly height: number;
  readonly hasUnknown: boolean;
  readonly hasSecret: boolean;
}

const known = new WeakMap<object, Measure>();
const small: Measure = { nodes: 1, characters: 5, height: 1, hasUnknown: false, hasSecret: false };

/**
 * Values never change, so each list and map is measured once, however often it stands in others: a value that doubles itself over and
 * over is found out before anything walks it. `deepest` bounds the walk; what is deeper counts as infinitely large.
 */
export function measure(value: Value, deepest = 200): Measure {
  if (typeof value === 'string') return { ...small, characters: value.length };
  if (typeof value !== 'object' || value === null) return small;
  const before = known.get(value);
  if (before !== undefined) return before;
  if (deepest <= 0) return { ...small, nodes: Infinity, characters: Infinity, height: Infinity };
  const found = measureObject(value, deepest);
  known.set(value, found);
  return found;
}

function measureObject(value: Exclude<Value, string | number | boolean | null>, deepest: number): Measure {
  if (isMarked(value)) return measureMark(value, deepest);
  const total = { nodes: 1, characters: 2, height: 0, hasUnknown: false, hasSecret: false };
  const add = (item: Value, characters: number): void => {
    const inner = measure(item, deepest - 1);
    total.nodes += inner.nodes;
    total.characters += inner.characters + characters;
    total.height = Math.max(total.height, inner.height);
    total.hasUnknown ||= inner.hasUnknown;
    total.hasSecret ||= inner.hasSecret;
  };
  if (isValueList(value)) for (const item of value) add(item, 1);
  else for (const [key, item] of Object.entries(value)) add(item, key.length + 4);
  return { ...total, height: total.height + 1 };
}

function measureMark(mark: Marked, deepest: number): Measure {
  switch (mark.kind) {
    case 'unknown':
      return { ...small, characters: mark.name.length, hasUnknown: true, hasSecret: mark.secret };
    case 'secret':
      return { ...measure(mark.value, deepest - 1), hasSecret: true };
    case 'composite':
      return combine(mark.parts, deepest);
    case 'sql-list':
      return combine(mark.items, deepest);
    case 'sql-fragment':
    case 'number-as-written':
      return { ...small, characters: mark.text.length };
    case 'omit':
      return small;
  }
}

function combine(parts: readonly Value[], deepest: number): Measure {
  return measure([...parts], deepest);
}
