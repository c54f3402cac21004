import { expect } from 'chai';
import { diagnosticCodes } from '../../src/diagnostics/codes.ts';
import { directiveOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { applyBlock, codesIn, runBlock, writeBaseStack } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

const groups = [...new Set(Object.keys(diagnosticCodes).map((code) => code.split('/')[0]!))];

describe('the pages of diagnostics', () => {
  it('begin with a stack that is valid', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      expect(await rig.run('validate', '.', 'dev')).to.deep.equal({
        code: 0,
        output: '',
        errors: 'valid: 1 resource, no request was sent\n',
      });
    });
  });

  it('are one for each code, in the order of the codes', () => {
    const pages = groups.flatMap((group) =>
      sectionsOf(`docs/diagnostics/${group}.md`).flatMap((section) => (section.level === 2 ? [section.heading] : [])),
    );
    expect(pages).to.deep.equal(Object.keys(diagnosticCodes));
    for (const group of groups)
      expect(readDocument('docs/diagnostics/README.md')).to.include(`[${group}](${group}.md)`);
  });

  for (const group of groups) {
    for (const section of sectionsOf(`docs/diagnostics/${group}.md`)) {
      if (section.level !== 2) continue;
      const code = section.heading;

      it(`${code}: says what it means, gives the way out, and its example gives that very code`, async () => {
        const meaning = (diagnosticCodes as Readonly<Record<string, string>>)[code];
        expect(section.prose.trim().split('\n')[0]).to.equal(meaning);
        expect(section.prose).to.include('**Fix:** ');
        expect(section.blocks).not.to.be.empty;
        await withRig(async (rig) => {
          writeBaseStack(rig);
          const shown: string[] = [];
          let hasRun = false;
          for (const block of section.blocks) {
            if (applyBlock(rig, block)) continue;
            expect(directiveOf(block, 'run'), 'a block that a test runs').not.to.equal(undefined);
            hasRun = true;
            for (const run of await runBlock(rig, block)) shown.push(...codesIn(run.errors));
          }
          if (!hasRun) shown.push(...codesIn((await rig.run('validate', '.', 'dev')).errors));
          expect(shown).to.deep.equal([code]);
        });
      });
    }
  }
});
