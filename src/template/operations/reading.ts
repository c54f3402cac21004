import { isMarked, isValueList, isValueMap, NumberAsWritten, type Value, type ValueMap } from '../../values/value.ts';
import type { Call } from './call.ts';

/** What a value is, in the words of a message. */
export function describe(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return String(value);
  if (isValueList(value)) return 'a list';
  if (!isMarked(value)) return 'a map';
  switch (value.kind) {
    case 'unknown':
      return 'a value that only the build will know';
    case 'secret':
      return describe(value.value);
    case 'composite':
      return 'a text';
    case 'omit':
      return '`omit`';
    case 'number-as-written':
      return 'a number';
    case 'sql-list':
      return 'what `sql_list` made';
    case 'sql-fragment':
      return 'SQL that `sql` let through';
  }
}

/** The first words of a message: `expected`, or what it is about. */
function wanted(what: string | undefined): string {
  return what === undefined ? 'expected' : `${what} needs`;
}

/** The value as text: a text, a number or true and false. `what` names it in the message where it is something else. */
export function textOf(value: Value, call: Call, what?: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof NumberAsWritten) return value.text;
  return call.wrong(`${wanted(what)} a text, not ${describe(value)}`);
}

/** The value as a number; true is 1 and false is 0, as in Python. A text is not a number. */
export function numberOf(value: Value, call: Call, what?: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof NumberAsWritten) return value.value;
  const help = typeof value === 'string' ? 'write `| int` or `| float` after the text' : undefined;
  return call.wrong(`${wanted(what)} a number, not ${describe(value)}`, help);
}

/** The items of a list, the keys of a map, the characters of a text: what Python loops over. */
export function itemsOf(value: Value, call: Call): readonly Value[] {
  if (isValueList(value)) return value;
  if (typeof value === 'string') {
    call.charge(value.length);
    return Array.from(value);
  }
  if (isValueMap(value)) return Object.keys(value);
  return call.wrong(`expected a list, not ${describe(value)}`);
}

export function listOf(value: Value, call: Call, what?: string): readonly Value[] {
  if (isValueList(value)) return value;
  return call.wrong(`${wanted(what)} a list, not ${describe(value)}`);
}

export function mapOf(value: Value, call: Call, what?: string): ValueMap {
  if (isValueMap(value)) return value;
  return call.wrong(`${wanted(what)} a map, not ${describe(value)}`);
}
