import { expect } from 'chai';
import { join } from 'node:path';
import type { ShapingOptions } from '../../src/api/saved-plans.ts';
import { countsOf } from '../../src/plan/plan.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { queueUrl, writeQueues, type QueueEntry } from '../support/marked-stack.ts';
import { notAsPlanned, outdatedIn, PlannedRuns, type Opening, type PlannedRun } from '../support/planned-run.ts';
import { withRig, type Rig } from '../support/rig.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

const exact = { unnamed: [], unsent: [] };
const orphans: ShapingOptions = { prune: { orphans: true, named: [] } };
const stays: QueueEntry = { name: 'stays' };
const forgetting = { top: ['forget: [given]'] };

/** A stack of four queues that was built, and then kept the first of them alone. */
async function withLoss(
  act: (rig: Rig, runs: PlannedRuns, opening: Opening) => Promise<void>,
  manifest: { readonly top?: readonly string[] } = forgetting,
): Promise<void> {
  await withRig(async (rig) => {
    const runs = new PlannedRuns({ registry });
    const folder = join(rig.folder, 'shop');
    const opening: Opening = { folder, environment: 'dev', workingDirectory: folder, registry, region: 'us-east-1' };
    try {
      writeQueues(rig, 'shop', [stays, { name: 'gone' }, { name: 'given' }, { name: 'unmarked', marked: false }]);
      const built = await runs.carryOut((await runs.plan('build', opening)).saved, opening);
      expect(built.result.ok).to.equal(true);
      writeQueues(rig, 'shop', [stays], manifest);
      await act(rig, runs, opening);
    } finally {
      await runs.cloud.close();
    }
  });
}

const markOf = (resource: string) => [
  { Key: 'stackql:stack-name', Value: 'shop' },
  { Key: 'stackql:stack-env', Value: 'dev' },
  { Key: 'stackql:resource-name', Value: resource },
];

async function planAndCarryOut(runs: PlannedRuns, opening: Opening, options: ShapingOptions): Promise<PlannedRun> {
  const planned = await runs.plan('build', opening, options);
  return { ...planned, ...(await runs.carryOut(planned.saved, opening)) };
}

const writes = ({ sent }: Pick<PlannedRun, 'sent'>): readonly unknown[] => sent.map(({ value }) => value);

const deletion = {
  kind: 'delete',
  type: 'AWS::SQS::Queue',
  region: 'us-east-1',
  identifier: queueUrl('gone'),
};
const givingUp = {
  kind: 'update',
  type: 'AWS::SQS::Queue',
  region: 'us-east-1',
  identifier: queueUrl('given'),
  patch: [{ op: 'remove', path: '/Tags' }],
};

describe('a saved plan that prunes and forgets', () => {
  it('names what it sends, sends that and nothing else, and may be repeated', () =>
    withLoss(async (_rig, runs, opening) => {
      const run = await planAndCarryOut(runs, opening, orphans);
      expect(outdatedIn(run)).to.deep.equal([]);
      expect(run.result.ok).to.equal(true);
      expect(writes(run)).to.have.deep.members([givingUp, deletion]);
      expect(notAsPlanned(run)).to.deep.equal(exact);
      const repeated = await runs.carryOut(run.saved, opening);
      expect(outdatedIn(repeated)).to.deep.equal([]);
      expect(repeated.result.ok && repeated.sent.length === 0).to.equal(true);
      const { plan } = await runs.plan('build', opening, orphans);
      expect(countsOf(plan)).to.deep.equal({ create: 0, update: 0, replace: 0, delete: 0 });
    }));

  it('forgets without being asked to prune, and then prunes nothing', () =>
    withLoss(async (_rig, runs, opening) => {
      const run = await planAndCarryOut(runs, opening, {});
      expect(run.result.ok).to.equal(true);
      expect(writes(run)).to.deep.equal([givingUp]);
      expect(notAsPlanned(run)).to.deep.equal(exact);
    }));

  it('deletes one that is named once, though it is an orphan too', () =>
    withLoss(async (_rig, runs, opening) => {
      const named = [{ typeName: 'AWS::SQS::Queue', identifier: queueUrl('gone') }];
      const run = await planAndCarryOut(runs, opening, { prune: { orphans: true, named } });
      expect(countsOf(run.plan)).to.deep.equal({ create: 0, update: 1, replace: 0, delete: 1 });
      expect(run.result.ok).to.equal(true);
      expect(writes(run)).to.have.deep.members([givingUp, deletion]);
    }));

  it('forgets nothing in a run over a part of the stack', () =>
    withLoss(async (_rig, runs, opening) => {
      const run = await planAndCarryOut(runs, opening, { only: ['stays'] });
      expect(run.result.ok).to.equal(true);
      expect(writes(run)).to.deep.equal([]);
    }));

  it('is refused where another orphan has come, or the tags that stay have changed', () =>
    withLoss(async (_rig, runs, opening) => {
      const { saved } = await runs.plan('build', opening, orphans);
      const late = queueUrl('unmarked');
      await runs.cloud.change('AWS::SQS::Queue', late, { Tags: markOf('late') });
      await runs.cloud.change('AWS::SQS::Queue', queueUrl('given'), {
        Tags: [...markOf('given'), { Key: 'team', Value: 'search' }],
      });
      const run = await runs.carryOut(saved, opening);
      expect(run.result.ok).to.equal(false);
      expect(writes(run)).to.deep.equal([]);
      expect(outdatedIn(run)).to.have.members([
        `AWS::SQS::Queue=${queueUrl('given')}: the plan does not name the write that is needed now: update AWS::SQS::Queue ${queueUrl('given')}, which differs in /Tags`,
        `AWS::SQS::Queue=${late}: the plan does not name the write that is needed now: delete AWS::SQS::Queue ${late}`,
      ]);
    }));

  it('has nothing to do for what others have deleted', () =>
    withLoss(async (_rig, runs, opening) => {
      const { saved } = await runs.plan('build', opening, orphans);
      await runs.cloud.remove('AWS::SQS::Queue', queueUrl('gone'));
      const run = await runs.carryOut(saved, opening);
      expect(outdatedIn(run)).to.deep.equal([]);
      expect(run.result.ok).to.equal(true);
      expect(writes(run)).to.deep.equal([givingUp]);
    }));

  it('prunes nothing that it was not made for', () =>
    withLoss(async (_rig, runs, opening) => {
      const { saved } = await runs.plan('build', opening, {});
      const run = await runs.carryOut(saved, opening, orphans);
      expect(run.result.ok).to.equal(false);
      expect(writes(run)).to.deep.equal([]);
    }));

  it('is not whole where what a person names may not be pruned', () =>
    withLoss(async (_rig, runs, opening) => {
      const named = [{ typeName: 'AWS::SQS::Queue', identifier: queueUrl('stays') }];
      const planned = await runs.plan('build', opening, { prune: { orphans: false, named } });
      expect(planned.plan.ok).to.equal(false);
      const run = await runs.carryOut(planned.saved, opening);
      expect(run.result.ok).to.equal(false);
      expect(writes(run)).to.deep.equal([]);
      expect(run.result.outcomes.map(({ outcome }) => outcome.kind)).to.deep.equal(['failed']);
    }));
});
