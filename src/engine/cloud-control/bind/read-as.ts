import type { Property } from '../../../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../../../values/reading.ts';
import { isMarked, isValueList, isValueMap, Secret, type PlainValue, type Value } from '../../../values/value.ts';

/**
 * What a literal means when it is compared with a column of these types, so that `true`, `1` and `'true'` are one, and `30` and `'30'`
 * too; undefined where it means itself. Booleans are 1 and 0 inside SQLite.
 */
export function readAs(value: Value, types: Property['types']): Value | undefined {
  if (!isKnown(value) || isValueList(value) || isValueMap(value)) return undefined;
  if (isMarked(value) && value.kind === 'number-as-written') {
    return types.includes('string') ? value.text : value.value;
  }
  if (isMarked(value) && value.kind === 'sql-list') return undefined;
  const plain = reveal(value);
  const read = readPlain(plain, types);
  if (read === plain) return undefined;
  if (isMarked(value) && (value.kind === 'secret' || value.kind === 'composite')) return new Secret(read);
  return read;
}

function readPlain(value: PlainValue, types: Property['types']): PlainValue {
  if (value === null || typeof value === 'object') return value;
  if (types.includes('string')) return plainText(value);
  if (types.includes('boolean')) {
    const text = plainText(value).toLowerCase();
    if (text === 'true' || text === '1') return 1;
    if (text === 'false' || text === '0') return 0;
  }
  if ((types.includes('integer') || types.includes('number')) && typeof value === 'string') {
    const number = Number(value);
    if (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) && Number.isFinite(number)) return number;
  }
  return value;
}
