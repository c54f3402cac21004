import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { withEmulator } from '../support/emulator-process.ts';
import { writeThings, type Thing, type ThingKind } from '../support/side-by-side.ts';

/**
 * `node dist/test/bench/real-time.js` builds, looks at and tears down 100 resources of five kinds, ten at a time, as a person does: the program
 * and the served emulator, whose answers take 50 ms and whose changes take 2 s. Beside it the same with neither, which is what the
 * processes themselves need.
 */
const kinds: readonly ThingKind[] = ['queue', 'logs', 'parameter', 'role', 'bucket'];
const things = Array.from({ length: 100 }, (_, index): Thing => ({
  name: `t_${index + 1}`,
  kind: kinds[index % kinds.length] ?? 'queue',
}));
const steps = [
  ['build', '--parallelism', '10'],
  ['build', '--parallelism', '10'],
  ['test'],
  ['teardown', '--parallelism', '10'],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
try {
  writeThings(join(folder, 'stack'), things);
  writeFileSync(join(folder, 'faults.yml'), 'faults:\n  - kind: delay\n    ms: 50\n    times: always\n');
  const own = await take([]);
  const slow = await take(['--faults', 'faults.yml', '--request-time', '2s']);
  const bounds = [21.8, 0.4, 0.4, 21.4];
  process.stdout.write('step                  alone   with latency   difference   bound   ratio\n');
  steps.forEach(([verb], index) => {
    const title = index === 1 ? 'build, no change' : verb;
    const [mine = 0, all = 0, bound = 0] = [own[index], slow[index], bounds[index]];
    const cells = [mine, all, all - mine, bound].map((seconds) => `${seconds.toFixed(2)} s`.padStart(10));
    process.stdout.write(`${title.padEnd(18)}${cells.join('   ')}   ${((all - mine) / bound).toFixed(2)}\n`);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The seconds of each step against an emulator of its own. */
async function take(options: readonly string[]): Promise<readonly number[]> {
  return withEmulator(folder, options, ({ url }) =>
    Promise.resolve(
      steps.map(([verb, ...more]) => {
        const argv = [join(packageRoot, 'bin/stack-deploy.js'), verb, 'stack', 'dev', '--endpoint-url', url, ...more];
        const started = performance.now();
        const { status, stderr } = spawnSync(process.execPath, argv, {
          cwd: folder,
          encoding: 'utf8',
          env: { PATH: process.env['PATH'], AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
        });
        if (status !== 0) throw new Error(`${verb} ended with ${String(status)}\n${stderr}`);
        return (performance.now() - started) / 1000;
      }),
    ),
  );
}
