import type { Clock } from '../../base/clock.ts';
import { awsQuotas } from '../../resource-types/quotas/aws-quotas.ts';
import type { Quota } from '../../resource-types/quotas/quota.ts';
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

/** How much of a published quota is used: the service counts by its own clock. */
const shareOfQuota = 0.95;

/** How long it takes until a rate that was lowered is what it was, in milliseconds. */
const recoveryMs = 30_000;
/** What is throttled within this time after a rate was lowered was sent before that. */
const sameMomentMs = 1000;
const leastShare = 0.1;

/** What a pace has to know of a request. */
export interface PacedRequest {
  readonly region: string;
  readonly operation: RequestName;
  readonly typeName?: string | undefined;
}

/** A rate that was lowered because the service throttled. */
export interface SlowedRate {
  /** `UserPoolClientRead`, or what of Cloud Control itself is counted: `reads`, `CreateResource`. */
  readonly quota: string;
  readonly perSecond: number;
}

/** Keeps requests under the rates at which Cloud Control and the services behind it throttle. */
export interface Pace {
  /** Ends when the next request may go out, or at once on interruption. First come, first served. */
  wait(request: PacedRequest, interruption: Interruption): Promise<void>;
  /**
   * The service throttled all the same: what was saved up for a burst is gone, and the rate is halved and rises again. Undefined where a moment
   * ago it was lowered already.
   */
  slowDown(request: PacedRequest): SlowedRate | undefined;
}

export interface PaceOptions {
  /** Of Cloud Control itself. Default: `defaultPaceRates`. */
  readonly rates?: PaceRates;
  /** Of the services behind it; those without types are left out. Default: what is known of AWS. */
  readonly quotas?: readonly Quota[];
  /** Nothing is kept back until the service throttles: for what stands in for AWS. Default: false. */
  readonly isOpen?: boolean;
}

const readingOperations: ReadonlySet<RequestName> = new Set([
  'GetResource',
  'ListResources',
  'GetResourceRequestStatus',
  'ListResourceRequests',
]);

interface Bucket {
  readonly quota: string;
  readonly rate: Rate;
  /** How many requests may go at once; below zero so many wait already. */
  tokens: number;
  /** When that was counted. */
  countedAtMs: number;
  /** Nothing is counted until the service throttles. */
  isOpen: boolean;
  /** How much of the rate was used when it was lowered, and when that was. */
  slowed: { readonly share: number; readonly atMs: number } | undefined;
}

export function createPace(clock: Clock, options: PaceOptions = {}): Pace {
  const { rates = defaultPaceRates, quotas = awsQuotas(), isOpen = false } = options;
  const services = quotas.flatMap((quota) =>
    quota.typeNames === undefined ? [] : [{ quota, types: quota.typeNames.map(typePattern) }],
  );
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, quota: string, rate: Rate): Bucket {
    const full = { tokens: rate.burst, countedAtMs: clock.now() };
    const bucket = buckets.get(key) ?? { quota, rate, ...full, isOpen, slowed: undefined };
    buckets.set(key, bucket);
    return bucket;
  }

  function bucketsOf({ region, operation, typeName }: PacedRequest): readonly Bucket[] {
    const own = readingOperations.has(operation)
      ? bucketOf(`${region} reads`, 'reads', rates.reads)
      : bucketOf(`${region} ${operation}`, operation, rates.mutations);
    const behind =
      typeName === undefined
        ? []
        : services.filter(
            ({ quota, types }) =>
              (quota.operations as readonly string[]).includes(operation) && types.some((type) => type.test(typeName)),
          );
    return [own, ...behind.map(({ quota }) => bucketOf(keyOf(quota), quota.name, rateOf(quota)))];

    function keyOf({ name, separate }: Quota): string {
      return `${region} ${name}${separate === true ? ` ${String(typeName)} ${operation}` : ''}`;
    }
  }

  /** How much of its rate a bucket has at a time. */
  function shareOf({ slowed }: Bucket, atMs: number): number {
    return slowed === undefined ? 1 : Math.min(1, slowed.share + Math.max(0, atMs - slowed.atMs) / recoveryMs);
  }

  /** Adds what has come since it was last done, at the rates of that time: what was lowered once holds nothing back when it has risen. */
  function refill(bucket: Bucket): void {
    const now = clock.now();
    const { rate, tokens, countedAtMs } = bucket;
    // A machine's clock may be set back.
    const passedMs = Math.max(0, now - countedAtMs);
    const share = (shareOf(bucket, countedAtMs) + shareOf(bucket, now)) / 2;
    bucket.tokens = Math.min(rate.burst, tokens + (passedMs / 1000) * rate.perSecond * share);
    bucket.countedAtMs = now;
  }

  function take(bucket: Bucket): number {
    if (bucket.isOpen) return 0;
    refill(bucket);
    bucket.tokens -= 1;
    return (Math.max(0, -bucket.tokens) * 1000) / (bucket.rate.perSecond * shareOf(bucket, clock.now()));
  }

  function lower(bucket: Bucket): SlowedRate | undefined {
    const now = clock.now();
    const isAgain = bucket.slowed !== undefined && now - bucket.slowed.atMs < sameMomentMs;
    refill(bucket);
    // Where nothing was counted, the known rate comes first.
    if (!isAgain) {
      bucket.slowed = { share: bucket.isOpen ? 1 : Math.max(leastShare, shareOf(bucket, now) / 2), atMs: now };
      bucket.isOpen = false;
    }
    bucket.tokens = Math.min(0, bucket.tokens);
    return isAgain ? undefined : { quota: bucket.quota, perSecond: bucket.rate.perSecond * shareOf(bucket, now) };
  }

  return {
    wait: async (request, interruption) => {
      const waitMs = Math.max(...bucketsOf(request).map(take));
      if (waitMs > 0) await interruption.sleep(waitMs);
    },
    // Which of them was too fast, the answer does not say; that of the service is the narrower one.
    slowDown: (request) => bucketsOf(request).map(lower).at(-1),
  };
}

/** Types have letters, digits and colons in their names; `*` stands for any of them. */
function typePattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
}

function rateOf({ perSecond, burst = Math.max(1, perSecond) }: Quota): Rate {
  return { perSecond: perSecond * shareOfQuota, burst: Math.max(1, burst * shareOfQuota) };
}

/** For a cloud that throttles nobody. */
export const unpaced: Pace = { wait: () => Promise.resolve(), slowDown: () => undefined };
