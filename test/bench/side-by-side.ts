import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SideBySide, writeThings, type Thing, type ThingKind } from '../support/side-by-side.ts';

/**
 * `npm run bench:parallel` runs stacks on a cloud whose requests take 50 ms and whose changes take 2 s, by a clock that counts nothing else, and
 * prints each figure beside its lower bound: what the requests of the longest way take at the given parallelism.
 */
const latencyMs = 50;
const requestMs = 2000;
const parallelism = 10;
const readsAtOnce = 16;

const kinds: readonly ThingKind[] = ['queue', 'logs', 'parameter', 'role', 'bucket'];

interface Case {
  readonly title: string;
  readonly things: readonly Thing[];
  /** Entries that follow each other, at the parallelism. */
  readonly rounds: number;
  /** Whether a list comes before the reads. */
  readonly isListed: boolean;
  /** How many reads follow each other before the first write and in a test. */
  readonly readRounds: number;
}

function thingsOf(count: number, kind?: ThingKind): readonly Thing[] {
  return Array.from({ length: count }, (_, index): Thing => ({
    name: `t_${index + 1}`,
    kind: kind ?? kinds[index % kinds.length] ?? 'queue',
  }));
}

const chain = thingsOf(20, 'logs').map((thing, index) => (index === 0 ? thing : { ...thing, after: [`t_${index}`] }));

const cases: readonly Case[] = [
  { title: '30 queues', things: thingsOf(30, 'queue'), rounds: 3, isListed: true, readRounds: 2 },
  { title: '100 queues', things: thingsOf(100, 'queue'), rounds: 10, isListed: true, readRounds: 7 },
  { title: '100 of five kinds', things: thingsOf(100), rounds: 10, isListed: true, readRounds: 7 },
  { title: 'a chain of 20', things: chain, rounds: 20, isListed: false, readRounds: 20 },
];

const verbs = ['build', 'no change', 'test', 'teardown'] as const;

/** Milliseconds that nobody can do without. */
function boundOf({ rounds, isListed, readRounds, things }: Case, verb: (typeof verbs)[number]): number {
  const list = isListed ? latencyMs : 0;
  const reads = list + readRounds * latencyMs;
  // What is named by its own properties is asked for before it is made; of the others the list tells that they are not there.
  const named = things.filter(({ kind }) => kind !== 'queue').length;
  switch (verb) {
    case 'no change':
    case 'test':
      return reads;
    // Create, the question after its end, and a read for the proof.
    case 'build':
      return (
        rounds * (3 * latencyMs + requestMs) +
        (rounds === things.length ? named * latencyMs : list + Math.ceil(named / readsAtOnce) * latencyMs)
      );
    case 'teardown':
      return reads + rounds * (2 * latencyMs + requestMs);
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2).padStart(6);

process.stdout.write(`${''.padEnd(40)} bound    time   ratio  requests\n`);
for (const one of cases) {
  for (const retryAfter of [true, false]) {
    const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
    const rig = new SideBySide({ latencyMs, requestMs, ...(retryAfter ? {} : { retryAfterMs: 'none' }) });
    try {
      writeThings(folder, one.things);
      for (const verb of verbs) {
        const run = await rig.run(
          verb === 'no change' ? 'build' : verb,
          folder,
          verb === 'test' ? {} : { parallelism },
        );
        if (!run.result.ok) throw new Error(`${one.title}: ${verb} failed.`);
        const bound = boundOf(one, verb);
        const asked = run.ledger.filter(({ operation }) => operation !== 'GetResourceRequestStatus').length;
        const title = `${one.title}, ${verb}${retryAfter ? '' : ', no RetryAfter'}`;
        process.stdout.write(
          `${title.padEnd(40)} ${seconds(bound)}  ${seconds(run.elapsedMs)}  ${(run.elapsedMs / bound).toFixed(2).padStart(5)}  ${String(asked).padStart(8)}\n`,
        );
      }
    } finally {
      await rig.cloud.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
