import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBenchStack } from '../bench/bench-stack.ts';
import { SideBySide, type TimedRun } from '../support/side-by-side.ts';

describe('a hundred clients of one pool', () => {
  const clients = 100;
  /** What Cognito lets through in a second of reads, or of changes, of clients. */
  const perSecond = 15;

  const throttledIn = ({ ledger }: TimedRun): number => ledger.filter(({ quota }) => quota !== undefined).length;

  it('are read as fast as the quotas of AWS allow, and hardly ever faster', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-paced-'));
    const rig = new SideBySide({ quotas: 'aws', latencyMs: 50 });
    try {
      writeBenchStack(folder, clients + 1);
      const built = await rig.run('build', folder, { parallelism: 10 });
      expect(built.result.ok).to.equal(true);
      expect(throttledIn(built)).to.equal(0);
      rig.cloud.clock.advance(60_000);
      const tested = await rig.run('test', folder);
      expect(tested.result.ok).to.equal(true);
      expect(throttledIn(tested)).to.equal(0);
      // The bucket is full at first; list and pool come before, and each request takes its time.
      const reads = tested.ledger.filter(({ typeName }) => typeName === 'AWS::Cognito::UserPoolClient').length;
      const boundMs = ((reads - perSecond) / perSecond) * 1000 + 3 * 50;
      expect(reads).to.equal(clients + 1);
      expect(tested.elapsedMs / boundMs).to.be.within(1, 1.15);
    } finally {
      await rig.cloud.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
