import type { Operation } from '../operations/operation.ts';
import { formatPercent } from '../operations/percent-format.ts';
import { textOf } from '../operations/reading.ts';

export const formatFilter: Operation = {
  name: 'format',
  parameters: ['*values', '**names'],
  summary: 'A text with `%s`, `%d`, `%(name)s` … filled in.',
  apply: (input, args, call) => formatPercent(textOf(input, call), args.rest, args.keywords, call),
};
