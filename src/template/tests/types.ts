import { isValueList, isValueMap, NumberAsWritten, type Value } from '../../values/value.ts';
import { isFloat } from '../interpreter/arithmetic.ts';
import type { Test } from '../operations/operation.ts';

/** What kind of value it is. */
export const typeTests: readonly Test[] = [
  type('none', 'It is null.', (value) => value === null, ['None', 'null']),
  type('boolean', 'It is true or false.', (value) => typeof value === 'boolean'),
  type('true', 'It is true itself.', (value) => value === true, ['True']),
  type('false', 'It is false itself.', (value) => value === false, ['False']),
  // Python counts true and false as numbers.
  type('number', 'It is a number, or true or false.', (value) => isNumber(value) || typeof value === 'boolean'),
  type('integer', 'It is a whole number.', (value) => isNumber(value) && !isFloat(value)),
  type('float', 'It is a number with decimals.', (value) => isFloat(value)),
  type('string', 'It is a text.', (value) => typeof value === 'string'),
  type('mapping', 'It is a map.', (value) => isValueMap(value), ['object']),
  type('sequence', 'It has items: a list, a text or a map.', isIterable),
  type('iterable', 'It has items: a list, a text or a map.', isIterable),
];

function type(name: string, summary: string, holds: (value: Value) => boolean, aliases: readonly string[] = []): Test {
  return { name, aliases, marks: 'leaves', summary, apply: (input) => holds(input) };
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || value instanceof NumberAsWritten;
}

function isIterable(value: Value): boolean {
  return typeof value === 'string' || isValueList(value) || isValueMap(value);
}
