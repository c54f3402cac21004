import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const indentFilter: Operation = {
  name: 'indent',
  parameters: ['width?', 'first?', 'blank?'],
  summary: 'Every line but the first moved in by blanks.',
  apply: (input, args, call) => {
    const text = textOf(input, call);
    const width = args.optional('width') ?? 4;
    const by = typeof width === 'string' ? width : args.whole('width', 4);
    const lines = text.split('\n');
    call.charge(Math.ceil(lines.length / 16));
    call.reserve(text.length + lines.length * (typeof by === 'string' ? by.length : by));
    const indentation = typeof by === 'string' ? by : ' '.repeat(by);
    const withBlank = args.flag('blank', false);
    const withFirst = args.flag('first', false);
    return lines
      .map((line, index) => ((index === 0 ? withFirst : withBlank || line !== '') ? indentation + line : line))
      .join('\n');
  },
};
