import { expect } from 'chai';
import { positionOf } from '../../../src/diagnostics/source-lines.ts';
import { parseYaml } from '../../../src/manifest/parse-yaml.ts';
import { memberOf } from '../../../src/manifest/manifest-value.ts';
import type { Excerpt } from '../../../src/diagnostics/source.ts';

function excerpt(text: string): Excerpt {
  const value = memberOf(parseYaml({ path: 'm.yml', text }).value, 'a');
  if (value?.kind !== 'text') throw new Error(`no text in ${text}`);
  return value.excerpt;
}

/** Every character that is no blank stands at its offset, or an escape does. */
function expectExact(text: string): void {
  const found = excerpt(text);
  let before = -1;
  for (let index = 0; index < found.text.length; index += 1) {
    const offset = found.offsetAt(index);
    const character = found.text[index] ?? '';
    const standing = text[offset] ?? '';
    expect(offset, `${JSON.stringify(text)} at ${index}`).to.be.at.least(before);
    before = offset;
    if (/\S/.test(character)) expect([character, '\\']).to.include(standing, `${JSON.stringify(text)} at ${index}`);
  }
  expect(found.offsetAt(found.text.length)).to.be.within(before, text.length);
}

describe('the text of a scalar knows where it stands:', () => {
  const cases: readonly (readonly [title: string, yaml: string, text: string])[] = [
    ['plain', 'a: {{b}}x\n'.replace('{{b}}', 'b '), 'b x'],
    ['plain over lines', 'a: foo\n  bar\n\n  baz # c\n', 'foo bar\nbaz'],
    ['single quotes', "a: 'it''s {{ x }}'\n", "it's {{ x }}"],
    ['single quotes over lines', "a: 'it''s\n   here  \n\n  now'\n", "it's here\nnow"],
    ['double quotes', 'a: "x {{ y }}"\n', 'x {{ y }}'],
    ['double quotes with escapes', 'a: "q\\"\\t\\x41\\u00e9\\U0001F600 z"\n', 'q"\tAé😀 z'],
    ['double quotes over lines', 'a: "one \\\n    two\n   three\\n\n   four"\n', 'one two three\n four'],
    ['a literal block', 'a: |\n  select\n    x\n\n  from y\n', 'select\n  x\n\nfrom y\n'],
    ['a literal block with a header', 'b: 1\na: &x |2-  # why\n   x\n  y\n\n', ' x\ny'],
    ['a literal block with Windows line ends', 'a: |\r\n  x\r\n  y\r\n', 'x\ny\n'],
    ['a literal block at the end of the file', 'a: |\n  x\n  y', 'x\ny\n'],
    ['a folded block', 'a: >\n  foo\n  bar\n\n    more\n  x\n', 'foo bar\n\n  more\nx\n'],
    ['a template over lines', "a: '{{ x\n    | join(\"''\") }}'\n", '{{ x | join("\'") }}'],
  ];
  for (const [title, yaml, text] of cases) {
    it(title, () => {
      expect(excerpt(yaml).text).to.equal(text);
      expectExact(yaml);
    });
  }

  it('line and column of a word in an indented block', () => {
    const found = excerpt('b: 1\na: |\n    SELECT\n      wrong\n');
    expect(positionOf(found.source, found.offsetAt(found.text.indexOf('wrong')))).to.deep.equal({ line: 4, column: 7 });
  });

  it('any mixture of lines, in every style', () => {
    // A fixed sequence: the same texts in every run.
    let state = 7;
    const next = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const words = ['a', 'bc', '{{ d }}', '😀', "'q'", 'e#f', 'x:y', 'é'];
    for (let round = 0; round < 60; round += 1) {
      const lines = Array.from({ length: 1 + next(5) }, () =>
        next(4) === 0
          ? ''
          : Array.from({ length: 1 + next(3) }, () => words[next(words.length)] ?? '').join(' '.repeat(1 + next(2))),
      );
      lines[0] = 'w';
      lines.push('z');
      const indented = (indent: string): string => lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
      for (const style of ['|', '>', '|-', '>+']) expectExact(`a: ${style}\n${indented('   ')}\nb: 1\n`);
      expectExact(`a: '${indented('  ').trimStart().replaceAll("'", "''")}'\n`);
      expectExact(`a: "${indented('  ').trimStart()}"\n`);
      expectExact(`a: ${indented('  ').trimStart()}\n`);
    }
  });
});
