import { expect } from 'chai';
import { randomTexts } from '../support/random-values.ts';
import { roundTrip, type Note } from '../support/round-trip.ts';
import { statement } from '../unit/engine/statements.ts';
import type { Statement } from '../../src/query/statement.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

/** How many values travel; `npm run test:values` sends 10,000. */
const amount = Number(process.env['RANDOM_VALUES'] ?? 400);
const notesOfStack = amount < 1000 ? 2 : 10;
/** An identifier of two parts, a text, and a list of texts: through a literal each. */
const valuesOfNote = 100;

describe('random values', () => {
  it(`come back equal from INSERT, patch, WHERE and identifier, in one statement each (${amount})`, async () => {
    const random = createSeededRandom('values');
    const valuesOfStack = notesOfStack * valuesOfNote;
    for (let sent = 0; sent < amount; sent += 2 * valuesOfStack) {
      const first = notes(randomTexts(random, valuesOfStack));
      const changed = notes(randomTexts(random, valuesOfStack));
      const second = changed.map((note, index) => ({
        ...note,
        shelf: first[index]?.shelf ?? '',
        name: first[index]?.name ?? '',
      }));
      const { differences, statements } = await roundTrip(first, second);
      expect(differences).to.deep.equal([]);
      expect(statements).to.include({ create: notesOfStack, update: notesOfStack, delete: notesOfStack });
    }
  }).timeout(120_000);

  it(`are one literal each wherever they stand in a statement (${amount})`, () => {
    const texts = randomTexts(createSeededRandom('literals'), amount);
    const at = (index: number): string => texts[index % texts.length] ?? '';
    for (let index = 0; index < texts.length; index += 2) {
      const [a, b] = [at(index), at(index + 1)];
      const seen = [
        "INSERT INTO awscc.x.y (A, B) SELECT '{{ a }}', '{{ b }}'",
        "UPDATE awscc.x.y SET PatchDocument = string('{{ a }}') WHERE Identifier = '{{ b }}'",
        "DELETE FROM awscc.x.y WHERE region = '{{ a }}' AND Identifier = '{{ b }}'",
        "SELECT '{{ a }}' AS a FROM awscc.x.y WHERE Identifier = '{{ b }}'",
      ].map((text) => literalsOf(statement(text, { a, b })));
      expect(seen).to.deep.equal([
        [a, b],
        [a, b],
        [a, b],
        [a, b],
      ]);
      const joined = statement("SELECT 'x{{ a }}|{{ b }}''' AS a FROM awscc.x.y", { a, b });
      expect(literalsOf(joined)).to.deep.equal([`x${a}|${b}'`]);
    }
  }).timeout(60_000);
});

function literalsOf({ text }: Statement): readonly unknown[] {
  return text.flatMap((token) => (token.kind === 'literal' ? [token.literal.value] : []));
}

function notes(texts: readonly string[]): readonly Note[] {
  return Array.from({ length: texts.length / valuesOfNote }, (_, index) => {
    const [shelf = '', name = '', text = '', ...rest] = texts.slice(index * valuesOfNote, (index + 1) * valuesOfNote);
    // A vertical bar parts the identifier: that one text cannot be in it.
    return { shelf: withoutBar(shelf), name: withoutBar(name), text, texts: rest };
  });
}

function withoutBar(text: string): string {
  return text.replaceAll('|', '¦');
}
