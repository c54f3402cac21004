import { expect } from 'chai';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { valueOf } from '../../../src/manifest/manifest-value.ts';
import { parseYaml } from '../../../src/manifest/parse-yaml.ts';
import { NumberAsWritten, type Value } from '../../../src/values/value.ts';
import { dedent } from '../../support/dedent.ts';

function read(text: string): Value | undefined {
  const { value, diagnostics } = parseYaml({ path: 'm.yml', text });
  expect(formatDiagnostics(diagnostics.filter((found) => found.severity === 'error'))).to.equal('');
  return value === undefined ? undefined : valueOf(value);
}

function shown(text: string): string {
  return `${formatDiagnostics(parseYaml({ path: 'm.yml', text }).diagnostics)}\n`;
}

/** `code line:column-column: message | help` of each mistake. */
function summary(text: string): readonly string[] {
  return parseYaml({ path: 'm.yml', text }).diagnostics.map(({ code, at, message, help }) => {
    const before = text.slice(0, at?.start ?? 0).split('\n');
    const place = at === undefined ? '' : ` ${before.length}:${(before.at(-1)?.length ?? 0) + 1}+${at.end - at.start}`;
    return `${code}${place}: ${message}${help === undefined ? '' : ` | ${help}`}`;
  });
}

describe('parseYaml', () => {
  it('reads YAML 1.2: yes, dates and underscores are text', () => {
    expect(read('[yes, NO, on, 2026-01-01, 1_000, 12:30, true, False, null, ~, "", 1, -1.5]')).to.deep.equal([
      'yes',
      'NO',
      'on',
      '2026-01-01',
      '1_000',
      '12:30',
      true,
      false,
      null,
      null,
      '',
      1,
      -1.5,
    ]);
  });

  it('does not let a %YAML line change what values mean', () => {
    expect(read('%YAML 1.1\n---\n[yes, 012]')).to.deep.equal(['yes', new NumberAsWritten(12, '012')]);
  });

  it('keeps how a number is written where its text would change', () => {
    for (const text of ['012', '1.0', '1.10', '9007199254740993', '1e3', '0x1F', '0o17', '+1', '-0', '.5', '1.']) {
      expect(read(text), text).to.deep.equal(new NumberAsWritten(Number(text), text));
    }
    for (const text of ['0', '12', '-1', '1.5', '9007199254740991']) expect(read(text), text).to.equal(Number(text));
  });

  it('reads JSON, tabs and escapes included', () => {
    expect(read('{\n\t"a": [\n\t\t1,\n\t\t"\\ud83d\\ude00\\/\\u0041"\n\t]\n}\n')).to.deep.equal({ a: [1, '😀/A'] });
  });

  it('reads a file with a byte order mark and Windows line ends', () => {
    expect(read('\ufeffa: 1\r\nb: |\r\n  x\r\n  y\r\n')).to.deep.equal({ a: 1, b: 'x\ny\n' });
  });

  it('takes keys as they are written', () => {
    expect(read('{012: a, true: b, 1.0: c, "x y": d, ? e}')).to.deep.equal({
      '012': 'a',
      true: 'b',
      '1.0': 'c',
      'x y': 'd',
      e: null,
    });
  });

  it('follows aliases, also to an anchor that is set anew', () => {
    expect(read('[&a 1, *a, &a {b: 2}, *a, {c: &d x, *d : y}]')).to.deep.equal([
      1,
      1,
      { b: 2 },
      { b: 2 },
      { c: 'x', x: 'y' },
    ]);
  });

  it('merges maps under <<: own keys win, then the first map', () => {
    expect(read('a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {z: 3, <<: [*a, *b]}\nd: {"<<": 1}\n')).to.deep.equal({
      a: { x: 1, y: 1 },
      b: { y: 2, z: 2 },
      c: { z: 3, x: 1, y: 1 },
      d: { '<<': 1 },
    });
  });

  it('shows a duplicate key with the first one', () => {
    expect(shown('a: 1\nb: 2\n"a": 3\n')).to.equal(dedent`
      error[manifest/duplicate-key]: duplicate key "a"
       --> m.yml:3:1
        |
      2 | b: 2
      3 | "a": 3
        | ^^^
      note: first here
       --> m.yml:1:1
        |
      1 | a: 1
        | ^
      2 | b: 2
    `);
  });

  it('knows a template that lacks its quotes', () => {
    expect(shown('a: {{ x }}\n')).to.equal(dedent`
      error[manifest/yaml-syntax]: a template outside quotes is a map to YAML
       --> m.yml:1:4
        |
      1 | a: {{ x }}
        |    ^^^^^^^
        = help: put it in quotes: '{{ name }}'
    `);
  });

  it('knows a text that begins with a template and lacks its quotes', () => {
    for (const value of ['{{ x }}-y', '{{ x }}-{{ y }}', '{{ x }} and more', '{{ x }}:{{ y }}', '{{ "a" }}, b']) {
      expect(shown(`a: ${value} # why\n`), value).to.equal(dedent`
        error[manifest/yaml-syntax]: a template outside quotes is a map to YAML
         --> m.yml:1:4
          |
        1 | a: ${value} # why
          |    ${'^'.repeat(value.length)}
          = help: put the whole value in quotes: '${value}'
      `);
    }
    expect(shown("- {{ x | d('a') }}-y\n")).to.include("= help: put the whole value in quotes: '{{ x | d(''a'') }}-y'");
  });

  describe('says what is wrong with', () => {
    const cases: readonly (readonly [title: string, text: string, ...expected: string[]])[] = [
      ['a tab', 'a:\n\tb: 1\n', 'manifest/yaml-syntax 2:1+1: a tab cannot indent YAML | use spaces'],
      [
        'characters that begin nothing',
        'a: @x\nb: `y`\n',
        'manifest/yaml-syntax 1:4+1: a value cannot begin with "@" | put the value in quotes',
        'manifest/yaml-syntax 2:4+1: a value cannot begin with "`" | put the value in quotes',
      ],
      ['an open quote', "a: 'x\nb: 1\n", 'manifest/yaml-syntax 1:4+1: the quote that opens here is never closed'],
      [
        'a quote inside quotes',
        "a: 'it's'\n",
        `manifest/yaml-syntax 1:8+2: "s'" is not expected here | inside single quotes, write a quote twice: ''`,
      ],
      [
        'an unknown escape',
        'a: "\\w"\n',
        'manifest/yaml-syntax 1:5+1: this backslash begins no escape that YAML knows | write \\\\ for a backslash, or put the text in single quotes',
      ],
      [
        'a key without a blank',
        'a:1\nb: 2\n',
        'manifest/yaml-syntax 1:1+5: a key must stand on one line and be followed by ": " | is a ":" or a quote missing?',
      ],
      [
        'two keys on one line',
        'a: b: c\n',
        'manifest/yaml-syntax 1:4+1: a second "key: value" on one line | put a value that holds ": " in quotes',
      ],
      [
        'a value and a map',
        'a: b\n  c: d\n',
        'manifest/yaml-syntax 1:4+1: a key has a value on its own line and further keys below it | remove one of them, or correct the indentation',
      ],
      [
        'uneven entries',
        'a:\n  b: 1\n c: 2\n',
        'manifest/yaml-syntax 3:1+1: the entries of a list or map must begin in the same column',
      ],
      ['an uneven list', 'a:\n  - b\n - c\n', 'manifest/yaml-syntax 3:1+1: the indentation fits nothing above it'],
      [
        'an open bracket',
        'a: [1,\nb: 2\n',
        'manifest/yaml-syntax 2:1+1: a list or map in brackets is not closed, or goes on with too little indentation',
      ],
      [
        'a comment without a blank',
        'a: "x"# no\n',
        'manifest/yaml-syntax 1:7+4: a comment needs a blank before its "#"',
      ],
      [
        'a tag',
        'a: !Ref x\n',
        'manifest/yaml-syntax 1:4+4: the YAML tag "!Ref" means nothing here | put a text that begins with "!" in quotes',
      ],
      [
        'a second document',
        'a: 1\n---\nb: 2\n',
        'manifest/yaml-syntax 2:1+3: a second YAML document begins here | keep one document in a file',
      ],
      [
        'an unknown alias',
        'a: &region x\nb: *regoin\n',
        'manifest/yaml-syntax 2:4+7: the alias "*regoin" repeats an anchor that does not stand before it | did you mean "region"?',
      ],
      [
        'a merge of what is no map',
        'a: {<<: 1}\n',
        'manifest/wrong-type 1:9+1: "<<" merges maps, and this is none | write <<: *name, where &name stands before a map',
      ],
      ['a list as key', '? [a]\n: b\n', 'manifest/yaml-syntax 1:3+3: a key must be a text'],
      [
        'infinity',
        'a: .inf\n',
        "manifest/wrong-type 1:4+4: the number .inf is none that JSON can hold | if it is meant as text, put it in quotes: '.inf'",
      ],
      ['NUL in an escape', 'a: "x\\0"\n', 'input/not-text 1:4+5: the text holds a NUL character'],
      ['half a surrogate pair', 'a: "\\ud800"\n', 'input/not-text 1:4+8: the text holds half of a surrogate pair'],
      ['NUL in the file', 'a: x\0\n', 'input/not-text 1:5+1: the file holds a NUL character'],
      ['too many mistakes', ']'.repeat(100_000), 'manifest/yaml-syntax 1:1+1: "]" is not expected here'],
    ];
    for (const [title, text, ...expected] of cases) {
      it(title, () => {
        expect(summary(text)).to.deep.equal(expected);
      });
    }
  });

  describe('holds its budgets', () => {
    const large = (amount: number): string =>
      Array.from({ length: amount }, (_, index) => `k${index}: ${index}\n`).join('');
    const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);

    it('reads a map of 20,000 entries', function () {
      this.timeout(10_000);
      const { value, diagnostics } = parseYaml({ path: 'm.yml', text: large(20_000) });
      expect(diagnostics).to.deep.equal([]);
      expect(value?.kind === 'map' && value.entries.length).to.equal(20_000);
      expect(summary(`{${large(20_000).replaceAll('\n', ',')}}`)).to.deep.equal([]);
    });

    it('refuses a larger map at the entry that is too many', () => {
      expect(summary(large(20_010))).to.deep.equal([
        'manifest/too-complex 20001:1+6: a map has more than 20,000 entries',
      ]);
      expect(summary(`{${'a: 1,'.repeat(20_010)}}`)).to.deep.equal([
        'manifest/too-complex 1:100002+1: a map has more than 20,000 entries',
      ]);
    });

    it('refuses a file over a mebibyte without reading it', () => {
      expect(summary(large(200_000))).to.deep.equal([
        'input/file-too-large: m.yml has 2,977,780 characters, more than the 1,048,576 that are read',
      ]);
    });

    it('reads 100 levels and refuses more, however they are written', () => {
      expect(summary(nested('[', ']', 100))).to.deep.equal([]);
      for (const text of [
        nested('[', ']', 101),
        nested('{a: ', '}', 101),
        '- '.repeat(101),
        nested('[', '', 1_000_000),
      ]) {
        expect(summary(text).map((line) => line.replace(/ \d+:\d+\+\d+/, ''))).to.deep.equal([
          'manifest/too-complex: lists and maps are nested more than 100 levels deep',
        ]);
      }
    });

    it('refuses nesting by aliases', () => {
      const text = Array.from(
        { length: 200 },
        (_, index) => `a${index}: &a${index} [${index === 0 ? 'x' : `*a${index - 1}`}]\n`,
      );
      const [first] = summary(text.join(''));
      expect(first).to.equal(
        'manifest/too-complex 100:12+4: lists and maps are nested more than 100 levels deep by the alias "*a98"',
      );
    });

    it('refuses aliases that multiply', () => {
      const text = Array.from(
        { length: 12 },
        (_, index) =>
          `a${index}: &a${index} [${
            index === 0
              ? 'x'
              : Array<string>(10)
                  .fill(`*a${index - 1}`)
                  .join()
          }]\n`,
      );
      expect(summary(text.join('')).map((line) => line.replace(/ \d+:\d+\+\d+/, ''))).to.deep.equal([
        'manifest/too-complex: aliases repeat more than 100,000 values',
      ]);
    });

    it('refuses an alias inside its own value', () => {
      expect(shown('a: &x {b: *x}\n')).to.equal(dedent`
        error[manifest/too-complex]: the alias "*x" stands inside the value that it repeats
         --> m.yml:1:11
          |
        1 | a: &x {b: *x}
          |           ^^
      `);
    });

    it('refuses heaps of what means nothing', () => {
      for (const text of [',', '\n', '&a ', '!x ', '# c\n', '@ '].map((part) => `[${part.repeat(100_000)}`)) {
        expect(summary(text), text.slice(0, 6)).to.have.lengthOf.within(1, 10);
      }
    });
  });
});
