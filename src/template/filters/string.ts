import { joinText } from '../../values/text.ts';
import type { Operation } from '../operations/operation.ts';

export const stringFilter: Operation = {
  name: 'string',
  aliases: ['as_str'],
  marks: 'leaves',
  summary: 'The value as text; lists and maps as compact JSON.',
  apply: (input) => joinText([input]),
};
