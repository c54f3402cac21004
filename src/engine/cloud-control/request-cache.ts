import pLimit from 'p-limit';
import { canonicalJson } from '../../base/json.ts';
import { err, type Result } from '../../base/result.ts';
import type { Failure } from '../../provider/failure.ts';
import type { Listing, ListRequest, Provider, Reading, Target } from '../../provider/provider.ts';

/** Reads that remember: one request for one question until it is forgotten. */
export interface RequestCache {
  /** The reads of one statement, which counts what was sent for it. */
  reads(): CachedReads;
  forget(): void;
}

export interface CachedReads {
  read(target: Target): Promise<Result<Reading, Failure>>;
  list(request: ListRequest): Promise<Result<Listing, Failure>>;
  /** How many requests these reads sent; what others had asked before is none. */
  sent(): number;
}

interface RequestCacheOptions {
  /** Requests under way at one time. */
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
}

export function createRequestCache(provider: Provider, { concurrency, signal }: RequestCacheOptions): RequestCache {
  const limit = pLimit(concurrency);
  let readings = new Map<string, Promise<Result<Reading, Failure>>>();
  let listings = new Map<string, Promise<Result<Listing, Failure>>>();

  /** A failure is no knowledge: the next one who asks sends the request again. */
  const once = async <T>(
    known: Map<string, Promise<Result<T, Failure>>>,
    key: string,
    ask: () => Promise<Result<T, Failure>>,
    interruption: () => Failure,
    sending: () => void,
  ): Promise<Result<T, Failure>> => {
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const asked = limit(async () => {
      if (signal?.aborted === true) return err(interruption());
      sending();
      return ask();
    });
    known.set(key, asked);
    const answer = await asked;
    if (!answer.ok && known.get(key) === asked) known.delete(key);
    return answer;
  };

  const reads = (): CachedReads => {
    let requestsSent = 0;
    const sending = (): void => {
      requestsSent += 1;
    };
    return {
      read: (target) =>
        once(
          readings,
          canonicalJson({ ...target }),
          () => provider.read(target),
          () => interrupted('GetResource', target.region, target.typeName, target.identifier),
          sending,
        ),
      list: (request) =>
        once(
          listings,
          canonicalJson({ ...request }),
          () => provider.list(request),
          () => interrupted('ListResources', request.region, request.typeName, undefined),
          sending,
        ),
      sent: () => requestsSent,
    };
  };

  return {
    reads,
    forget: () => {
      // What is under way fills the old maps, which nobody asks any more.
      readings = new Map();
      listings = new Map();
    },
  };
}

/** The person stopped the run before the request was sent. */
export function interrupted(
  operation: string,
  region: string,
  typeName: string,
  identifier: string | undefined,
): Failure {
  return {
    kind: 'interrupted',
    operation,
    region,
    typeName,
    identifier,
    errorName: undefined,
    message: 'interrupted before the request was sent',
    handlerErrorCode: undefined,
    requestToken: undefined,
    requestId: undefined,
    hooks: [],
    attempts: 0,
  };
}
