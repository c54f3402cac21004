import type { Clock } from '../../base/clock.ts';
import type { Interruption } from './interruption.ts';
import { fullMsBetween, msUntil, shareAt, type SlowedShare } from './slowed-share.ts';

/** A token bucket: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A rate that was lowered because the service throttled. */
export interface SlowedRate {
  /** `UserPoolClientRead`; `AWS::SQS reads` of a service whose quotas nobody knows; of Cloud Control itself `reads`, or the operation. */
  readonly quota: string;
  readonly perSecond: number;
}

export interface PaceBucketOptions {
  readonly quota: string;
  readonly rate: Rate;
  /** Nothing is counted until the service throttles. */
  readonly isOpen: boolean;
  /** How much of the rate is used when counting begins where nothing was counted. Default: all of it. */
  readonly firstShare?: number;
}

const leastShare = 0.1;
/** A rate that is lowered stays so for this many requests, so that hardly one of a hundred is throttled; then more is tried. */
const provingRequests = 100;
const longestHoldMs = 60_000;
const leastWaitMs = 0.001;

/** The requests that count for one quota, in the order in which they have asked. */
export class PaceBucket {
  readonly #clock: Clock;
  readonly #quota: string;
  readonly #rate: Rate;
  readonly #firstShare: number;
  #isOpen: boolean;
  /** How many have asked. */
  #asked = 0;
  /** How many of them may go, with what is saved up; a request goes when it has reached the request's number. */
  #granted: number;
  /** When that was counted. */
  #countedAtMs: number;
  #slowed: SlowedShare | undefined;
  #lowerings = 0;

  constructor(clock: Clock, { quota, rate, isOpen, firstShare = 1 }: PaceBucketOptions) {
    this.#clock = clock;
    this.#quota = quota;
    this.#rate = rate;
    this.#isOpen = isOpen;
    this.#firstShare = firstShare;
    this.#granted = rate.burst;
    this.#countedAtMs = clock.now();
  }

  /** How often the rate was lowered: what was allowed before, and has not gone, asks again. */
  get lowerings(): number {
    return this.#lowerings;
  }

  /** Ends when one more request may go, or on interruption. First come, first served. */
  async wait(interruption: Interruption): Promise<void> {
    // What is saved up is for those who come after it was.
    this.#refill();
    this.#asked += 1;
    const number = this.#asked;
    for (;;) {
      const waitMs = this.#isOpen ? 0 : this.#waitMs(number);
      if (waitMs === 0 || interruption.isInterrupted) return;
      // The rate may be lowered meanwhile.
      await interruption.sleep(waitMs);
    }
  }

  /**
   * The service has throttled a request that was sent at a time: what was saved up for a burst is gone, and the rate is lowered. Undefined where
   * it was lowered already when the request was sent, or since.
   */
  lower(sentAtMs: number): SlowedRate | undefined {
    const now = this.#clock.now();
    this.#refill();
    this.#granted = this.#isOpen ? this.#asked : Math.min(this.#granted, this.#asked);
    if (this.#slowed !== undefined && sentAtMs <= this.#slowed.atMs) return undefined;
    const share = this.#lowerShare(now);
    const perSecond = this.#rate.perSecond * share;
    this.#slowed = { share, atMs: now, holdMs: Math.min(longestHoldMs, (provingRequests * 1000) / perSecond) };
    this.#lowerings += 1;
    this.#isOpen = false;
    // The bucket of the service is empty, too: there has to be something in it first.
    this.#granted -= 1;
    return { quota: this.#quota, perSecond };
  }

  #lowerShare(now: number): number {
    if (this.#isOpen) return this.#firstShare;
    const share = shareAt(this.#slowed, now);
    // What went well for long was not too fast: what was tried after that was.
    if (this.#slowed !== undefined && share > this.#slowed.share && share < 1) return this.#slowed.share;
    return Math.max(leastShare, share / 2);
  }

  /** How long the request with a number waits from now on, as long as the rate is not lowered. */
  #waitMs(number: number): number {
    this.#refill();
    const missing = number - this.#granted;
    if (missing <= 0) return 0;
    // The clock may not show the last fraction of a millisecond.
    return Math.max(leastWaitMs, msUntil((missing * 1000) / this.#rate.perSecond, this.#slowed, this.#clock.now()));
  }

  /** Adds what has come since it was last done. */
  #refill(): void {
    const now = this.#clock.now();
    const passedMs = now - this.#countedAtMs;
    // A machine's clock may be set back.
    if (passedMs < 0 && this.#slowed !== undefined)
      this.#slowed = { ...this.#slowed, atMs: this.#slowed.atMs + passedMs };
    const { perSecond, burst } = this.#rate;
    const came = passedMs > 0 ? (fullMsBetween(this.#slowed, this.#countedAtMs, now) * perSecond) / 1000 : 0;
    this.#granted = Math.min(this.#asked + burst, this.#granted + came);
    this.#countedAtMs = now;
  }
}
