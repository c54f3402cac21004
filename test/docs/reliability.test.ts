import { expect } from 'chai';
import { directiveOf, sectionsOf } from '../support/doc-blocks.ts';
import { withRig } from '../support/rig.ts';
import { phaseNames } from '../../src/soak/phase.ts';

const sections = sectionsOf('docs/reliability.md');

describe('docs/reliability.md', () => {
  it('has a soak that finds nothing', () =>
    withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const blocks = sections.flatMap((section) => section.blocks);
      const lines = blocks.filter((block) => directiveOf(block, 'soak') !== undefined).map(({ text }) => text.trim());
      expect(lines).to.have.length(1);
      for (const line of lines) {
        const run = await rig.run(...line.split(' ').slice(1));
        expect(run.output).to.match(/^60 of \d+ scenarios, .*: 0 violations$/m);
        expect(run.code).to.equal(0);
      }
    }));

  it('names every phase', () => {
    const prose = sections.map((section) => section.prose).join('');
    for (const name of phaseNames) expect(prose).to.include(`\`${name}\``);
  });
});
