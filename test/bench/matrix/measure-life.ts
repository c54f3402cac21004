import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsQuotas } from '../../../src/resource-types/quotas/aws-quotas.ts';
import { SideBySide, writeThings, type Timed } from '../../support/side-by-side.ts';
import { benchVerbs, leastRequests, type BenchVerb } from './least-requests.ts';
import { leastMs, writesAtOnce } from './least-time.ts';
import { thingsOf, titleOf, type Shape } from './shape.ts';

/** A cloud on which a stack lives from its build to its teardown. */
export interface LifeCloud {
  readonly latencyMs: number;
  readonly requestMs: number;
  readonly quotas: 'none' | 'aws';
  /** Whether the service says when to ask again how a request stands. Default: true. */
  readonly saysRetryAfter?: boolean;
}

/** What a verb has taken by the clock of the cloud, and what nobody can do it without. */
export interface VerbFigures {
  readonly verb: BenchVerb;
  readonly ms: number;
  readonly leastMs: number;
  /** Questions how a request stands are not among the requests. */
  readonly requests: number;
  readonly leastRequests: number;
  readonly statusRequests: number;
  readonly throttled: number;
}

export interface LifeFigures {
  readonly shape: Shape;
  readonly cloud: LifeCloud;
  readonly verbs: readonly VerbFigures[];
}

/** Far longer than any bucket of a quota needs to be full again. */
const restMs = 600_000;

/** Builds, looks at and tears down a stack on a cloud in memory, by a clock that counts nothing but latencies and writes: the same in every run. */
export async function measureLife(shape: Shape, cloud: LifeCloud): Promise<LifeFigures> {
  const { latencyMs, requestMs, saysRetryAfter = true } = cloud;
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
  const rig = new SideBySide({
    latencyMs,
    requestMs,
    ...(cloud.quotas === 'aws' ? { quotas: 'aws' as const } : {}),
    ...(saysRetryAfter ? {} : { retryAfterMs: 'none' as const }),
  });
  const quotas = cloud.quotas === 'aws' ? awsQuotas() : [];
  try {
    writeThings(folder, thingsOf(shape));
    const verbs: VerbFigures[] = [];
    for (const verb of benchVerbs) {
      rig.cloud.clock.advance(restMs);
      const { result, elapsedMs, ledger } = await take(rig, folder, verb);
      if (!result.ok) throw new Error(`${titleOf(shape)}: ${verb} failed.`);
      const isStatus = ({ operation }: { readonly operation: string }): boolean =>
        operation === 'GetResourceRequestStatus';
      verbs.push({
        verb,
        ms: elapsedMs,
        leastMs: leastMs(shape, verb, { latencyMs, requestMs, quotas }),
        requests: ledger.filter((entry) => !isStatus(entry)).length,
        leastRequests: leastRequests(shape, verb)
          .filter((one) => !isStatus(one))
          .reduce((sum, { count }) => sum + count, 0),
        statusRequests: ledger.filter(isStatus).length,
        throttled: ledger.filter(({ quota }) => quota !== undefined).length,
      });
    }
    return { shape, cloud, verbs };
  } finally {
    await rig.cloud.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(rig: SideBySide, folder: string, verb: BenchVerb): Promise<Timed<{ readonly ok: boolean }>> {
  switch (verb) {
    case 'plan':
      return rig.time(folder, (stack, common) => stack.plan(common));
    case 'test':
      return rig.run('test', folder);
    case 'build':
    case 'no change':
      return rig.run('build', folder, { parallelism: writesAtOnce });
    case 'teardown':
      return rig.run('teardown', folder, { parallelism: writesAtOnce });
  }
}
