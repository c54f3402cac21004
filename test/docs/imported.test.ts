import { expect } from 'chai';
import { directiveOf, placeOf, sectionsOf } from '../support/doc-blocks.ts';
import { applyBlock, runBlock } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

for (const page of ['docs/adopt.md', 'docs/coming-from-cloudformation.md', 'docs/coming-from-terraform.md']) {
  describe(page, () => {
    it('shows the manifest that its first import writes', () =>
      withRig(async (rig) => {
        let folder: string | undefined;
        for (const block of sectionsOf(page).flatMap((section) => section.blocks)) {
          if (applyBlock(rig, block)) continue;
          if (directiveOf(block, 'run') !== undefined) {
            await runBlock(rig, block);
            folder = /stack-deploy import (\S+)/.exec(block.text)?.[1] ?? folder;
          } else if (block.language === 'yaml') {
            expect(block.text, placeOf(block)).to.equal(rig.read(`${folder ?? ''}/stackql_manifest.yml`));
            return;
          }
        }
        expect.fail('no manifest is shown');
      }));
  });
}
