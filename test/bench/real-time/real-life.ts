import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../src/base/package-root.ts';
import { withEmulator } from '../../support/emulator-process.ts';
import { writeThings } from '../../support/side-by-side.ts';
import type { BenchVerb } from '../matrix/least-requests.ts';
import { leastMs, writesAtOnce } from '../matrix/least-time.ts';
import { thingsOf, type Shape } from '../matrix/shape.ts';
import { runForTime } from '../run-for-time.ts';

const latencyMs = 50;
const requestMs = 2000;

/** How often a verb is run that changes nothing: its bound is so short that what else the machine does counts. */
const readingRuns = 5;

export interface RealFigures {
  readonly verb: BenchVerb;
  /** Where answers take no time: what the processes themselves need. */
  readonly ownMs: number;
  readonly slowMs: number;
  readonly leastMs: number;
}

export interface RealLife {
  readonly shape: Shape;
  readonly saysRetryAfter: boolean;
  readonly verbs: readonly BenchVerb[];
}

/**
 * Runs the program as a person does beside two served emulators by turns: one whose answers take 50 ms and whose changes take 2 s, and one that
 * answers at once. A verb that changes nothing is run several times, and the fastest counts.
 */
export async function measureRealLife({ shape, saysRetryAfter, verbs }: RealLife): Promise<readonly RealFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
  const slowness = ['--faults', 'faults.yml', '--request-time', `${requestMs}ms`];
  try {
    writeThings(join(folder, 'stack'), thingsOf(shape));
    writeFileSync(join(folder, 'faults.yml'), `faults:\n  - kind: delay\n    ms: ${latencyMs}\n    times: always\n`);
    return await withEmulator(folder, [], ({ url: ownUrl }) =>
      withEmulator(folder, [...slowness, ...(saysRetryAfter ? [] : ['--retry-after', 'none'])], async ({ url }) => {
        const figures: RealFigures[] = [];
        for (const verb of verbs) {
          const runs = isReading(verb) ? readingRuns : 1;
          const [own, slow]: [number[], number[]] = [[], []];
          for (let run = 0; run < runs; run += 1) {
            own.push(await take(folder, verb, ownUrl));
            slow.push(await take(folder, verb, url));
          }
          const least = leastMs(shape, verb, { latencyMs, requestMs });
          figures.push({ verb, ownMs: Math.min(...own), slowMs: Math.min(...slow), leastMs: least });
        }
        return figures;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isReading(verb: BenchVerb): boolean {
  return verb !== 'build' && verb !== 'teardown';
}

/** The milliseconds of one command. */
function take(folder: string, verb: BenchVerb, url: string): Promise<number> {
  const command = verb === 'no change' ? 'build' : verb;
  const writes = verb === 'plan' || verb === 'test' ? [] : ['--parallelism', String(writesAtOnce)];
  const program = join(packageRoot, 'bin/stack-deploy.js');
  const argv = [program, command, 'stack', 'dev', '--endpoint-url', url, ...writes];
  const env = { PATH: process.env['PATH'], AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  return runForTime(argv, { folder, env });
}
