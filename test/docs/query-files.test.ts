import { expect } from 'chai';
import { openSqlite } from '../../src/engine/cloud-control/sqlite.ts';
import { sqlFunctions } from '../../src/engine/functions/index.ts';
import { anchorNames } from '../../src/query/anchor-names.ts';
import { anchorOptionNames } from '../../src/query/parse-anchor-options.ts';
import { directiveOf, placeOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';

const page = 'docs/query-files.md';
const examples = sectionsOf(page)
  .flatMap((section) => section.blocks)
  .filter((block) => directiveOf(block, 'example') !== undefined);

describe('docs/query-files.md', () => {
  for (const block of examples) {
    it(`gives what ${placeOf(block)} says`, async () => {
      const sqlite = await openSqlite();
      try {
        for (const line of block.text.trimEnd().split('\n')) {
          const [, sql = line, result] = /^(.*); {2}-- (.*)$/.exec(line) ?? [];
          const answer = sqlite.run({ sql, parameters: [], tables: [] });
          expect(answer.ok ? String(answer.value.rows[0]?.[0]) : answer.error, line).to.equal(result);
        }
      } finally {
        sqlite.close();
      }
    });
  }

  it('has an example of every function', () => {
    const alone = examples.map((block) => block.text).join('');
    // What is bound to a column has its example in a query file.
    const missing = sqlFunctions.filter(({ name, hidden = 0 }) => {
      return !new RegExp(`\\b${name}\\b`, 'i').test(hidden > 0 ? readDocument(page) : alone);
    });
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });

  it('names every anchor and every option, and has an example of each that is run', () => {
    const files = sectionsOf(page)
      .flatMap((section) => section.blocks)
      .filter((block) => block.language === 'sql' && directiveOf(block, 'example') === undefined);
    const written = files.flatMap((block) =>
      [...block.text.matchAll(/^\/\*\+ *(.*?) *\*\/$/gm)].map(([, line = '']) => line),
    );
    const shownAnchors = new Set(written.map((line) => line.split(',')[0]));
    const shownOptions = new Set(written.flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name]) => name)));
    expect(anchorNames.filter((name) => !shownAnchors.has(name))).to.deep.equal([]);
    expect(anchorOptionNames.filter((name) => !shownOptions.has(name))).to.deep.equal([]);
    const unnamed = [...anchorNames, ...anchorOptionNames].filter(
      (name) => !readDocument(page).includes(`\`${name}\``),
    );
    expect(unnamed).to.deep.equal([]);
  });
});
