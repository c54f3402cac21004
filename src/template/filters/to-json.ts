import { reveal, versionOf } from '../../values/reading.ts';
import { joinText } from '../../values/text.ts';
import { Secret } from '../../values/value.ts';
import { measure } from '../interpreter/measure.ts';
import type { Operation } from '../operations/operation.ts';

export const toJsonFilter: Operation = {
  name: 'tojson',
  aliases: ['to_json', 'json_encode'],
  parameters: ['indent?'],
  marks: 'leaves',
  summary: 'Compact JSON text. Unlike Jinja: no blanks, keys in their own order, no HTML escapes.',
  apply: (input, args, call) => {
    if (typeof input === 'string') return JSON.stringify(input);
    if (input === null) return 'null';
    const marked = measure(input);
    call.reserve(marked.characters);
    const indent = args.whole('indent', 0);
    if (indent === 0 || marked.hasUnknown) return joinText([input]);
    if (indent > 10) return call.wrong('"indent" goes up to 10');
    const text = JSON.stringify(reveal(input), null, indent);
    return marked.hasSecret ? new Secret(text, versionOf([input])) : text;
  },
};
