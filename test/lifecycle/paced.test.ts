import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerEntry } from '../../src/emulator/emulator.ts';
import type { PaceOptions } from '../../src/provider/cloud-control/pace.ts';
import { awsQuotas } from '../../src/resource-types/quotas/aws-quotas.ts';
import { writeBenchStack } from '../bench/bench-stack.ts';
import { SideBySide, writeThings, type Thing, type TimedRun } from '../support/side-by-side.ts';

/** Requests that were throttled, and of how many; what was sent in the first second after the first of them not counted. */
function throttledIn({ ledger }: TimedRun): { readonly all: number; readonly later: string } {
  const isThrottled = ({ quota }: LedgerEntry): boolean => quota !== undefined;
  const first = ledger.find(isThrottled);
  const later = first === undefined ? ledger : ledger.filter(({ atMs }) => atMs > first.atMs + 1000);
  return { all: ledger.filter(isThrottled).length, later: `${later.filter(isThrottled).length} of ${later.length}` };
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-paced-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a hundred clients of one pool', () => {
  const clients = 100;
  /** What Cognito lets through in a second of reads, or of changes, of clients. */
  const perSecond = 15;
  const stories: readonly { readonly title: string; readonly pace?: PaceOptions; readonly throttled: number }[] = [
    { title: 'are read as fast as the quotas of AWS allow, and never faster', throttled: 0 },
    // One is throttled of the sixteen that are under way at first, then all that went meanwhile.
    { title: 'are read as fast where nobody knows that there are quotas', pace: { isOpen: true }, throttled: 15 },
  ];
  for (const { title, pace, throttled } of stories) {
    it(title, async () => {
      await inFolder(async (folder) => {
        const rig = new SideBySide({ quotas: 'aws', latencyMs: 50, ...(pace === undefined ? {} : { pace }) });
        writeBenchStack(folder, clients + 1);
        const built = await rig.run('build', folder, { parallelism: 10 });
        expect(built.result.ok).to.equal(true);
        if (pace === undefined) expect(throttledIn(built).all).to.equal(0);
        expect(throttledIn(built).later).to.match(/^0 of/);
        rig.cloud.clock.advance(60_000);
        const tested = await rig.run('test', folder);
        expect(tested.result.ok).to.equal(true);
        expect(throttledIn(tested).all).to.equal(throttled);
        expect(throttledIn(tested).later).to.match(/^0 of/);
        // The bucket is full at first; list and pool come before, and each request takes its time.
        const reads = tested.ledger.filter(
          ({ typeName, quota }) => typeName === 'AWS::Cognito::UserPoolClient' && quota === undefined,
        ).length;
        const boundMs = ((reads - perSecond) / perSecond) * 1000 + 3 * 50;
        expect(reads).to.equal(clients + 1);
        expect(tested.elapsedMs / boundMs).to.be.within(1, 1.15);
        await rig.cloud.close();
      });
    });
  }
});

describe('an account of which somebody else uses the half', () => {
  const quotas = awsQuotas().map((quota) => ({
    ...quota,
    perSecond: quota.perSecond / 2,
    ...(quota.burst === undefined ? {} : { burst: quota.burst / 2 }),
  }));

  it('throttles hardly anything once it has throttled, and is used as far as it goes', async () => {
    await inFolder(async (folder) => {
      const rig = new SideBySide({ quotas, latencyMs: 50, requestMs: 500, pace: {} });
      writeBenchStack(folder, 51);
      const told: string[] = [];
      for (const verb of ['build', 'test'] as const) {
        const run = await rig.run(verb, folder, verb === 'test' ? {} : { parallelism: 10 });
        expect(run.result.ok).to.equal(true);
        const slowed = run.events.flatMap((event) =>
          event.kind === 'request.slowed' ? [`${event.quota} ${Number(event.perSecond.toFixed(3))}`] : [],
        );
        told.push(`${verb}: ${(run.elapsedMs / 1000).toFixed(1)} s, later ${throttledIn(run).later}, ${slowed.join()}`);
        rig.cloud.clock.advance(60_000);
      }
      // 51 creates at 2.5 a second are 20 s, and 51 reads at 7.5 a second 7 s, less the first burst.
      expect(told).to.deep.equal([
        'build: 21.0 s, later 0 of 164, CreateResource 2.5',
        'test: 6.5 s, later 0 of 38, UserPoolClientRead 7.125',
      ]);
      await rig.cloud.close();
    });
  });

  it('is written to more slowly where its service throttles what Cloud Control has accepted', async () => {
    await inFolder(async (folder) => {
      const rig = new SideBySide({ quotas, latencyMs: 50, requestMs: 500, pace: {} });
      writeThings(
        folder,
        Array.from({ length: 40 }, (_, index): Thing => ({ name: `t_${index + 1}`, kind: 'parameter' })),
      );
      const run = await rig.run('build', folder, { parallelism: 10 });
      expect(run.result.ok).to.equal(true);
      const slowed = run.events.flatMap((event) =>
        event.kind === 'request.slowed' ? [`${event.quota} ${Number(event.perSecond.toFixed(3))}`] : [],
      );
      expect(slowed).to.deep.equal(['reads 12.5', 'PutParameter 1.425']);
      // What was sent before the first of them ended is throttled, too.
      expect(throttledIn(run).later).to.equal('2 of 156');
      await rig.cloud.close();
    });
  });
});
