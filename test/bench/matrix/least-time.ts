import { globOf } from '../../../src/base/glob.ts';
import type { Quota } from '../../../src/resource-types/quotas/quota.ts';
import { isListed, leastRequests, listPages, type BenchVerb, type CountedRequests } from './least-requests.ts';
import { kindAt, type Shape } from './shape.ts';

/** How a cloud answers, and how many requests may be under way there. */
export interface CloudTimes {
  readonly latencyMs: number;
  /** How long a write takes after its request was accepted. */
  readonly requestMs: number;
  /** Those that it throttles by. Default: none. */
  readonly quotas?: readonly Quota[];
}

export const readsAtOnce = 16;
export const writesAtOnce = 10;

/** Milliseconds in which nobody can do it: the longest way of latencies and writes, and what the quotas let through. */
export function leastMs(shape: Shape, verb: BenchVerb, cloud: CloudTimes): number {
  const requests = leastRequests(shape, verb);
  const byQuota = (cloud.quotas ?? []).flatMap((quota) => bucketsOf(quota, requests).map(leastMsOf(quota, cloud)));
  return Math.max(longestWayMs(shape, verb, cloud), ...byQuota);
}

function longestWayMs(shape: Shape, verb: BenchVerb, { latencyMs, requestMs }: CloudTimes): number {
  const { count } = shape;
  const listed = Array.from({ length: count }, (_, index) => kindAt(shape, index)).filter(isListed).length;
  const named = count - listed;
  // A write, and the question after its end.
  const writeMs = 2 * latencyMs + requestMs;
  const isChain = shape.kind === 'chain';
  const rounds = isChain ? count : Math.ceil(count / writesAtOnce);
  switch (verb) {
    case 'no change':
    case 'plan':
    case 'test':
      return latencyMs * (isChain ? count : readRounds(listed, named));
    // The first is asked for, and each is read after its write. In a chain nothing can be asked for before what it is named after has been read.
    case 'build':
      return (isChain ? rounds : 1) * latencyMs + rounds * (writeMs + latencyMs);
    // The first is read before. One more request, where a round needs it: what was told by a list is read in the first, what is named is asked
    // for after the last.
    case 'teardown': {
      const inOtherRounds = (rounds - 1) * (isChain ? 1 : writesAtOnce);
      const more = Math.max(listed, named) > inOtherRounds ? 1 : 0;
      return (isChain ? rounds : 1) * latencyMs + rounds * writeMs + more * latencyMs;
    }
  }
}

/**
 * How many reads follow each other at least: the first page of a list comes before what it tells of, and the last page before the last of that. In
 * the first round there is nothing beside a list but what is named.
 */
function readRounds(listed: number, named: number): number {
  if (listed === 0) return Math.ceil(named / readsAtOnce);
  const pages = listPages(listed);
  const inFirst = Math.min(readsAtOnce, 1 + named);
  return Math.max(pages + 1, 1 + Math.ceil((pages + listed + named - inFirst) / readsAtOnce));
}

/** The requests that count together. */
function bucketsOf(quota: Quota, requests: readonly CountedRequests[]): readonly (readonly CountedRequests[])[] {
  const types = quota.typeNames?.map(globOf);
  const counted = requests.filter(
    ({ operation, typeName }) =>
      quota.operations.includes(operation) && (types?.some((type) => type.test(typeName)) ?? true),
  );
  // Those of Cloud Control itself tell operations and types apart, too.
  return quota.separate === true ? counted.map((one) => [one]) : [counted];
}

/** When the last of them may go out, and what follows it at least. */
function leastMsOf({ perSecond, burst = Math.max(1, perSecond) }: Quota, { latencyMs, requestMs }: CloudTimes) {
  return (bucket: readonly CountedRequests[]): number => {
    const all = bucket.reduce((sum, { count }) => sum + count, 0);
    const afterMs = Math.min(...bucket.map(({ operation }) => tailMs(operation)));
    return all <= burst ? 0 : ((all - burst) / perSecond) * 1000 + afterMs;
  };

  function tailMs(operation: CountedRequests['operation']): number {
    switch (operation) {
      case 'CreateResource':
      case 'UpdateResource':
        return 3 * latencyMs + requestMs;
      case 'DeleteResource':
        return 2 * latencyMs + requestMs;
      default:
        return latencyMs;
    }
  }
}
