import type { Clock } from '../../base/clock.ts';
import { globOf } from '../../base/glob.ts';
import type { FaultEffect } from '../faults/fault.ts';
import { homeOf } from '../home.ts';
import type { Place } from '../world.ts';
import type { Quota } from '../../resource-types/quotas/quota.ts';

/** What a request counts as. */
export interface QuotaUse extends Place {
  readonly operation: string;
  readonly typeName: string | undefined;
}

/** A quota that a request is beyond, and what becomes of the request. */
export interface QuotaExceeded {
  readonly name: string;
  readonly effect: FaultEffect;
}

/** What the sum of fractions of milliseconds may be off by. */
const roundingMs = 0.001;

const changes: readonly string[] = ['CreateResource', 'UpdateResource', 'DeleteResource'];

/** Counts requests against quotas, each account and region on its own. */
export class QuotaBuckets {
  readonly #clock: Clock;
  readonly #quotas: readonly { readonly quota: Quota; readonly types: readonly RegExp[] }[];
  /** By bucket, when it will be full again: that one number is a whole token bucket. */
  readonly #fullAtMs = new Map<string, number>();

  constructor(quotas: readonly Quota[], clock: Clock) {
    this.#clock = clock;
    this.#quotas = quotas.map((quota) => ({ quota, types: (quota.typeNames ?? []).map(globOf) }));
  }

  /** Takes the request from every bucket that it counts for, or answers with the first that is empty. */
  take(use: QuotaUse): QuotaExceeded | undefined {
    for (const { quota, types } of this.#quotas) {
      const { typeName } = use;
      if (!(quota.operations as readonly string[]).includes(use.operation)) continue;
      if (quota.typeNames !== undefined && !types.some((type) => type.test(typeName ?? ''))) continue;
      if (!this.#takeFrom(quota, use)) return { name: quota.name, effect: effectOf(quota, use) };
    }
    return undefined;
  }

  #takeFrom(quota: Quota, { accountId, region, operation, typeName = '' }: QuotaUse): boolean {
    const { perSecond, burst = Math.max(1, perSecond) } = quota;
    const home = quota.typeNames === undefined ? { region } : homeOf(typeName, { accountId, region });
    const own = quota.separate === true ? [operation, typeName] : [];
    const key = JSON.stringify([accountId, home.region, quota.name, ...own]);
    const nowMs = this.#clock.now();
    const intervalMs = 1000 / perSecond;
    const nextMs = Math.max(nowMs, this.#fullAtMs.get(key) ?? nowMs) + intervalMs;
    if (nextMs - nowMs > burst * intervalMs + roundingMs) return false;
    this.#fullAtMs.set(key, nextMs);
    return true;
  }
}

/** Cloud Control refuses by itself; the throttling of a service is found out by the type's handler. */
function effectOf({ typeNames }: Quota, { operation, typeName = '' }: QuotaUse): FaultEffect {
  if (typeNames === undefined) return { kind: 'throttled' };
  if (changes.includes(operation)) return { kind: 'fail', code: 'Throttling', message: 'Rate exceeded' };
  const message = `${typeName} Handler returned status FAILED: Rate exceeded (HandlerErrorCode: Throttling)`;
  return { kind: 'error', name: 'ThrottlingException', message };
}
