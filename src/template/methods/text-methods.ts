import { joinText } from '../../values/text.ts';
import type { Value } from '../../values/value.ts';
import { measure } from '../interpreter/measure.ts';
import type { Arguments } from '../operations/arguments.ts';
import { formatBraces } from '../operations/brace-format.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { capitalize, pad, replaceText, split, strip, textsOf } from '../operations/python-text.ts';
import { lengthOf } from '../operations/characters.ts';
import { itemsOf, textOf } from '../operations/reading.ts';
import { isLower, isUpper } from '../tests/texts.ts';

/** Methods of texts, as of Python's `str`. */
export const textMethods: readonly Operation[] = [
  plain('upper', 'In capitals.', (text) => text.toUpperCase()),
  plain('lower', 'In small letters.', (text) => text.toLowerCase()),
  plain('casefold', 'In small letters.', (text) => text.toLowerCase()),
  plain('capitalize', 'The first letter a capital, all others small.', capitalize),
  plain('title', 'Every word with a capital.', (text) => text.replace(/\p{L}+/gu, capitalize)),
  plain('swapcase', 'Capitals small and small letters capital.', swapCase),
  plain('isdigit', 'Digits only, and at least one.', (text) => /^\p{Nd}+$/u.test(text)),
  plain('isnumeric', 'Digits only, and at least one.', (text) => /^\p{N}+$/u.test(text)),
  plain('isalpha', 'Letters only, and at least one.', (text) => /^\p{L}+$/u.test(text)),
  plain('isalnum', 'Letters and digits only, and at least one.', (text) => /^[\p{L}\p{N}]+$/u.test(text)),
  plain('isspace', 'Blanks only, and at least one.', (text) => /^\s+$/.test(text)),
  plain('islower', 'Its letters are small, and there is one.', isLower),
  plain('isupper', 'Its letters are capitals, and there is one.', isUpper),
  plain('splitlines', 'Its lines.', splitLines),
  withArguments('strip', ['chars?'], 'Without blanks at both ends, or without these characters.', (text, args) =>
    strip(text, optionalText(args, 'chars'), 'both'),
  ),
  withArguments('lstrip', ['chars?'], 'Without blanks at its start, or without these characters.', (text, args) =>
    strip(text, optionalText(args, 'chars'), 'left'),
  ),
  withArguments('rstrip', ['chars?'], 'Without blanks at its end, or without these characters.', (text, args) =>
    strip(text, optionalText(args, 'chars'), 'right'),
  ),
  withArguments(
    'replace',
    ['old', 'new', 'count?'],
    'Every `old` replaced, or the first `count`.',
    (text, args, call) =>
      replaceText(
        text,
        args.text('old'),
        args.text('new'),
        args.has('count') ? args.whole('count', 0) : undefined,
        call,
      ),
  ),
  withArguments('split', ['sep?', 'maxsplit?'], 'Its parts between separators, or its words.', (text, args, call) =>
    split(text, separator(args), args.whole('maxsplit', -1, -1), false, call),
  ),
  withArguments('rsplit', ['sep?', 'maxsplit?'], 'As `split`, counted from the end.', (text, args, call) =>
    split(text, separator(args), args.whole('maxsplit', -1, -1), true, call),
  ),
  withArguments(
    'partition',
    ['sep'],
    'What is before the first separator, the separator, what is after it.',
    (text, args) => {
      const mark = args.text('sep');
      const at = text.indexOf(mark);
      return at < 0 ? [text, '', ''] : [text.slice(0, at), mark, text.slice(at + mark.length)];
    },
  ),
  withArguments(
    'rpartition',
    ['sep'],
    'What is before the last separator, the separator, what is after it.',
    (text, args) => {
      const mark = args.text('sep');
      const at = text.lastIndexOf(mark);
      return at < 0 ? ['', '', text] : [text.slice(0, at), mark, text.slice(at + mark.length)];
    },
  ),
  withArguments('startswith', ['prefix'], 'It begins with the text, or with one of a list.', (text, args, call) =>
    textsOf(args, 'prefix', call).some((prefix) => text.startsWith(prefix)),
  ),
  withArguments('endswith', ['suffix'], 'It ends with the text, or with one of a list.', (text, args, call) =>
    textsOf(args, 'suffix', call).some((suffix) => text.endsWith(suffix)),
  ),
  withArguments('removeprefix', ['prefix'], 'Without the prefix, where it has it.', (text, args) => {
    const prefix = args.text('prefix');
    return text.startsWith(prefix) ? text.slice(prefix.length) : text;
  }),
  withArguments('removesuffix', ['suffix'], 'Without the suffix, where it has it.', (text, args) => {
    const suffix = args.text('suffix');
    return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
  }),
  withArguments('find', ['sub'], 'Where the text stands first, from 0, or -1.', (text, args) =>
    position(text, text.indexOf(args.text('sub'))),
  ),
  withArguments('rfind', ['sub'], 'Where the text stands last, from 0, or -1.', (text, args) =>
    position(text, text.lastIndexOf(args.text('sub'))),
  ),
  withArguments('index', ['sub'], 'Where the text stands first, from 0.', (text, args, call) => {
    const at = text.indexOf(args.text('sub'));
    return at < 0 ? call.wrong(`${call.show(args.value('sub'))} is not in the text`) : position(text, at);
  }),
  withArguments('count', ['sub'], 'How often the text is in it.', (text, args, call) => {
    const sub = args.text('sub');
    call.charge(Math.ceil(text.length / 1024));
    return sub === '' ? lengthOf(text) + 1 : text.split(sub).length - 1;
  }),
  withArguments('ljust', ['width', 'fillchar?'], 'Filled up at its end.', (text, args, call) =>
    pad(text, args.whole('width', 0), filler(args, call), 'right', call),
  ),
  withArguments('rjust', ['width', 'fillchar?'], 'Filled up at its start.', (text, args, call) =>
    pad(text, args.whole('width', 0), filler(args, call), 'left', call),
  ),
  withArguments('center', ['width', 'fillchar?'], 'Filled up at both ends.', (text, args, call) =>
    pad(text, args.whole('width', 0), filler(args, call), 'both', call),
  ),
  withArguments('zfill', ['width'], 'Filled up with zeros after its sign.', (text, args, call) => {
    const sign = /^[+-]/.exec(text)?.[0] ?? '';
    return sign + pad(text.slice(sign.length), args.whole('width', 0) - sign.length, '0', 'left', call);
  }),
  withArguments('format', ['*values', '**names'], 'With `{}`, `{0}` and `{name}` filled in.', (text, args, call) =>
    formatBraces(text, args.rest, args.keywords, call),
  ),
  {
    name: 'join',
    parameters: ['items'],
    marks: 'leaves',
    summary: 'The items as one text, with this text between them.',
    apply: (input, args, call) => {
      const between = textOf(input, call);
      const items = itemsOf(args.value('items'), call);
      const characters = items.reduce<number>((sum, item) => sum + measure(item).characters + between.length, 0);
      call.charge(items.length);
      call.reserve(characters);
      return joinText(items.flatMap((item, index): Value[] => (index > 0 ? [between, item] : [item])));
    },
  },
];

function plain(name: string, summary: string, apply: (text: string) => Value): Operation {
  return { name, summary, apply: (input, _args, call) => apply(textOf(input, call)) };
}

function withArguments(
  name: string,
  parameters: readonly string[],
  summary: string,
  apply: (text: string, args: Arguments, call: Call) => Value,
): Operation {
  return { name, parameters, summary, apply: (input, args, call) => apply(textOf(input, call), args, call) };
}

function optionalText(args: Arguments, name: string): string | undefined {
  return args.has(name) && args.value(name) !== null ? args.text(name) : undefined;
}

function separator(args: Arguments): string | undefined {
  return optionalText(args, 'sep');
}

function filler(args: Arguments, call: Call): string {
  const text = args.text('fillchar', ' ');
  return lengthOf(text) === 1 ? text : call.wrong('"fillchar" is one character');
}

function position(text: string, index: number): number {
  return index < 0 ? -1 : lengthOf(text.slice(0, index));
}

function splitLines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/(?:\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);
}

function swapCase(text: string): string {
  return Array.from(text, (letter) => (isUpper(letter) ? letter.toLowerCase() : letter.toUpperCase())).join('');
}
