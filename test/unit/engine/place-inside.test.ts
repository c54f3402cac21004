import { expect } from 'chai';
import type { Location } from '../../../src/diagnostics/source.ts';
import { placeInside, textInLiteral } from '../../../src/engine/place-inside.ts';

/** The place of a part of a text. */
function at(text: string, part: string): Location {
  const start = text.indexOf(part);
  return { source: { path: 'a.iql', text }, start, end: start + part.length };
}

const textAt = ({ source, start, end }: Location): string => source.text.slice(start, end);

describe('where a problem was written', () => {
  const json = `'{"A": {"B": [1, 20]}, "C": "it''s"}'`;
  const text = `INSERT ${json}, 'plain', JSON('{"D": true}'), 7 END`;
  const cells = [
    { path: [], at: at(text, json) },
    { path: ['A', 'B'], at: at(text, "'plain'") },
    { path: ['D'], at: at(text, `JSON('{"D": true}')`) },
    { path: ['N'], at: at(text, '7') },
  ];
  const otherwise = at(text, 'END');
  const place = (path: readonly string[], code = 'resource/wrong-type', from = cells): string =>
    textAt(placeInside({ path, code } as never, from, otherwise));

  const table: readonly [string, readonly string[], string][] = [
    ['is the value in JSON', ['C'], `"it''s"`],
    ['is the value that lacks the end of the path', ['A', 'X'], '{"B": [1, 20]}'],
    ['is the whole cell where it is about that', ['A', 'B'], "'plain'"],
    ['is in the deepest cell that carries it', ['A', 'B', '1'], 'plain'],
    ['is in what a function is given first', ['D', 'D'], 'true'],
    ['is the whole cell where there are no quotes', ['N', 'X'], '7'],
    ['is the whole literal where it is about all', [], json],
  ];
  for (const [title, path, expected] of table) {
    it(title, () => {
      expect(place(path)).to.equal(expected);
    });
  }

  it('is the key of what is no property', () => {
    expect(place(['A'], 'resource/unknown-column')).to.equal('"A"');
    expect(place(['A'])).to.equal('{"B": [1, 20]}');
  });

  it('is the statement where no cell carries it', () => {
    expect(place(['C'], 'resource/wrong-type', cells.slice(1))).to.equal('END');
    expect(place(['A'], 'resource/wrong-type', cells.slice(1))).to.equal('END');
  });

  it('is the whole literal where its text cannot be followed', () => {
    const plain = `SELECT '{"A'`;
    const cell = { path: [], at: at(plain, `'{"A'`) };
    expect(textAt(placeInside({ path: ['A'], code: 'resource/wrong-type' } as never, [cell], otherwise))).to.equal(
      `'{"A'`,
    );
  });
});

describe('the text in the quotes of a literal', () => {
  const read = (text: string, part: string) => {
    const found = textInLiteral(at(text, part));
    return found === undefined ? undefined : [found.text, found.offsets];
  };
  const table: readonly [string, string, string, unknown][] = [
    ['has its offsets in the source', "a 'bc' d", "'bc'", ['bc', [3, 4]]],
    ['takes two quotes for one, at the second', "'a''b'", "'a''b'", ["a'b", [1, 3, 4]]],
    ['may be empty', "''", "''", ['', []]],
    ['ends at its quote', "f('a', 'b')", "f('a', 'b')", ['a', [3]]],
    ['is behind a function and blanks', "JSON ( 'a')", "JSON ( 'a')", ['a', [8]]],
    ['is none of a number', '12', '12', undefined],
    ['is none where something else comes first', "1 || 'a'", "1 || 'a'", undefined],
    ['goes to the end where it is not closed', "'ab", "'ab", ['ab', [1, 2]]],
  ];
  for (const [title, text, part, expected] of table) {
    it(title, () => {
      expect(read(text, part)).to.deep.equal(expected);
    });
  }
});
