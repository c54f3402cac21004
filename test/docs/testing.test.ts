import { expect } from 'chai';
import { createTestStack } from '../../src/testing.ts';
import { sectionsOf } from '../support/doc-blocks.ts';
import { runPrograms } from '../support/doc-program.ts';

const page = 'docs/testing.md';

describe(page, () => {
  it('has programs that run, and shows what they print', () => runPrograms(page));

  it('has a row for every member', async () => {
    const stack = await createTestStack('examples/cognito-user-pool', 'dev');
    await stack.close();
    const { prose = '' } = sectionsOf(page).find(({ heading }) => heading === 'What a test can do') ?? {};
    const shown = [...prose.matchAll(/^\| (`.*?`)  *\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name),
    );
    // The opened stack itself is described by its types.
    expect(shown).to.include.members(Object.keys(stack).filter((name) => name !== 'stack'));
  });
});
