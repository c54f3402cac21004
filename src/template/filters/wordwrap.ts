import type { Operation } from '../operations/operation.ts';
import { textOf } from '../operations/reading.ts';

export const wordwrapFilter: Operation = {
  name: 'wordwrap',
  parameters: ['width?', 'break_long_words?', 'wrapstring?', 'break_on_hyphens?'],
  summary: 'The text in lines of at most so many characters, broken between words.',
  apply: (input, args, call) => {
    const text = textOf(input, call);
    const width = args.whole('width', 79, 1);
    const joint = args.text('wrapstring', '\n');
    const onHyphens = args.flag('break_on_hyphens', true);
    const breaksWords = args.flag('break_long_words', true);
    call.charge(Math.ceil(text.length / 8));
    const lines = text.split(/\r\n|\r|\n/).flatMap((line) => wrap(line, width, breaksWords, onHyphens));
    call.reserve(text.length + lines.length * joint.length);
    return lines.join(joint);
  },
};

/** Words are filled into lines; blanks where a line breaks are dropped, and a word longer than a line is cut where that is allowed. */
function wrap(text: string, width: number, breaksWords: boolean, onHyphens: boolean): readonly string[] {
  const chunks = text.match(onHyphens ? /\s+|[^\s-]*\p{L}-(?=\p{L})|[^\s-]+-*|-+/gu : /\s+|\S+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  let length = 0;
  const finish = (): void => {
    if (line.trimEnd() !== '' || chunks.length === 0) lines.push(line.trimEnd());
    line = '';
    length = 0;
  };
  for (const chunk of chunks) {
    const characters = Array.from(chunk);
    const isBlank = chunk.trim() === '';
    if (length + characters.length <= width) {
      if (isBlank && line === '' && lines.length > 0) continue;
      line += chunk;
      length += characters.length;
      continue;
    }
    if (isBlank) {
      finish();
      continue;
    }
    let start = 0;
    if (breaksWords && characters.length > width) start = width - length;
    line += characters.slice(0, start).join('');
    finish();
    while (breaksWords && characters.length - start > width) {
      lines.push(characters.slice(start, start + width).join(''));
      start += width;
    }
    line = characters.slice(start).join('');
    length = characters.length - start;
  }
  finish();
  return lines;
}
