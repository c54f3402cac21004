import { NumberAsWritten } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { floatValue } from '../syntax/numbers.ts';

export const floatFilter: Operation = {
  name: 'float',
  parameters: ['default?'],
  summary: 'A number; what is not one gives `default`, or 0.0 with a warning.',
  apply: (input, args, call) => {
    if (typeof input === 'number' || typeof input === 'boolean') return floatValue(Number(input));
    if (input instanceof NumberAsWritten) return floatValue(input.value);
    const text = typeof input === 'string' ? input.trim() : '';
    if (/^[+-]?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text) && Number.isFinite(Number(text))) {
      return floatValue(Number(text));
    }
    if (!args.has('default'))
      call.warn(`${call.show(input)} is not a number: it becomes 0.0`, 'write `float(0)` if that is meant');
    return args.optional('default') ?? floatValue(0);
  },
};
