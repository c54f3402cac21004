import { expect } from 'chai';
import { parse } from 'yaml';
import { directiveOf, sectionsOf, type DocBlock } from '../support/doc-blocks.ts';
import { applyBlock, runBlock, writeBaseStack } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

function workflowsOf(page: string): readonly DocBlock[] {
  return sectionsOf(page).flatMap((section) =>
    section.blocks.filter((block) => directiveOf(block, 'workflow') !== undefined),
  );
}

/** The command lines of a workflow that are this program's, on this machine. */
function commandsOf(block: DocBlock): readonly string[] {
  // Written as GitHub reads it.
  const { jobs } = parse(block.text) as Workflow;
  return Object.values(jobs)
    .flatMap(({ steps }) => steps.flatMap(({ run = '' }) => run.split('\n')))
    .filter((line) => line.includes('stack-deploy '))
    .map((line) => line.replace(/(?= > |$)/, ' --local'));
}

describe('the workflows of docs/plan.md', () => {
  it('plan a pull request with a comment that is found again, and carry out that plan', async () => {
    await withRig(async (rig) => {
      writeBaseStack(rig);
      const [plan, apply] = workflowsOf('docs/plan.md');
      if (plan === undefined || apply === undefined) throw new Error('the page has two workflows');
      const run = (block: DocBlock) => runBlock(rig, { ...block, text: commandsOf(block).join('\n') });
      expect((await run(plan)).length).to.equal(1);
      const [marker] = rig.read('plan.md').split('\n');
      expect(marker).to.match(/^<!-- stack-deploy plan: .* \(prd\) -->$/);
      const [built] = await run(apply);
      expect(built?.errors).to.include('1 created');
      expect((await run(plan)).length).to.equal(1);
      expect(rig.read('plan.md').split('\n')[0]).to.equal(marker);
      expect(rig.read('plan.md')).to.include('**No changes.**');
    });
  });
});

describe('docs/preview-stacks.md', () => {
  const page = 'docs/preview-stacks.md';
  const blocks = sectionsOf(page).flatMap((section) => section.blocks);

  it('shows when the stack of its first command expires', async () => {
    await withRig(async (rig) => {
      const [manifest, commands, shown] = blocks;
      if (manifest === undefined || commands === undefined || shown === undefined) throw new Error('the page has them');
      applyBlock(rig, manifest);
      const runs = await runBlock(rig, commands);
      const withoutTimes = (text: string): string => text.trim().replace(/at \S+Z, in .*/, 'at …');
      expect(withoutTimes(runs.at(-1)?.errors ?? '')).to.equal(withoutTimes(shown.text));
    });
  });

  it('has workflows that build a pull request, tear it down when it is closed, and sweep one that nobody has closed', async () => {
    await withRig(async (rig) => {
      const [manifest] = blocks;
      if (manifest === undefined) throw new Error('the page begins with a manifest');
      applyBlock(rig, manifest);
      const [preview, sweep] = workflowsOf(page);
      if (preview === undefined || sweep === undefined) throw new Error('the page has two workflows');
      const { jobs, env = {} } = parse(preview.text) as Workflow & { readonly env?: Readonly<Record<string, string>> };
      rig.environment.set('AWS_REGION', env['AWS_REGION'] ?? '');
      const act = async (job: string, pullRequest: string): Promise<string> => {
        const lines = jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];
        const text = lines
          .map((line) => `${line.replace('${{ github.event.number }}', pullRequest)} --local`)
          .join('\n');
        return (await runBlock(rig, { ...preview, text })).map(({ errors }) => errors).join('');
      };
      expect(await act('build', '12')).to.include('2 created');
      expect(await act('build', '13')).to.include('2 created');
      expect(await act('teardown', '12')).to.include('2 deleted');
      rig.clock.advance(71 * 3_600_000);
      const sweeping = { ...sweep, text: commandsOf(sweep).join('\n') };
      expect((await runBlock(rig, sweeping))[0]?.errors).to.include('Nothing has expired.');
      rig.clock.advance(20 * 3_600_000);
      expect((await runBlock(rig, sweeping))[0]?.errors).to.match(/^  shop \(pr-13\)  expired at [\s\S]*2 deleted/);
      expect(rig.read('sweep.md')).to.include('| shop | pr-13 | done |');
    });
  });
});

describe('docs/many-stacks.md', () => {
  const page = 'docs/many-stacks.md';
  const blocks = sectionsOf(page).flatMap((section) => section.blocks);

  it('shows the last lines of its first command, and its workflow tells of drift', async () => {
    await withRig(async (rig) => {
      for (const block of blocks) applyBlock(rig, block);
      for (const file of ['stackql_manifest.yml', 'resources/queue.iql'])
        rig.write(`stacks/site/${file}`, rig.read(`stacks/orders/${file}`).replace('name: orders', 'name: site'));
      const [first, shown] = blocks;
      if (first === undefined || shown === undefined) throw new Error('the page begins with a command');
      const [run] = await runBlock(rig, first);
      expect(run?.errors.trim()).to.equal(shown.text.trim());

      const [workflow] = workflowsOf(page);
      const [line = ''] = workflow === undefined ? [] : commandsOf(workflow);
      const argv = line.replaceAll("'", '').replace('npx stack-deploy ', '').trim().split(' ');
      expect((await rig.run(...argv)).code).to.equal(2);
      expect((await rig.run('build', 'stacks/*', 'prd-*', '--local')).code).to.equal(0);
      expect((await rig.run(...argv)).code).to.equal(0);
      expect(JSON.parse(rig.read('drift.json'))).to.deep.include({ ok: true, has_changes: false });
    });
  });
});
