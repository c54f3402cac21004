import { NumberAsWritten } from '../../values/value.ts';

/** A number that Python would hold as a float: a whole one is written with `.0`. */
export function floatValue(value: number): number | NumberAsWritten {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? new NumberAsWritten(value, `${value}.0`) : value;
}

/** The value of a number in a template; whole numbers too large to be exact keep their text. */
export function numberOfLiteral(text: string, isFloat: boolean): number | NumberAsWritten {
  const digits = text.replaceAll('_', '');
  const value = Number(digits);
  if (isFloat) return floatValue(value);
  return Number.isSafeInteger(value) ? value : new NumberAsWritten(value, BigInt(digits).toString());
}
