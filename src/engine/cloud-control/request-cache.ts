import pLimit, { type LimitFunction } from 'p-limit';
import { canonicalJson, type Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../provider/failure.ts';
import type {
  Listing,
  ListRequest,
  Provider,
  Reading,
  RequestEvent,
  TaggedResource,
  TaggedResourcesRequest,
  Target,
} from '../../provider/provider.ts';
import type { Rows } from '../rows.ts';
import { listedAfter, staysRead, type BearingOn, type KnownChange } from './known-change.ts';
import { interrupted } from './statement-failure.ts';
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

export interface CachedReads {
  read(target: Target): Promise<Result<Reading, Failure>>;
  list(request: ListRequest): Promise<Result<Listing, Failure>>;
  /** Remembered for this statement only. */
  requestStatus(request: Asking<'requestStatus'>): ReturnType<Provider['requestStatus']>;
  listRequests(request: Asking<'listRequests'>): ReturnType<Provider['listRequests']>;
  /** Remembered until the next write of whatever type. */
  taggedResources(request: Asking<'taggedResources'>): ReturnType<Provider['taggedResources']>;
  /** How many requests these reads sent; what others had asked before is none. */
  sent(): number;
  /** The questions that were asked, whoever had asked them before; it grows as more are asked. */
  asked(): Questions;
  /** What was worked out for a subject from answers that all still hold; undefined where some do not, or nothing is remembered. */
  recall(subject: object, variant: string | undefined): Rows | undefined;
  /** Remembers what was worked out for a subject from the answers to all that was asked. */
  remember(subject: object, variant: string | undefined, rows: Rows): void;
}

/** Questions with what stands for their answers; the same one may be there twice. */
export type Questions = readonly Question[];

type Asking<Name extends 'requestStatus' | 'listRequests' | 'taggedResources'> = Parameters<Provider[Name]>[0];

interface RequestCacheOptions {
  /** Requests under way at one time. */
  readonly concurrency: number;
}

/** A question that was asked. */
export interface Question {
  readonly key: string;
  /** Where its answer is remembered as long as it holds; undefined for what a statement remembers for itself. */
  readonly known: Map<string, Question> | undefined;
  /** It was asked ahead, and no statement has used the answer in its turn. */
  isAhead: boolean;
}

/** A question and its answer once there is one. */
interface Asked<Request, Answer> extends Question {
  readonly request: Request;
  readonly answer: Promise<Result<Answer, Failure>>;
  settled: Answer | undefined;
  /** When those end that wait for it. */
  readonly waiting: (Ending | undefined)[];
  hasFailed: boolean;
}

type Known<Request, Answer> = Map<string, Asked<Request, Answer>>;

/** What came of questions, and for what. */
interface WorkedOut {
  readonly variant: string | undefined;
  readonly rows: Rows;
  readonly from: Questions;
}

export function createRequestCache(provider: Provider, { concurrency }: RequestCacheOptions): RequestCache {
  return new Memory(provider, concurrency);
}

class Memory implements RequestCache {
  readonly provider: Provider;
  readonly limit: LimitFunction;
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

/** How a question is asked that nobody has asked before. */
interface Way<Answer> {
  readonly ask: () => Promise<Result<Answer, Failure>>;
  /** What the answer is where nobody waits for it any more. */
  readonly interruption: () => Failure;
}

/** The reads of one statement. */
class StatementReads implements CachedReads {
  readonly #memory: Memory;
  readonly #ending: Ending | undefined;
  readonly #isAhead: boolean;
  readonly #asked: Question[] = [];
  #sent = 0;
  // How requests stand changes by itself: it is remembered for one statement only.
  #statuses: Known<Asking<'requestStatus'>, RequestEvent> | undefined;
  #requests: Known<Asking<'listRequests'>, readonly RequestEvent[]> | undefined;

  constructor(memory: Memory, ending: Ending | undefined, isAhead: boolean) {
    this.#memory = memory;
    this.#ending = ending;
    this.#isAhead = isAhead;
  }

  read(target: Target): Promise<Result<Reading, Failure>> {
    const { readings, provider } = this.#memory;
    return this.#once(readings, readingKey(target), target, {
      ask: () => provider.read(target),
      interruption: () => interrupted('GetResource', target.region, target.typeName, target.identifier),
    });
  }

  list(request: ListRequest): Promise<Result<Listing, Failure>> {
    const { listings, provider } = this.#memory;
    return this.#once(listings, keyOf(request), request, {
      ask: () => provider.list(request),
      interruption: () => interrupted('ListResources', request.region, request.typeName, undefined),
    });
  }

  requestStatus(request: Asking<'requestStatus'>): ReturnType<Provider['requestStatus']> {
    this.#statuses ??= new Map();
    return this.#once(this.#statuses, keyOf(request), request, {
      ask: () => this.#memory.provider.requestStatus(request),
      interruption: () => interrupted('GetResourceRequestStatus', request.region, '', undefined),
    });
  }

  listRequests(request: Asking<'listRequests'>): ReturnType<Provider['listRequests']> {
    this.#requests ??= new Map();
    return this.#once(this.#requests, keyOf(request), request, {
      ask: () => this.#memory.provider.listRequests(request),
      interruption: () => interrupted('ListResourceRequests', request.region, '', undefined),
    });
  }

  taggedResources(request: Asking<'taggedResources'>): ReturnType<Provider['taggedResources']> {
    const { tagged, provider } = this.#memory;
    return this.#once(tagged, keyOf(request), request, {
      ask: () => provider.taggedResources(request),
      interruption: () => interrupted('GetResources', request.region, '', undefined),
    });
  }

  sent(): number {
    return this.#sent;
  }

  asked(): Questions {
    return this.#asked;
  }

  recall(subject: object, variant: string | undefined): Rows | undefined {
    const known = this.#memory.workedOut.get(subject);
    if (known === undefined || known.variant !== variant || !known.from.every(holds)) return undefined;
    for (const asked of known.from) {
      this.#asked.push(asked);
      this.#countFor(asked);
    }
    return known.rows;
  }

  remember(subject: object, variant: string | undefined, rows: Rows): void {
    // What was worked out from nothing may be another thing the next time.
    if (this.#asked.length > 0) this.#memory.workedOut.set(subject, { variant, rows, from: this.#asked });
  }

  #once<Request extends object, T>(
    known: Known<Request, T>,
    key: string,
    request: Request,
    { ask, interruption }: Way<T>,
  ): Promise<Result<T, Failure>> {
    const kept = known.get(key);
    if (kept !== undefined) {
      this.#asked.push(kept);
      if (kept.settled === undefined) kept.waiting.push(this.#ending);
      return this.#use(known, kept);
    }
    const { limit } = this.#memory;
    const waiting = [this.#ending];
    const isPassing = known === this.#statuses || known === this.#requests;
    const asked: Asked<Request, T> = {
      key,
      known: isPassing ? undefined : known,
      request,
      answer: limit(() => {
        if (waiting.every((one) => one?.aborted === true)) return err(interruption());
        if (!this.#isAhead) this.#sent += 1;
        return ask();
      }),
      settled: undefined,
      waiting,
      isAhead: this.#isAhead,
      hasFailed: false,
    };
    known.set(key, asked);
    this.#asked.push(asked);
    return this.#use(known, asked);
  }

  /** A failure is no knowledge: the next one who asks sends the request again. */
  async #use<Request extends object, T>(
    known: Known<Request, T>,
    used: Asked<Request, T>,
  ): Promise<Result<T, Failure>> {
    this.#countFor(used);
    const answer = await used.answer;
    if (answer.ok) {
      used.settled = answer.value;
      used.waiting.length = 0;
    } else {
      used.hasFailed = true;
      // Who asked ahead may have been out of time; its turn has time of its own.
      const isKept = used.isAhead && answer.error.kind !== 'interrupted';
      if (!isKept && known.get(used.key) === used) known.delete(used.key);
    }
    return answer;
  }

  /** What was asked ahead counts for the first statement that uses it in its turn. */
  #countFor(asked: Question): void {
    if (this.#isAhead || !asked.isAhead) return;
    asked.isAhead = false;
    this.#sent += 1;
  }
}

/** Whether a question would be answered as it was. */
function holds(asked: Question): boolean {
  return asked.known?.get(asked.key) === asked;
}

/** The most frequent question has a short way to its key. */
function readingKey({ typeName, region, identifier, roleArn, typeVersionId }: Target): string {
  return JSON.stringify([typeName, region, identifier, roleArn, typeVersionId]);
}

function keyOf(request: object): string {
  // Requests are plain JSON.
  return canonicalJson(request as unknown as Json);
}
