/**
 * `npm run test:hostile`: 5,000 hostile inputs in one process. Another seed and number: `npm run test:hostile -- SEED COUNT`; one input
 * again: `npm run test:hostile -- SEED 1 INDEX`.
 */
import { hostileKinds, type HostileKind } from './hostile-input.ts';
import { mostTimeMs, runHostile } from './hostile-run.ts';

/** What this process has worked; others on the same machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const mostMegabytes = 300;
const [seed = 'hostile', count = '5000', from = '0'] = process.argv.slice(2);
const indexes = Array.from({ length: Number(count) }, (_, offset) => Number(from) + offset);
const tally = new Map<HostileKind, { inputs: number; refused: number; slowestMs: number }>();
let troubles = 0;

await runHostile(seed, indexes, cpuMs, ({ index, kind, elapsedMs, run, trouble }) => {
  const entry = tally.get(kind) ?? { inputs: 0, refused: 0, slowestMs: 0 };
  entry.inputs += 1;
  entry.refused += run?.code === 1 ? 1 : 0;
  entry.slowestMs = Math.max(entry.slowestMs, elapsedMs);
  tally.set(kind, entry);
  if (indexes.length === 1) process.stdout.write((run?.errors ?? '').slice(0, 4000));
  if (trouble === undefined) return;
  troubles += 1;
  process.stdout.write(`input ${index} of seed ${seed} (${kind}): ${trouble.slice(0, 2000)}\n`);
});

const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
for (const kind of hostileKinds) {
  const { inputs, refused, slowestMs } = tally.get(kind) ?? { inputs: 0, refused: 0, slowestMs: 0 };
  process.stdout.write(`${kind.padEnd(26)}${inputs} inputs, ${refused} refused, slowest ${Math.round(slowestMs)} ms\n`);
}
process.stdout.write(
  `${indexes.length} inputs, ${troubles} in trouble; at most ${megabytes} MB of ${mostMegabytes}, ${mostTimeMs} ms each\n`,
);
process.exitCode = troubles > 0 || megabytes > mostMegabytes ? 1 : 0;
