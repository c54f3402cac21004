import type { ShownRows } from '../../src/report/formats/result-format.ts';

/** A result with all that results have: wide characters, nested JSON, line breaks, quotes, NULL, a column name that stands twice. */
export const plainRows: ShownRows = {
  columns: ['name', 'sessions', 'policy', 'note', 'name'],
  rows: [
    [
      'プール',
      30,
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'] }, {}] },
      'first line\nsecond "line"',
      null,
    ],
    ['👩‍💻 web', 1.5, [], '', 'no'],
    [null, null, null, ' a, b', true],
  ],
};

/** What readers of YAML stumble over. */
function hardTexts(): readonly string[] {
  const words = [
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'N',
    'null',
    '~',
    'true',
    '',
    ' ',
    ' x',
    'x ',
    'x:',
    'x: y',
    'x #y',
    '#x',
  ];
  const numbers = [
    '12',
    '0x1f',
    '0o17',
    '017',
    '1e3',
    '.5',
    '-1',
    '+1',
    '1_000',
    '12:30:45',
    '2001-12-14',
    '.inf',
    '.NaN',
  ];
  const marks = [
    '- x',
    '-',
    '?',
    '? x',
    '! x',
    '&x',
    '*x',
    '%x',
    '@x',
    '`x`',
    '[x]',
    '{x}',
    '"x"',
    "'x'",
    '|',
    '>',
    'a|b',
    '<<',
    '=',
    '---',
    '...',
  ];
  const odd = [
    'a\tb',
    'a\nb',
    'a\r\nb',
    '\u0085',
    '\u2028',
    '\u00a0',
    '\ufeff',
    '\u0000',
    '\u007f',
    'é',
    '日本',
    'arn:aws:s3:::b',
    'a, b',
    '__proto__',
  ];
  return [...words, ...numbers, ...marks, ...odd];
}

/** Texts that are hard to write, as values and as names; names of columns that are numbers; numbers that YAML 1.1 has no word for. */
export const hardRows: ShownRows = {
  columns: ['text', '1', '0'],
  rows: hardTexts().map((text) => [text, { [text]: [text, null, 1e21, -0.5] }, 1]),
};
