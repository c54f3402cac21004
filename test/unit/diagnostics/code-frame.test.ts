import { expect } from 'chai';
import { formatCodeFrame, placeOf } from '../../../src/diagnostics/code-frame.ts';
import { plainPaint } from '../../../src/diagnostics/paint.ts';
import type { Location } from '../../../src/diagnostics/source.ts';
import { dedent } from '../../support/dedent.ts';

/** The location of `part` in `text`. */
function placed(text: string, part: string): Location {
  const start = text.indexOf(part);
  return { source: { path: 'a.yml', text }, start, end: start + part.length };
}

function frame(text: string, part: string): string {
  return formatCodeFrame(placed(text, part));
}

describe('formatCodeFrame', () => {
  it('shows the line with its neighbours and carets under the mark', () => {
    expect(`${frame('one\ntwo three\nfour\n', 'three')}\n`).to.equal(
      dedent`
         --> a.yml:2:5
          |
        1 | one
        2 | two three
          |     ^^^^^
        3 | four
      `,
    );
  });

  it('leaves out blank neighbours', () => {
    expect(`${frame('\nkey: value\n', 'key')}\n`).to.equal(
      dedent`
         --> a.yml:2:1
          |
        2 | key: value
          | ^^^
      `,
    );
  });

  it('aligns line numbers of different length', () => {
    const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(`${frame(text, 'line 9')}\n`).to.equal(
      dedent`
          --> a.yml:9:1
           |
         8 | line 8
         9 | line 9
           | ^^^^^^
        10 | line 10
      `,
    );
  });

  it('marks one column where nothing is covered, also behind the last character', () => {
    const source = { path: 'a.yml', text: 'ab' };
    expect(formatCodeFrame({ source, start: 2, end: 2 }).split('\n').slice(2)).to.deep.equal(['1 | ab', '  |   ^']);
    const ended = { path: 'a.yml', text: 'ab\n' };
    expect(formatCodeFrame({ source: ended, start: 3, end: 3 }).split('\n')).to.deep.equal([
      ' --> a.yml:2:1',
      '  |',
      '1 | ab',
      '2 |',
      '  | ^',
    ]);
  });

  it('marks the first line of several', () => {
    expect(frame('a: |  \n  b\n  c\n', '|  \n  b\n  c').split('\n').slice(2)).to.deep.equal([
      '1 | a: |',
      '  |    ^',
      '2 |   b',
    ]);
  });

  it('keeps carets under their characters behind tabs, wide characters, emoji and combining marks', () => {
    const carets = (text: string, part: string): readonly string[] => frame(text, part).split('\n').slice(2);
    expect(carets('\tx: 1', 'x')).to.deep.equal(['1 |     x: 1', '  |     ^']);
    expect(carets('ab\tx', 'x')).to.deep.equal(['1 | ab  x', '  |     ^']);
    expect(carets('名前: x', 'x')).to.deep.equal(['1 | 名前: x', '  |       ^']);
    expect(carets('名前: x', '前')).to.deep.equal(['1 | 名前: x', '  |   ^^']);
    expect(carets('👩‍👩‍👧 x', 'x')).to.deep.equal(['1 | 👩‍👩‍👧 x', '  |    ^']);
    expect(carets('e\u0301 x', 'x')).to.deep.equal(['1 | e\u0301 x', '  |   ^']);
  });

  it('lets no control character and no turned direction reach the terminal', () => {
    expect(frame('a\u001b[2Jb\u202ec\u0085d\ud800', 'b').split('\n').slice(2)).to.deep.equal([
      '1 | a␛[2Jb\ufffdc\ufffdd\ufffd',
      '  |      ^',
    ]);
  });

  it('does not show the carriage return of a line break', () => {
    expect(frame('a: 1\r\nb: 2\r\n', '1\r\n')).to.equal(' --> a.yml:1:4\n  |\n1 | a: 1\n  |    ^\n2 | b: 2');
  });

  it('cuts a long line around the mark', () => {
    const text = `${'a'.repeat(300)}MARK${'b'.repeat(300)}\nnext`;
    const [, , line, carets, next] = frame(text, 'MARK').split('\n');
    expect(line).to.equal(`1 | …${'a'.repeat(39)}MARK${'b'.repeat(75)}…`);
    expect(carets).to.equal(`  | ${' '.repeat(40)}^^^^`);
    expect(next).to.equal('2 | …');
  });

  it('cuts a mark that is longer than what is shown', () => {
    const [, , line, carets] = frame('x'.repeat(500), 'x'.repeat(500)).split('\n');
    expect(line).to.equal(`1 | ${'x'.repeat(119)}…`);
    expect(carets).to.equal(`  | ${'^'.repeat(120)}`);
  });

  it('looks only at the surroundings of the mark in a line of a million characters', () => {
    const text = `${'a'.repeat(500_000)}MARK${'b'.repeat(500_000)}`;
    const [, , line, carets] = frame(text, 'MARK').split('\n');
    expect(line).to.equal(`1 | …${'a'.repeat(39)}MARK${'b'.repeat(75)}…`);
    expect(carets).to.equal(`  | ${' '.repeat(40)}^^^^`);
  });

  describe('with secrets', () => {
    const maskText = (line: string): string => line.replaceAll('hunter2', '***');
    const masked = (text: string, part: string): readonly string[] =>
      formatCodeFrame(placed(text, part), plainPaint, { maskText }).split('\n').slice(2);

    it('masks the marked line and its neighbours', () => {
      expect(masked('a: hunter2\nb: x\nc: hunter2', 'x')).to.deep.equal([
        '1 | a: ***',
        '2 | b: x',
        '  |    ^',
        '3 | c: ***',
      ]);
    });

    it('keeps the carets on what they mean, before, on and behind the secret', () => {
      expect(masked('key: hunter2 tail', 'key')).to.deep.equal(['1 | key: *** tail', '  | ^^^']);
      expect(masked('key: hunter2 tail', 'hunter2')).to.deep.equal(['1 | key: *** tail', '  |      ^^^']);
      expect(masked('key: hunter2 tail', 'unter')).to.deep.equal(['1 | key: *** tail', '  |      ^^^']);
      expect(masked('key: hunter2 tail', 'tail')).to.deep.equal(['1 | key: *** tail', '  |          ^^^^']);
    });
  });
});

describe('placeOf', () => {
  it('counts lines and columns from 1, columns in characters', () => {
    expect(placeOf(placed('a\n😀é x', 'x'))).to.equal('a.yml:2:4');
  });
});
