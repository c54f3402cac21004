import { type Backoff, waitMs } from '../../base/backoff.ts';
import type { RandomSource } from '../../base/random.ts';
import type { FailureKind } from '../failure.ts';

/** How often something is tried, and how long is waited between. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoff: Backoff;
}

/**
 * What is tried again, by the kind of the failure, each kind by its own count. Other kinds are answers: asking again would bring the same.
 */
export const requestRetries: Readonly<Partial<Record<FailureKind, RetryPolicy>>> = {
  throttled: { attempts: 8, backoff: { firstMs: 1000, factor: 2, capMs: 20_000 } },
  unreachable: { attempts: 4, backoff: { firstMs: 200, factor: 3, capMs: 5000 } },
  service: { attempts: 4, backoff: { firstMs: 200, factor: 3, capMs: 5000 } },
  // A cut answer is worth one more look. A mutation keeps its ClientToken, so that it happens once all the same.
  malformed: { attempts: 2, backoff: { firstMs: 200, factor: 1, capMs: 200 } },
};

/** A signature that was refused because of the time of day; the SDK has corrected its clock since. */
export const clockSkewRetry: RetryPolicy = { attempts: 2, backoff: { firstMs: 0, factor: 1, capMs: 0 } };

/** Requests that ended FAILED because the service behind the handler throttled; each new one has a new ClientToken. */
export const reissues: RetryPolicy = { attempts: 5, backoff: { firstMs: 2000, factor: 2, capMs: 30_000 } };

/** Mutations that were refused because another one was running on the resource, and waited for its end. */
export const concurrentOperationRetries: RetryPolicy = {
  attempts: 6,
  backoff: { firstMs: 1000, factor: 2, capMs: 10_000 },
};

/** The wait before try `attempt` (0 is the first wait): at least half of the backoff, the rest by chance. */
export function jitteredWaitMs(policy: RetryPolicy, attempt: number, random: RandomSource): number {
  const fullMs = waitMs(policy.backoff, attempt);
  const [byte = 0, nextByte = 0] = random.bytes(2);
  return Math.round((fullMs / 2) * (1 + (byte * 256 + nextByte) / 65_535));
}
