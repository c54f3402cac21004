import { expect } from 'chai';
import { openSqlite } from '../../src/engine/cloud-control/sqlite.ts';
import { sqlFunctions } from '../../src/engine/functions/index.ts';
import { anchorNames } from '../../src/query/anchor-names.ts';
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

  it('has an example of every function, and names every anchor and option', () => {
    const text = examples.map((block) => block.text).join('');
    const missing = sqlFunctions.filter(({ name }) => !new RegExp(`\\b${name}\\b`, 'i').test(text));
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
    const anchors = anchorNames.filter((name) => !readDocument(page).includes(`\`${name}\``));
    expect(anchors).to.deep.equal([]);
  });
});
