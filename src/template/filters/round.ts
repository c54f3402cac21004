import type { Operation } from '../operations/operation.ts';
import { numberOf } from '../operations/reading.ts';
import { isFloat } from '../interpreter/arithmetic.ts';
import { fixedText } from '../operations/decimals.ts';
import { floatValue } from '../syntax/numbers.ts';

export const roundFilter: Operation = {
  name: 'round',
  parameters: ['precision?', 'method?'],
  summary: 'The number with so many decimals; `common` rounds halves to the even digit, `ceil` up, `floor` down.',
  apply: (input, args, call) => {
    const number = numberOf(input, call);
    const precision = args.whole('precision', 0, -300);
    const method = args.text('method', 'common');
    if (precision > 100) return call.wrong('"precision" goes up to 100');
    const scale = 10 ** precision;
    if (method === 'ceil') return floatValue(Math.ceil(number * scale) / scale);
    if (method === 'floor') return floatValue(Math.floor(number * scale) / scale);
    if (method !== 'common') return call.wrong('"method" is "common", "ceil" or "floor"');
    const rounded = precision < 0 ? Math.round(number * scale) / scale : Number(fixedText(number, precision));
    return isFloat(input) ? floatValue(rounded) : rounded;
  },
};
