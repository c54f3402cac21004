import { isMarked, isValueList, type Value } from '../../values/value.ts';

/** Truth as Python knows it: null, false, 0 and everything empty are false. undefined where only the build will know. */
export function truthOf(value: Value): boolean | undefined {
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  if (isValueList(value)) return value.length > 0;
  if (!isMarked(value)) return Object.keys(value).length > 0;
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'secret':
      return truthOf(value.value);
    case 'composite': {
      const truths = value.parts.map((part) => truthOf(part));
      return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    }
    case 'omit':
      return false;
    case 'number-as-written':
      return value.value !== 0;
    case 'sql-list':
      return value.items.length > 0;
    case 'sql-fragment':
      return value.text !== '';
  }
}
