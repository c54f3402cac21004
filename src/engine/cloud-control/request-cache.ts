import pLimit from 'p-limit';
import { ok } from '../../base/result.ts';
import type {
  Listing,
  ListRequest,
  Provider,
  Reading,
  TaggedResource,
  TaggedResourcesRequest,
  Target,
} from '../../provider/provider.ts';
import type { CachedReads } from './cached-reads.ts';
import { listedAfter, staysRead, type BearingOn, type KnownChange } from './known-change.ts';
import { keyOf, readingKey, type Known, type Questions } from './questions.ts';
import { StatementReads, type SharedMemory, type WorkedOut } from './statement-reads.ts';
import type { Ending } from './time-limit.ts';

/** Reads that remember: one request for one question until it is forgotten. */
export interface RequestCache {
  /**
   * The reads of one statement, which counts what was sent for it. When `ending` is aborted, nothing more is sent for its sake. `isAhead`:
   * what is asked counts for the first statement that uses the answer in its turn, and a failure is that one's too, unless
   * something was written in between.
   */
  reads(ending?: Ending, isAhead?: boolean): CachedReads;
  /** Takes in what a write has done: what it may have changed is forgotten, what it certainly did not is kept. */
  learn(change: KnownChange, bearingOn: BearingOn): void;
  /** Takes in that a write may have done anything to resources of a type: what does not bear on others is kept. */
  forgetType(typeName: string, bearingOn: BearingOn): void;
  /** Whether a list is known. */
  isListed(request: ListRequest): boolean;
  /** Drops what is known of one resource, so that the next read asks the cloud. */
  forgetReading(target: Target): void;
  /** Drops the answers to questions. */
  forgetAsked(questions: Questions): void;
  /** Drops everything. */
  forget(): void;
}

interface RequestCacheOptions {
  /** Requests under way at one time. */
  readonly concurrency: number;
}

export function createRequestCache(provider: Provider, { concurrency }: RequestCacheOptions): RequestCache {
  return new Memory(provider, concurrency);
}

class Memory implements RequestCache, SharedMemory {
  readonly provider: Provider;
  readonly limit: SharedMemory['limit'];
  readonly readings: Known<Target, Reading> = new Map();
  readonly listings: Known<ListRequest, Listing> = new Map();
  readonly tagged: Known<TaggedResourcesRequest, readonly TaggedResource[]> = new Map();
  /** By subject. */
  readonly workedOut = new WeakMap<object, WorkedOut>();

  constructor(provider: Provider, concurrency: number) {
    this.provider = provider;
    this.limit = pLimit(concurrency);
  }

  reads(ending?: Ending, isAhead = false): CachedReads {
    return new StatementReads(this, ending, isAhead);
  }

  learn(change: KnownChange, bearingOn: BearingOn): void {
    this.#forgetPassing();
    const isUntouched = ({ typeName }: { readonly typeName: string }): boolean =>
      typeName !== change.type.typeName && bearingOn(typeName) === 'none';
    for (const [key, { request }] of this.readings) {
      if (!isUntouched(request) && !staysRead(request, change, bearingOn)) this.readings.delete(key);
    }
    for (const [key, { request, settled }] of this.listings) {
      if (isUntouched(request)) continue;
      // What is under way may have been answered before the change or after it.
      const after = settled === undefined ? undefined : listedAfter(request, settled, change, bearingOn);
      if (after === undefined) this.listings.delete(key);
      else if (after !== settled)
        this.listings.set(key, {
          key,
          known: this.listings,
          request,
          answer: Promise.resolve(ok(after)),
          settled: after,
          waiting: [],
          isAhead: false,
          hasFailed: false,
        });
    }
  }

  forgetType(typeName: string, bearingOn: BearingOn): void {
    this.#forgetPassing();
    for (const known of [this.readings, this.listings])
      for (const [key, { request }] of known)
        if (request.typeName === typeName || bearingOn(request.typeName) !== 'none') known.delete(key);
  }

  forgetAsked(questions: Questions): void {
    for (const { known, key } of questions) known?.delete(key);
  }

  isListed(request: ListRequest): boolean {
    return this.listings.get(keyOf(request))?.settled !== undefined;
  }

  forgetReading(target: Target): void {
    this.readings.delete(readingKey(target));
  }

  forget(): void {
    for (const known of [this.readings, this.listings, this.tagged]) known.clear();
  }

  /** After a write: what has which tags may be otherwise, and what failed ahead of it may not fail any more. */
  #forgetPassing(): void {
    this.tagged.clear();
    for (const known of [this.readings, this.listings])
      for (const [key, { hasFailed }] of known) if (hasFailed) known.delete(key);
  }
}
