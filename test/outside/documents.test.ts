import { expect } from 'chai';
import { directiveOf, sectionsOf } from '../support/doc-blocks.ts';
import { requireTools, withOutside } from './outside-tools.ts';

for (const page of ['docs/emulator.md']) {
  describe(page, () => {
    before(requireTools);

    it('runs as it is read, and shows what comes out', async () => {
      const blocks = sectionsOf(page).flatMap((section) => section.blocks);
      await withOutside(async ({ url, shell }) => {
        // One session: what a block sets is there for the next one. A mark tells their outputs apart.
        const parts = blocks.flatMap((block, index) => {
          if (block.language !== 'sh' || directiveOf(block, 'server') !== undefined) return [];
          const answer = blocks[index + 1];
          return [{ script: block.text, lines: answer?.language === 'text' ? answer.text.trimEnd().split('\n') : [] }];
        });
        const mark = '--- next ---';
        const script = parts.map((part) => part.script).join(`echo '${mark}'\n`);
        const { code, output, errors } = await shell(`exec 2>&1\n${script.replaceAll('http://127.0.0.1:4566', url)}`);
        expect(code, output + errors).to.equal(0);
        const outputs = output.split(`${mark}\n`);
        expect(outputs).to.have.length(parts.length);
        for (const [index, { lines }] of parts.entries())
          for (const line of lines) expect(outputs[index]).to.include(line);
        expect(parts.flatMap((part) => part.lines)).to.have.length.greaterThan(5);
      });
    });
  });
}
