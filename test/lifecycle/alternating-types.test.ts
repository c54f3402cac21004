import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { SideBySide, writeThings, type Thing, type ThingKind, type TimedRun } from '../support/side-by-side.ts';

const kinds: readonly ThingKind[] = ['queue', 'logs', 'parameter', 'role', 'bucket'];

function things(count: number, changed: ReadonlySet<string> = new Set()): readonly Thing[] {
  return Array.from({ length: count }, (_, index): Thing => {
    const name = `t_${index + 1}`;
    return { name, kind: kinds[index % kinds.length] ?? 'queue', ...(changed.has(name) ? { setting: 'b' } : {}) };
  });
}

/** Requests but for the questions how a request stands. */
function requestsOf({ ledger }: TimedRun): number {
  return ledger.filter(({ operation }) => operation !== 'GetResourceRequestStatus').length;
}

/**
 * The fewest requests for a stack of five kinds in turn, of which four are found by name and one by a list: presence, a write for each that is
 * written, and a look at what it has done. What is there is read by the question whether it is there.
 */
function boundOf(verb: 'create' | 'no change' | 'two changed' | 'teardown', count: number): number {
  const named = (count * 4) / 5;
  const listed = 1;
  switch (verb) {
    case 'create':
      return listed + named + count + count;
    case 'no change':
      return listed + count;
    case 'two changed':
      return listed + count + 2 + 2;
    case 'teardown':
      // A read before each delete; afterwards a list or a read tells that it is gone.
      return listed + count + count + named;
  }
}

describe('resources of five kinds in turn', () => {
  const document = readFileSync(join(packageRoot, 'docs/performance.md'), 'utf8');

  for (const count of [100, 200]) {
    it(`are asked for no more than there is to ask, ${count} of them, as docs/performance.md says`, async function () {
      this.timeout(120_000);
      const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-kinds-'));
      const rig = new SideBySide();
      try {
        writeThings(folder, things(count));
        const created = await rig.run('build', folder);
        const unchanged = await rig.run('build', folder);
        writeThings(folder, things(count, new Set(['t_1', 't_8'])));
        const changed = await rig.run('build', folder);
        const removed = await rig.run('teardown', folder);
        const runs = { create: created, 'no change': unchanged, 'two changed': changed, teardown: removed };
        const cells: string[] = [];
        for (const [verb, run] of Object.entries(runs) as [Parameters<typeof boundOf>[0], TimedRun][]) {
          expect(run.result.ok).to.equal(true);
          const [asked, bound] = [requestsOf(run), boundOf(verb, count)];
          expect(asked / bound, verb).to.be.within(1, 1.02);
          cells.push(`${asked} of ${bound}`);
        }
        const row = new RegExp(`^\\| ${[`${count}`, ...cells].map((cell) => `${cell} *`).join('\\| ')}\\|$`, 'm');
        expect(document).to.match(row);
      } finally {
        await rig.cloud.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
