import type { Clock } from '../../base/clock.ts';
import { awsQuotas } from '../../resource-types/quotas/aws-quotas.ts';
import type { Quota } from '../../resource-types/quotas/quota.ts';
import type { Interruption } from './interruption.ts';
import { PaceBucket, type PaceBucketOptions, type Rate, type SlowedRate } from './pace-bucket.ts';
import type { RequestName } from './wire.ts';

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

/** What a pace has to know of a request. */
export interface PacedRequest {
  readonly region: string;
  readonly operation: RequestName;
  readonly typeName?: string | undefined;
}

/** Leave to send a request. */
export interface Leave {
  /** Whether it may still go: it waits again where a rate was lowered before it was sent. */
  holds(): boolean;
}

/** What was throttled. */
export interface Throttled {
  readonly sentAtMs: number;
  /** By the service behind the handler; else nobody says by whom. */
  readonly isByService: boolean;
}

/** Keeps requests under the rates at which Cloud Control and the services behind it throttle. */
export interface Pace {
  /** Ends when the next request may go out, or at once on interruption. First come, first served. */
  wait(request: PacedRequest, interruption: Interruption): Promise<Leave>;
  /**
   * The service throttled all the same: what was saved up for a burst is gone, and the rate is lowered and rises again. Undefined where that
   * was known when the request was sent, or since.
   */
  slowDown(request: PacedRequest, throttled: Throttled): SlowedRate | undefined;
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

/** Those that a handler carries out, and that count for the service behind it. */
const handledOperations: ReadonlySet<RequestName> = new Set([
  'GetResource',
  'ListResources',
  'CreateResource',
  'UpdateResource',
  'DeleteResource',
]);

/** What a request counts for. */
interface Route {
  /** Of Cloud Control itself. */
  readonly own: PaceBucket;
  /** Of the service behind it, as far as its quotas are known. */
  readonly known: readonly PaceBucket[];
  /** Of a service whose quotas nobody knows; undefined where a quota is known, or no service is behind the request. */
  readonly guessed: PaceBucket | undefined;
}

export function createPace(clock: Clock, options: PaceOptions = {}): Pace {
  const { rates = defaultPaceRates, quotas = awsQuotas(), isOpen = false } = options;
  const services = quotas.flatMap((quota) =>
    quota.typeNames === undefined ? [] : [{ quota, types: quota.typeNames.map(typePattern) }],
  );
  const buckets = new Map<string, PaceBucket>();
  const routes = new Map<string, Route>();

  function bucketOf(key: string, made: PaceBucketOptions): PaceBucket {
    const bucket = buckets.get(key) ?? new PaceBucket(clock, made);
    buckets.set(key, bucket);
    return bucket;
  }

  function routeOf(request: PacedRequest): Route {
    const key = `${request.region} ${request.operation} ${request.typeName ?? ''}`;
    const route = routes.get(key) ?? findRoute(request);
    routes.set(key, route);
    return route;
  }

  function findRoute({ region, operation, typeName }: PacedRequest): Route {
    const isRead = readingOperations.has(operation);
    const ownName = isRead ? 'reads' : operation;
    const rate = isRead ? rates.reads : rates.mutations;
    const own = bucketOf(`${region} ${ownName}`, { quota: ownName, rate, isOpen });
    if (typeName === undefined || !handledOperations.has(operation)) return { own, known: [], guessed: undefined };
    const known = services
      .filter(
        ({ quota, types }) =>
          (quota.operations as readonly string[]).includes(operation) && types.some((type) => type.test(typeName)),
      )
      .map(({ quota }) => {
        const separately = quota.separate === true ? ` ${typeName} ${operation}` : '';
        return bucketOf(`${region} ${quota.name}${separately}`, { quota: quota.name, rate: rateOf(quota), isOpen });
      });
    if (known.length > 0) return { own, known, guessed: undefined };
    const quota = `${serviceOf(typeName)} ${isRead ? 'reads' : 'writes'}`;
    // It bears more than Cloud Control lets through, or throttles.
    const guessed = bucketOf(`${region} ${quota}`, { quota, rate, isOpen: true, firstShare: 0.5 });
    return { own, known, guessed };
  }

  return {
    wait: async (request, interruption) => {
      const { own, known, guessed } = routeOf(request);
      const buckets = [...known, ...(guessed === undefined ? [] : [guessed]), own];
      const lowerings = (): number => buckets.reduce((sum, bucket) => sum + bucket.lowerings, 0);
      // What waits for its service takes nothing from the others.
      for (const bucket of buckets) await bucket.wait(interruption);
      const before = lowerings();
      return { holds: () => lowerings() === before };
    },
    slowDown: (request, { sentAtMs, isByService }) => {
      const { own, known, guessed } = routeOf(request);
      const behind = guessed === undefined ? known : [guessed];
      // Which of them was too fast, the answer need not say: the narrowest, as a rule.
      const tooFast = !isByService ? [own, ...known] : behind.length > 0 ? behind : [own];
      const slowed = tooFast.flatMap((bucket) => bucket.lower(sentAtMs) ?? []);
      return slowed.toSorted((left, right) => left.perSecond - right.perSecond)[0];
    },
  };
}

/** `AWS::SQS` of `AWS::SQS::Queue`. */
function serviceOf(typeName: string): string {
  return typeName.split('::').slice(0, 2).join('::');
}

/** Types have letters, digits and colons in their names; `*` stands for any of them. */
function typePattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
}

function rateOf({ perSecond, burst = Math.max(1, perSecond) }: Quota): Rate {
  return { perSecond: perSecond * shareOfQuota, burst: Math.max(1, burst * shareOfQuota) };
}

const alwaysHolds: Leave = { holds: () => true };

/** For a cloud that throttles nobody. */
export const unpaced: Pace = { wait: () => Promise.resolve(alwaysHolds), slowDown: () => undefined };
