import { unreachable } from '../../base/unreachable.ts';
import { isValueList, NumberAsWritten, type Value } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import { describe } from '../operations/reading.ts';
import { floatValue } from '../syntax/numbers.ts';

export type ArithmeticOperator = 'Add' | 'Sub' | 'Mul' | 'Div' | 'FloorDiv' | 'Mod' | 'Pow';

const signs: Readonly<Record<ArithmeticOperator, string>> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  FloorDiv: '//',
  Mod: '%',
  Pow: '**',
};

const reckon = 'write `| int` or `| float` after a text to reckon with it';

const helpWithText: Readonly<Record<ArithmeticOperator, string>> = {
  Add: 'write `~` to join texts, or `| int` to reckon with a text',
  Sub: reckon,
  Mul: reckon,
  Div: reckon,
  FloorDiv: reckon,
  Mod: 'write `| format(…)` to fill in a text, or `| int` to reckon with it',
  Pow: reckon,
};

/** Numbers as Python reckons with them; `+` joins texts and lists, `*` repeats them. Marks must have been opened, but those in lists. */
export function calculate(operator: ArithmeticOperator, left: Value, right: Value, call: Call): Value {
  if (isNumber(left) && isNumber(right)) return calculateNumbers(operator, left, right, call);
  if (operator === 'Add') {
    if (typeof left === 'string' && typeof right === 'string') {
      call.reserve(left.length + right.length);
      return left + right;
    }
    if (isValueList(left) && isValueList(right)) {
      call.charge(left.length + right.length);
      return [...left, ...right];
    }
  }
  if (operator === 'Mul') {
    if (isNumber(right) && (typeof left === 'string' || isValueList(left))) return repeat(left, right, call);
    if (isNumber(left) && (typeof right === 'string' || isValueList(right))) return repeat(right, left, call);
  }
  const help = typeof left === 'string' || typeof right === 'string' ? helpWithText[operator] : undefined;
  return call.wrong(`\`${signs[operator]}\` does not work on ${describe(left)} and ${describe(right)}`, help);
}

/** `-value`. */
export function negate(value: Value, call: Call): Value {
  if (!isNumber(value)) return call.wrong(`\`-\` does not work on ${describe(value)}`);
  return isFloat(value) ? floatValue(-numeric(value)) : exact(-numeric(value), call);
}

function isNumber(value: Value): value is number | boolean | NumberAsWritten {
  return typeof value === 'number' || typeof value === 'boolean' || value instanceof NumberAsWritten;
}

/** Whether Python would hold the number as a float. */
export function isFloat(value: Value): boolean {
  if (value instanceof NumberAsWritten) return /[.eE]/.test(value.text);
  return typeof value === 'number' && !Number.isInteger(value);
}

function numeric(value: number | boolean | NumberAsWritten): number {
  return value instanceof NumberAsWritten ? value.value : Number(value);
}

function calculateNumbers(
  operator: ArithmeticOperator,
  left: number | boolean | NumberAsWritten,
  right: number | boolean | NumberAsWritten,
  call: Call,
): Value {
  const a = numeric(left);
  const b = numeric(right);
  const asFloat = isFloat(left) || isFloat(right);
  const result = (value: number): Value => {
    if (!Number.isFinite(value)) return call.wrong('the result is too large for a number');
    return asFloat ? floatValue(value) : exact(value, call);
  };
  if (!asFloat && !(Number.isSafeInteger(a) && Number.isSafeInteger(b))) {
    return call.wrong('whole numbers beyond 2^53 cannot be reckoned with exactly');
  }
  const divides = operator === 'Div' || operator === 'FloorDiv' || operator === 'Mod';
  if (b === 0 && divides) return call.wrong('division by zero');
  switch (operator) {
    case 'Add':
      return result(a + b);
    case 'Sub':
      return result(a - b);
    case 'Mul':
      return result(a * b);
    case 'Div':
      return floatValue(a / b);
    case 'FloorDiv':
      return result(Math.floor(a / b));
    case 'Mod': {
      // The remainder has the sign of the divisor.
      const rest = a % b;
      return result(rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest);
    }
    case 'Pow': {
      const value = a ** b;
      if (Number.isNaN(value)) return call.wrong('the result is not a real number');
      return b < 0 && !asFloat
        ? Number.isFinite(value)
          ? floatValue(value)
          : call.wrong('division by zero')
        : result(value);
    }
    default:
      return unreachable(operator);
  }
}

/** Whole numbers beyond 2^53 would silently be other numbers. */
function exact(value: number, call: Call): number {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return call.wrong('the result is a whole number beyond 2^53, which would not be exact');
}

function repeat(value: string | readonly Value[], times: number | boolean | NumberAsWritten, call: Call): Value {
  if (isFloat(times)) return call.wrong('something can be repeated a whole number of times only');
  const count = Math.max(0, numeric(times));
  if (typeof value === 'string') {
    call.reserve(value.length * count);
    return value.repeat(count);
  }
  call.charge(value.length * count);
  return Array.from({ length: count }, () => value).flat();
}
