import { expect } from 'chai';
import { charactersOf } from '../../../../src/query/scan/characters.ts';
import { scanSql } from '../../../../src/query/scan/scan-sql.ts';
import { QuoteTracker } from '../../../../src/template/syntax/quote-tracker.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { plainSql } from '../../query/rendered.ts';

const parts = [
  "'",
  "'",
  '"',
  '`',
  '--',
  '-',
  '//',
  '/',
  '/*',
  '*/',
  '*',
  '#',
  '\n',
  'a',
  ' ',
  'X',
  '1',
  '{',
  '->',
  '||',
  '\\',
];

/** Where literals and quoted names stand, as the SQL scanner cuts them; up to where it gives up. */
function quotedPlaces(text: string): { readonly inside: ReadonlySet<number>; readonly end: number } {
  const { lexemes, diagnostics } = scanSql(charactersOf(plainSql(text)));
  const inside = new Set<number>();
  let end = 0;
  for (const { kind, at } of lexemes) {
    end = at.end;
    const isQuoted = kind === 'literal' || (kind === 'name' && /["`]/.test(text[at.start] ?? ''));
    if (isQuoted) for (let index = at.start + 1; index < at.end; index += 1) inside.add(index);
  }
  return { inside, end: diagnostics.length === 0 ? text.length : end };
}

describe('QuoteTracker', () => {
  it('sees the quotes that the SQL scanner sees', () => {
    const bytes = createSeededRandom('quotes').bytes(60_000);
    let compared = 0;
    for (let round = 0; round < 3000; round += 1) {
      const text = [...bytes.slice(round * 20, round * 20 + 20)].map((byte) => parts[byte % parts.length]).join('');
      const { inside, end } = quotedPlaces(text);
      const tracker = new QuoteTracker();
      for (let index = 0; index < end; index += 1) {
        // Between two quotes that are one the tracker believes itself outside for a moment, in which no `{#` can begin.
        if (text[index] === '{') {
          expect(tracker.insideQuotes(), `${JSON.stringify(text)} at ${index}`).to.equal(
            inside.has(index) ? 'always' : 'never',
          );
          compared += 1;
        }
        tracker.text(text[index] ?? '');
      }
    }
    expect(compared).to.be.greaterThan(500);
  });
});
