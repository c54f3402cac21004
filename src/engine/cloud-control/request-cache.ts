import pLimit from 'p-limit';
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

/** Reads that remember: one request for one question until it is forgotten. */
export interface RequestCache {
  /**
   * The reads of one statement, which counts what was sent for it. When `signal` is aborted, nothing more is sent for its sake. `isAhead`:
   * what is asked counts for the first statement that uses the answer in its turn, and a failure is that one's too, unless
   * something was written in between.
   */
  reads(signal?: AbortSignal, isAhead?: boolean): CachedReads;
  /** Takes in what a write has done: what it may have changed is forgotten, what it certainly did not is kept. */
  learn(change: KnownChange, bearingOn: BearingOn): void;
  /** Takes in that a write may have done anything to resources of a type: what does not bear on others is kept. */
  forgetType(typeName: string, bearingOn: BearingOn): void;
  /** Whether a list is known. */
  isListed(request: ListRequest): boolean;
  /** Drops what is known of one resource, so that the next read asks the cloud. */
  forgetReading(target: Target): void;
  /** Drops the answers to questions, by their keys. */
  forgetAsked(keys: Iterable<string>): void;
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
  /** The questions that were asked, whoever had asked them before: by key, what stands for the answer. */
  asked(): Questions;
  /** What was worked out for a subject from answers that all still hold; undefined where some do not, or nothing is remembered. */
  recall(subject: object, variant: string | undefined): Rows | undefined;
  /** Remembers what was worked out for a subject from the answers to all that was asked. */
  remember(subject: object, variant: string | undefined, rows: Rows): void;
}

export type Questions = ReadonlyMap<string, object>;

type Asking<Name extends 'requestStatus' | 'listRequests' | 'taggedResources'> = Parameters<Provider[Name]>[0];

interface RequestCacheOptions {
  /** Requests under way at one time. */
  readonly concurrency: number;
}

/** A question that was asked, and its answer once there is one. */
interface Asked<Request, Answer> {
  readonly request: Request;
  readonly answer: Promise<Result<Answer, Failure>>;
  settled: Answer | undefined;
  /** The signals of the statements that wait for it. */
  readonly waiting: (AbortSignal | undefined)[];
  /** It was asked ahead, and no statement has used the answer in its turn. */
  isAhead: boolean;
  hasFailed: boolean;
}

/** What came of questions, and for what. */
interface WorkedOut {
  readonly variant: string | undefined;
  readonly rows: Rows;
  readonly from: Questions;
}

/** The statement that asks. */
interface Statement {
  readonly isAhead: boolean;
  readonly signal: AbortSignal | undefined;
  readonly keys: Map<string, object>;
  readonly sending: () => void;
}

export function createRequestCache(provider: Provider, { concurrency }: RequestCacheOptions): RequestCache {
  const limit = pLimit(concurrency);
  const readings = new Map<string, Asked<Target, Reading>>();
  const listings = new Map<string, Asked<ListRequest, Listing>>();
  const tagged = new Map<string, Asked<TaggedResourcesRequest, readonly TaggedResource[]>>();

  /** After a write: what has which tags may be otherwise, and what failed ahead of it may not fail any more. */
  const forgetPassing = (): void => {
    tagged.clear();
    for (const known of [readings, listings])
      for (const [key, { hasFailed }] of known) if (hasFailed) known.delete(key);
  };

  const workedOut = new WeakMap<object, WorkedOut>();

  /** Whether each question would be answered as it was. */
  const holds = (questions: Questions): boolean =>
    [...questions].every(([key, asked]) => [readings, listings, tagged].some((known) => known.get(key) === asked));

  /** What was asked ahead counts for the first statement that uses it in its turn. */
  const countFor = ({ isAhead, sending }: Statement, asked: object): void => {
    if (isAhead || !('isAhead' in asked) || asked.isAhead !== true) return;
    asked.isAhead = false;
    sending();
  };

  /** A failure is no knowledge: the next one who asks sends the request again. */
  const once = async <Request extends object, T>(
    known: Map<string, Asked<Request, T>>,
    request: Request,
    ask: () => Promise<Result<T, Failure>>,
    interruption: () => Failure,
    statement: Statement,
  ): Promise<Result<T, Failure>> => {
    const { signal, sending, keys, isAhead } = statement;
    const key = keyOf(request);
    const use = async (used: Asked<Request, T>): Promise<Result<T, Failure>> => {
      countFor(statement, used);
      const answer = await used.answer;
      if (answer.ok) used.settled = answer.value;
      else {
        used.hasFailed = true;
        // Who asked ahead may have been out of time; its turn has time of its own.
        const isKept = used.isAhead && answer.error.kind !== 'interrupted';
        if (!isKept && known.get(key) === used) known.delete(key);
      }
      return answer;
    };
    const kept = known.get(key);
    if (kept !== undefined) {
      keys.set(key, kept);
      if (kept.settled === undefined) kept.waiting.push(signal);
      return use(kept);
    }
    const waiting = [signal];
    const asked: Asked<Request, T> = {
      request,
      answer: limit(async () => {
        if (waiting.every((one) => one?.aborted === true)) return err(interruption());
        if (!isAhead) sending();
        return ask();
      }),
      settled: undefined,
      waiting,
      isAhead,
      hasFailed: false,
    };
    known.set(key, asked);
    keys.set(key, asked);
    return use(asked);
  };

  const reads = (signal?: AbortSignal, isAhead = false): CachedReads => {
    // How requests stand changes by itself: it is remembered for one statement only.
    const statuses = new Map<string, Asked<Asking<'requestStatus'>, RequestEvent>>();
    const requests = new Map<string, Asked<Asking<'listRequests'>, readonly RequestEvent[]>>();
    let requestsSent = 0;
    const keys = new Map<string, object>();
    const statement: Statement = {
      isAhead,
      signal,
      keys,
      sending: () => {
        requestsSent += 1;
      },
    };
    return {
      read: (target) =>
        once(
          readings,
          target,
          () => provider.read(target),
          () => interrupted('GetResource', target.region, target.typeName, target.identifier),
          statement,
        ),
      list: (request) =>
        once(
          listings,
          request,
          () => provider.list(request),
          () => interrupted('ListResources', request.region, request.typeName, undefined),
          statement,
        ),
      requestStatus: (request) =>
        once(
          statuses,
          request,
          () => provider.requestStatus(request),
          () => interrupted('GetResourceRequestStatus', request.region, '', undefined),
          statement,
        ),
      listRequests: (request) =>
        once(
          requests,
          request,
          () => provider.listRequests(request),
          () => interrupted('ListResourceRequests', request.region, '', undefined),
          statement,
        ),
      taggedResources: (request) =>
        once(
          tagged,
          request,
          () => provider.taggedResources(request),
          () => interrupted('GetResources', request.region, '', undefined),
          statement,
        ),
      sent: () => requestsSent,
      asked: () => keys,
      recall: (subject, variant) => {
        const known = workedOut.get(subject);
        if (known === undefined || known.variant !== variant || !holds(known.from)) return undefined;
        for (const [key, asked] of known.from) {
          keys.set(key, asked);
          countFor(statement, asked);
        }
        return known.rows;
      },
      remember: (subject, variant, rows) => {
        // What was worked out from nothing may be another thing the next time.
        if (keys.size > 0) workedOut.set(subject, { variant, rows, from: new Map(keys) });
      },
    };
  };

  return {
    reads,
    learn: (change, bearingOn) => {
      forgetPassing();
      const isUntouched = ({ typeName }: { readonly typeName: string }): boolean =>
        typeName !== change.type.typeName && bearingOn(typeName) === 'none';
      for (const [key, { request }] of readings) {
        if (!isUntouched(request) && !staysRead(request, change, bearingOn)) readings.delete(key);
      }
      for (const [key, { request, settled }] of listings) {
        if (isUntouched(request)) continue;
        // What is under way may have been answered before the change or after it.
        const after = settled === undefined ? undefined : listedAfter(request, settled, change, bearingOn);
        if (after === undefined) listings.delete(key);
        else if (after !== settled)
          listings.set(key, {
            request,
            answer: Promise.resolve(ok(after)),
            settled: after,
            waiting: [],
            isAhead: false,
            hasFailed: false,
          });
      }
    },
    forgetType: (typeName, bearingOn) => {
      forgetPassing();
      for (const known of [readings, listings])
        for (const [key, { request }] of known)
          if (request.typeName === typeName || bearingOn(request.typeName) !== 'none') known.delete(key);
    },
    forgetAsked: (keys) => {
      for (const key of keys) for (const known of [readings, listings, tagged]) known.delete(key);
    },
    isListed: (request) => listings.get(keyOf(request))?.settled !== undefined,
    forgetReading: (target) => {
      readings.delete(keyOf(target));
    },
    forget: () => {
      for (const known of [readings, listings, tagged]) known.clear();
    },
  };
}

function keyOf(request: object): string {
  // Requests are plain JSON.
  return canonicalJson(request as unknown as Json);
}
