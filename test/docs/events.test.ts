import { expect } from 'chai';
import { directiveOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { runBlock, writeBaseStack } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

const page = 'docs/events.md';

describe(page, () => {
  const blocks = sectionsOf(page).flatMap((section) => section.blocks);

  it('shows the events of the run that it begins with', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      const [run] = blocks.filter((block) => directiveOf(block, 'run') !== undefined);
      const [shown] = blocks.filter((block) => directiveOf(block, 'events') !== undefined);
      if (run === undefined || shown === undefined) throw new Error('The page has no run, or no events.');
      const [{ output } = { output: '' }] = await runBlock(rig, run);
      expect(shown.text).to.equal(output);
    });
  });

  it('names every member that the events of its run have', () => {
    const text = readDocument(page);
    const events = blocks
      .filter((block) => block.language === 'jsonl')
      .flatMap((block) => block.text.trim().split('\n'))
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const told = events
      .flatMap((event) => ('address' in event ? [Object.keys(event), String(event['kind'])] : []))
      .flat();
    const known = new Set(['anchor', 'elapsedMs']);
    const missing = told.filter((name) => !known.has(name) && !text.includes(`\`${name}\``));
    expect(missing).to.deep.equal([]);
  });
});
