import { expect } from 'chai';
import { directiveOf, placeOf, sectionsOf } from '../support/doc-blocks.ts';
import { runBlock } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

const page = 'docs/resource-types.md';

describe(page, () => {
  it('shows what comes out', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      let shown = 0;
      for (const { blocks } of sectionsOf(page)) {
        for (const [index, block] of blocks.entries()) {
          if (directiveOf(block, 'run') === undefined) continue;
          const answer = blocks[index + 1];
          for (const { output, errors } of await runBlock(rig, block)) {
            expect(output + errors, placeOf(block)).to.equal(answer?.text);
            shown += 1;
          }
        }
      }
      expect(shown).to.equal(6);
    });
  });
});
