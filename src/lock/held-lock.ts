import type { Clock } from '../base/clock.ts';
import type { LockEvent } from './events.ts';
import type { Lease } from './lease.ts';
import type { Leases } from './leases.ts';

interface HeldLockOptions {
  readonly number: number;
  readonly lease: Lease;
  /** When its create was sent, in milliseconds since the epoch: from then on it counts. */
  readonly writtenMs: number;
  readonly clock: Clock;
  readonly emit: (event: LockEvent) => void;
}

/**
 * A lock that this run has taken. It is renewed at a third of its duration, whenever something happens or the clock strikes. Where that
 * comes too late, or somebody has taken or removed it meanwhile, it is lost.
 */
export class HeldLock {
  readonly #leases: Leases;
  readonly #options: HeldLockOptions;
  readonly #lost = new AbortController();
  readonly #stopRenewing: () => void;
  #renewedMs: number;
  #renewal: Promise<void> | undefined;
  #isReleased = false;

  constructor(leases: Leases, options: HeldLockOptions) {
    this.#leases = leases;
    this.#options = options;
    const { clock, lease, writtenMs } = options;
    this.#renewedMs = writtenMs;
    this.#stopRenewing = clock.every?.(lease.durationMs / 10, () => this.renewIfDue()) ?? (() => undefined);
  }

  /** Aborted when the lock is lost. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Begins a renewal where it is time for one. */
  renewIfDue(): void {
    const { clock, lease } = this.#options;
    const isDue = clock.now() - this.#renewedMs >= lease.durationMs / 3;
    if (!isDue || this.#isReleased || this.#lost.signal.aborted) return;
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
  }

  /** Whether it still is this run's, renewed first where it is time for that. */
  async isHeld(): Promise<boolean> {
    this.renewIfDue();
    await this.#renewal;
    return !this.#lost.signal.aborted;
  }

  /** Marks the lock free, unless it is not this run's any more. */
  async release(): Promise<void> {
    this.#isReleased = true;
    this.#stopRenewing();
    await this.#renewal;
    const { number, lease } = this.#options;
    if (!this.#lost.signal.aborted && (await this.#isOurs()) === true) {
      // Where that fails, the lock is free once its duration is over.
      await this.#leases.write(number, { ...lease, state: 'free' });
    }
  }

  async #renew(): Promise<void> {
    const { clock, lease, number } = this.#options;
    const startedMs = clock.now();
    const isOurs = await this.#isOurs();
    const until = new Date(startedMs + lease.durationMs).toISOString();
    const written = isOurs === true ? await this.#leases.write(number, { ...lease, until }) : undefined;
    if (written?.ok === true) this.#renewedMs = startedMs;
    // What could not be asked is asked again at the next occasion, as long as nobody can have taken the lock for stale.
    const isStale = clock.now() - this.#renewedMs >= lease.durationMs;
    if (isOurs === false || isStale) this.#lose();
  }

  /** Whether the lease is there as this run wrote it, and none above it; undefined where that cannot be told. */
  async #isOurs(): Promise<boolean | undefined> {
    const { number, lease } = this.#options;
    const own = await this.#leases.read(number);
    const above = await this.#leases.read(number + 1);
    if (!own.ok || !above.ok) return undefined;
    return own.value?.lease?.token === lease.token && above.value === undefined;
  }

  #lose(): void {
    const { emit, number } = this.#options;
    if (this.#lost.signal.aborted) return;
    this.#stopRenewing();
    emit({ kind: 'lock.lost', name: this.#leases.nameOf(number) });
    this.#lost.abort();
  }
}
