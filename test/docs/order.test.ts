import { expect } from 'chai';
import { directiveOf, sectionsOf } from '../support/doc-blocks.ts';
import { applyBlock, writeBaseStack } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

describe('docs/order.md', () => {
  const blocks = sectionsOf('docs/order.md').flatMap((section) => section.blocks);

  it('shows the graph as it is printed', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      for (const block of blocks) if (directiveOf(block, 'file') !== undefined) applyBlock(rig, block);
      const run = await rig.run('graph', '.', 'dev', '--values');
      expect(run.errors).to.equal('');
      expect(run.output).to.equal(blocks.find(({ language }) => language === 'mermaid')?.text);
    });
  });
});
