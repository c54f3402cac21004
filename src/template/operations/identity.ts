import { isMarked, isValueList, NumberAsWritten, type Value } from '../../values/value.ts';

/** A text that two values share exactly where they are equal; an unknown equals itself only. */
export function identityOf(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === null || typeof value === 'number') return String(value);
  if (value instanceof NumberAsWritten) return String(value.value);
  if (isValueList(value)) return `[${value.map(identityOf).join(',')}]`;
  if (!isMarked(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${identityOf(item)}`);
    return `{${entries.sort().join(',')}}`;
  }
  switch (value.kind) {
    case 'secret':
      return identityOf(value.value);
    case 'unknown':
      return `unknown ${JSON.stringify(value.name)}`;
    case 'composite':
      return `text ${value.parts.map(identityOf).join(',')}`;
    case 'sql-list':
      return `sql ${identityOf(value.items)}`;
    case 'sql-fragment':
      return `sql ${JSON.stringify(value.text)}`;
    case 'omit':
      return 'omit';
  }
}
