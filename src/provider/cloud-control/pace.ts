import type { Clock } from '../../base/clock.ts';
import type { Interruption } from './interruption.ts';
import type { RequestName } from './wire.ts';

/** A token bucket: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Requests per region: all reading operations share one bucket, each other operation has its own. */
export interface PaceRates {
  readonly reads: Rate;
  readonly mutations: Rate;
}

/** A little under what Cloud Control was seen to bear: about 30 reads a second, 5 of each mutation. */
export const defaultPaceRates: PaceRates = {
  reads: { perSecond: 25, burst: 25 },
  mutations: { perSecond: 5, burst: 5 },
};

/** Keeps requests under the rates at which the service throttles. */
export interface Pace {
  /** Ends when the next request may go out, or at once on interruption. First come, first served. */
  wait(region: string, operation: RequestName, interruption: Interruption): Promise<void>;
  /** The service throttled all the same: what was saved up for a burst is gone. */
  slowDown(region: string, operation: RequestName): void;
}

const readingOperations: ReadonlySet<RequestName> = new Set([
  'GetResource',
  'ListResources',
  'GetResourceRequestStatus',
  'ListResourceRequests',
]);

export function createPace(clock: Clock, rates: PaceRates): Pace {
  // Per bucket the time at which it would be full again: one number is a whole token bucket.
  const fullAtMs = new Map<string, number>();

  function bucketOf(region: string, operation: RequestName): { readonly key: string; readonly rate: Rate } {
    return readingOperations.has(operation)
      ? { key: `${region} reads`, rate: rates.reads }
      : { key: `${region} ${operation}`, rate: rates.mutations };
  }

  return {
    wait: async (region, operation, interruption) => {
      const { key, rate } = bucketOf(region, operation);
      const now = clock.now();
      const intervalMs = 1000 / rate.perSecond;
      const fullAt = Math.max(now, fullAtMs.get(key) ?? now);
      fullAtMs.set(key, fullAt + intervalMs);
      const waitMs = fullAt + intervalMs - rate.burst * intervalMs - now;
      if (waitMs > 0) await interruption.sleep(waitMs);
    },
    slowDown: (region, operation) => {
      const { key, rate } = bucketOf(region, operation);
      const emptyMs = clock.now() + (rate.burst * 1000) / rate.perSecond;
      fullAtMs.set(key, Math.max(emptyMs, fullAtMs.get(key) ?? 0));
    },
  };
}

/** For a cloud that throttles nobody. */
export const unpaced: Pace = { wait: () => Promise.resolve(), slowDown: () => undefined };
