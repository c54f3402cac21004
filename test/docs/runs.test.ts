import { expect } from 'chai';
import { directiveOf, placeOf, sectionsOf } from '../support/doc-blocks.ts';
import { applyBlock, runBlock, writeBaseStack } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

const pages = [
  'docs/tutorial.md',
  'docs/adopt.md',
  'docs/coming-from-cloudformation.md',
  'docs/coming-from-grucloud.md',
  'docs/coming-from-terraform.md',
  'docs/guards.md',
  'docs/manifest.md',
  'docs/order.md',
  'docs/owners.md',
  'docs/plan.md',
  'docs/preview-stacks.md',
  'docs/query-files.md',
  'docs/replace.md',
  'docs/short-form.md',
  'docs/templates.md',
  'docs/values-from-elsewhere.md',
  'docs/moving-from-stackql-deploy.md',
];

/** What may stand behind a language without a test that runs it: nothing, and examples, which have tests of their own. */
const ownTests = ['example', 'workflow'];

for (const page of pages) {
  describe(page, () => {
    it('runs as it is read, from its beginning to its end', async () => {
      await withRig(async (rig) => {
        writeBaseStack(rig);
        let runs = 0;
        for (const block of sectionsOf(page).flatMap((section) => section.blocks)) {
          if (block.directives.length === 0 || ownTests.some((name) => directiveOf(block, name) !== undefined))
            continue;
          if (applyBlock(rig, block)) continue;
          expect(directiveOf(block, 'run'), placeOf(block)).not.to.equal(undefined);
          for (const { errors } of await runBlock(rig, block)) {
            expect(errors, placeOf(block)).not.to.match(/^warning/m);
            runs += 1;
          }
        }
        expect(runs).to.be.greaterThan(0);
      });
    });
  });
}
