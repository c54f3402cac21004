import { expect } from 'chai';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { positionOf } from '../../../src/diagnostics/source-lines.ts';
import { parseEnvFile } from '../../../src/manifest/parse-env-file.ts';
import { secretsInEnvFile } from '../../../src/manifest/secrets-in-env-file.ts';
import { Composite, Secret } from '../../../src/values/value.ts';

const environment = new Map([
  ['HOME', '/home/ann'],
  ['API_TOKEN', 't0ken'],
]);

function variables(text: string): unknown {
  const { value, diagnostics } = parseEnvFile({ path: '.env', text }, environment);
  expect(formatDiagnostics(diagnostics)).to.equal('');
  return [...(value ?? [])].map(([name, read]) => (typeof read === 'string' ? [name, read] : [name, { marked: read }]));
}

/** Where, what, and what to do. */
function told(text: string): readonly (readonly [at: string, message: string, help: string | undefined])[] {
  return parseEnvFile({ path: '.env', text }, environment).diagnostics.map(({ severity, at, message, help }) => {
    if (at === undefined) throw new Error('Every diagnostic of a file has a place.');
    const { line, column } = positionOf(at.source, at.start);
    return [`${severity} ${line}:${column} ${at.source.text.slice(at.start, at.end)}`, message, help];
  });
}

describe('parseEnvFile', () => {
  const values: readonly (readonly [line: string, value: string])[] = [
    // A comment begins after a blank only.
    ['V=Abcd-2024#xyz', 'Abcd-2024#xyz'],
    ['V=Abcd-2024 #xyz', 'Abcd-2024'],
    ['V=Abcd\t# xyz', 'Abcd'],
    ['V=#abc', '#abc'],
    ['V= # none', ''],
    ['V="a" # b', 'a'],
    ['V="a # b"', 'a # b'],
    ["V='a # b'# c", 'a # b'],
    // Blanks.
    ['V=', ''],
    ['  V  =  a b  ', 'a b'],
    ['export V=a', 'a'],
    ['export\tV = a', 'a'],
    ['exported=1', '1'],
    ["V=''", ''],
    ['V=""', ''],
    ['V=" a "', ' a '],
    ['V=a=b==', 'a=b=='],
    // Escapes in double quotes only.
    ['V="{\\"a\\":1}"', '{"a":1}'],
    ['V={"a":1}', '{"a":1}'],
    ['V="a\\nb\\tc\\\\d\\\'e\\de"', "a\nb\tc\\d'e\\de"],
    ["V='a\\nb\\\\c'", 'a\\nb\\\\c'],
    ['V=a\\nb\\\\c', 'a\\nb\\\\c'],
    ['V=C:\\new', 'C:\\new'],
    ['V="\\$2y\\$10"', '$2y$10'],
    ["V=O'Brien", "O'Brien"],
    ['V=say "hello"', 'say "hello"'],
    ['V=`a b`', '`a b`'],
    // Quoted values go on over lines.
    ['V="a\nb # c\n\nd"', 'a\nb # c\n\nd'],
    ["V='a\nW=b'", 'a\nW=b'],
    ['V="a\r\nb"\r\n', 'a\r\nb'],
    // References.
    ['V=${HOME}-x', '/home/ann-x'],
    ['V="${HOME}/${HOME}"', '/home/ann//home/ann'],
    ["V='${HOME}-x'", '${HOME}-x'],
    ['V=${NONE:-a b}!', 'a b!'],
    ['V=${NONE:-}', ''],
    ['V="${NONE:-\\n}"', '${NONE:-\n}'],
    ['V="\\${HOME}"', '${HOME}'],
    ['V=${', '${'],
    ['V=${}', '${}'],
    ['V=${a b}', '${a b}'],
    ['V=$', '$'],
    // Nothing of that name is set.
    ['V=Abc$def9x', 'Abc$def9x'],
    ['V=$2y$10$abcdefghijk', '$2y$10$abcdefghijk'],
    // Cognito's placeholders, templates.
    ['V=Your code is {####}', 'Your code is {####}'],
    ['V={{ a }} {#b#}', '{{ a }} {#b#}'],
  ];
  for (const [line, value] of values) {
    it(`reads ${JSON.stringify(line)}`, () => {
      const name = line.startsWith('exported') ? 'exported' : 'V';
      expect(variables(line)).to.deep.equal([[name, value]]);
    });
  }

  it('reads lines whatever ends them, and none of an empty file', () => {
    expect(variables('A=1\r\nB=2\rC=3\n\n  # D=4\n\tE=5')).to.deep.equal([
      ['A', '1'],
      ['B', '2'],
      ['C', '3'],
      ['E', '5'],
    ]);
    expect(variables('')).to.deep.equal([]);
    expect(variables(' \n# nothing')).to.deep.equal([]);
  });

  it('takes references from further up before the environment, and the last of two lines', () => {
    expect(variables('A=1\nHOME=/x\nB=${A}${HOME}\nA=2\nC=${A}')).to.deep.equal([
      ['A', '2'],
      ['HOME', '/x'],
      ['B', '1/x'],
      ['C', '2'],
    ]);
  });

  it('does not read what a reference brings once more', () => {
    expect(variables('A=\'${HOME} $HOME # x\'\nB="${A}"')).to.deep.equal([
      ['A', '${HOME} $HOME # x'],
      ['B', '${HOME} $HOME # x'],
    ]);
  });

  it('keeps secret what comes of a secret', () => {
    expect(variables('DB_PASSWORD=pw\nA=${DB_PASSWORD}\nB=x-${DB_PASSWORD}\nC=${API_TOKEN}')).to.deep.equal([
      ['DB_PASSWORD', 'pw'],
      ['A', { marked: new Secret('pw') }],
      ['B', { marked: new Composite(['x-', new Secret('pw')]) }],
      ['C', { marked: new Secret('t0ken') }],
    ]);
  });

  it('tells every line that sets nothing, and reads the others', () => {
    const other = 'write NAME=value, and # before a comment; put a value of several lines in quotes';
    const text = 'A=1\nB\nC: 2\n=3\nsome words\nexport D\nE=5\n';
    expect(told(text)).to.deep.equal([
      ['error 2:1 B', 'this line sets no variable', 'write B= for an empty value'],
      ['error 3:1 C: 2', 'this line sets no variable', 'write C=value'],
      ['error 4:1 =3', 'this line sets no variable', other],
      ['error 5:1 some words', 'this line sets no variable', other],
      ['error 6:1 export D', 'this line sets no variable', 'write D= for an empty value'],
    ]);
    const { value } = parseEnvFile({ path: '.env', text }, environment);
    expect([...(value ?? [])]).to.deep.equal([
      ['A', '1'],
      ['E', '5'],
    ]);
  });

  it('tells quotes that are not closed, and reads the lines after them', () => {
    const text = 'A="x\nB=\'y\nC=3\nD="z" w\nE=\'it\\\'s\'\nF="a\nG="b"\n';
    const unclosed = 'the quote that begins here is never closed';
    const quote = 'put the whole value in quotes; a quote in it is written \\" between double quotes';
    expect(told(text)).to.deep.equal([
      ['error 1:3 "', `${unclosed}: the next one, on line 4, has text behind it`, 'close it, or leave it out'],
      ["error 2:3 '", `${unclosed}: the next one, on line 5, has text behind it`, 'close it, or leave it out'],
      ['error 4:6  w', 'text stands behind the closing quote', quote],
      ["error 5:8 s'", 'text stands behind the closing quote', quote],
      ['error 6:3 "', `${unclosed}: the next one, on line 7, has text behind it`, 'close it, or leave it out'],
    ]);
    expect(told("A='b\nC=d")).to.deep.equal([["error 1:3 '", unclosed, 'close it, or leave it out']]);
    expect([...(parseEnvFile({ path: '.env', text }, environment).value ?? [])]).to.deep.equal([
      ['C', '3'],
      ['G', 'b'],
    ]);
  });

  it('tells references to what is not set', () => {
    expect(told('A=${NONE}-x\nB="${LATER}"\nLATER=1\n')).to.deep.equal([
      [
        'error 1:3 ${NONE}',
        '${NONE} has no value: NONE is not set',
        'set NONE further up or in the environment, write ${NONE:-default}, or put the value in single quotes',
      ],
      ['error 2:4 ${LATER}', '${LATER} has no value: LATER is set further down only', 'move the line of LATER up'],
    ]);
  });

  it('warns of a dollar sign before a name that is set', () => {
    const text = 'def9x=1\nA=Abc$def9x\nB="$HOME/a"\nC=\'$HOME\'\nD="\\$HOME"\nE=$HOMER\n';
    const help = (name: string): string =>
      `write \${${name}} for its value; put the value in single quotes if it is meant as it stands`;
    expect(told(text)).to.deep.equal([
      ['warning 2:6 $def9x', '$def9x stays as it is, although def9x is set', help('def9x')],
      ['warning 3:4 $HOME', '$HOME stays as it is, although HOME is set', help('HOME')],
    ]);
    expect(parseEnvFile({ path: '.env', text }, environment).value?.get('A')).to.equal('Abc$def9x');
  });
});

describe('secretsInEnvFile', () => {
  it('finds what stands by names of secrets, and what looks like a piece of a key', () => {
    const text = 'A=1\nDB_PASSWORD="s3cret # x\nexport API_TOKEN = abc # why\nMIIEvQIBADANBgkqhkiG9w0\nsome words\n';
    expect(secretsInEnvFile(text)).to.deep.equal([
      '"s3cret # x',
      's3cret # x',
      '"s3cret',
      'abc # why',
      'abc # why',
      'abc',
      'MIIEvQIBADANBgkqhkiG9w0',
    ]);
  });
});
