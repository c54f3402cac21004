import { isMarked, isValueList, isValueMap, type Value } from '../../values/value.ts';

/** What a text holds that no service takes: NUL, or half of a surrogate pair. */
export function brokenPart(text: string): string | undefined {
  if (text.includes('\0')) return 'a NUL character';
  // Most texts have no surrogates at all, and the other expression takes long to compile.
  return /[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text) ? 'half of a surrogate pair' : undefined;
}

/** The same for every text inside a value, keys included. */
export function brokenPartIn(value: Value): string | undefined {
  if (typeof value === 'string') return brokenPart(value);
  if (isMarked(value)) {
    switch (value.kind) {
      case 'secret':
        return brokenPartIn(value.value);
      case 'composite':
        return firstBroken(value.parts);
      case 'sql-list':
        return firstBroken(value.items);
      case 'sql-fragment':
        return brokenPart(value.text);
      default:
        return undefined;
    }
  }
  if (isValueList(value)) return firstBroken(value);
  if (isValueMap(value)) return firstBroken(Object.entries(value).flat());
  return undefined;
}

function firstBroken(values: readonly Value[]): string | undefined {
  for (const value of values) {
    const broken = brokenPartIn(value);
    if (broken !== undefined) return broken;
  }
  return undefined;
}
