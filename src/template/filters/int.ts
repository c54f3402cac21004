import { NumberAsWritten, type Value } from '../../values/value.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';

export const intFilter: Operation = {
  name: 'int',
  parameters: ['default?', 'base?'],
  summary: 'A whole number; what is not a number gives `default`, or 0 with a warning.',
  apply: (input, args, call) => {
    const found = wholeNumber(input, args.whole('base', 10, 2), call);
    if (found !== undefined) return found;
    if (!args.has('default'))
      call.warn(`${call.show(input)} is not a number: it becomes 0`, 'write `int(0)` if that is meant');
    return args.optional('default') ?? 0;
  },
};

function wholeNumber(input: Value, base: number, call: Call): Value | undefined {
  if (base > 36) return call.wrong('"base" goes up to 36');
  if (typeof input === 'boolean') return input ? 1 : 0;
  if (typeof input === 'number') return truncated(input);
  if (input instanceof NumberAsWritten) return input.text.includes('.') ? truncated(input.value) : input;
  if (typeof input !== 'string') return undefined;
  const text = input.trim().replace(/(?<=[0-9a-zA-Z])_(?=[0-9a-zA-Z])/g, '');
  if (base !== 10) return inBase(text, base);
  if (/^[+-]?[0-9]+$/.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value)
      ? truncated(value)
      : new NumberAsWritten(value, BigInt(text.replace('+', '')).toString());
  }
  return /^[+-]?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text) ? truncated(Number(text)) : undefined;
}

function truncated(value: number): number | undefined {
  const whole = Math.trunc(value);
  return Number.isSafeInteger(whole) ? whole + 0 : undefined;
}

function inBase(text: string, base: number): number | undefined {
  const prefix = { 16: /^([+-]?)0[xX]/, 8: /^([+-]?)0[oO]/, 2: /^([+-]?)0[bB]/ }[base];
  const digits = prefix === undefined ? text : text.replace(prefix, '$1');
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  if (!new RegExp(`^[+-]?[${letters}]+$`, 'i').test(digits)) return undefined;
  return truncated(Number.parseInt(digits, base));
}
