import { err, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../provider/failure.ts';
import type {
  Listing,
  ListRequest,
  Provider,
  Reading,
  RequestEvent,
  TaggedResource,
  TaggedResourcesRequest,
  Target,
} from '../../../provider/provider.ts';
import type { CachedReads } from '../request-cache.ts';
import { interrupted } from '../statement-failure.ts';

/**
 * What special tables ask the cloud. Resources are remembered as long as those of other statements; how requests stand is remembered
 * for one statement only, because it changes by itself.
 */
export interface SpecialReads {
  read(target: Target): Promise<Result<Reading, Failure>>;
  list(request: ListRequest): Promise<Result<Listing, Failure>>;
  requestStatus(request: Parameters<Provider['requestStatus']>[0]): Promise<Result<RequestEvent, Failure>>;
  listRequests(request: Parameters<Provider['listRequests']>[0]): Promise<Result<readonly RequestEvent[], Failure>>;
  taggedResources(request: TaggedResourcesRequest): Promise<Result<readonly TaggedResource[], Failure>>;
  /** How many requests went out that `CachedReads` does not count. */
  sent(): number;
}

export function createSpecialReads(
  reads: CachedReads,
  provider: Pick<Provider, 'requestStatus' | 'listRequests' | 'taggedResources'>,
  signal: AbortSignal | undefined,
): SpecialReads {
  const known = new Map<string, Promise<Result<unknown, Failure>>>();
  let sent = 0;

  /** The same question in one statement is asked once. */
  const once = <T>(
    operation: string,
    request: { readonly region: string },
    ask: () => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> => {
    const key = `${operation} ${JSON.stringify(request)}`;
    // What is kept under a key came from the question of that key, so it is its kind of answer.
    const kept = known.get(key) as Promise<Result<T, Failure>> | undefined;
    if (kept !== undefined) return kept;
    if (signal?.aborted === true) {
      return Promise.resolve(err(interrupted(operation, request.region, '', undefined)));
    }
    sent += 1;
    const asked = ask();
    known.set(key, asked);
    return asked;
  };

  return {
    read: (target) => reads.read(target),
    list: (request) => reads.list(request),
    requestStatus: (request) => once('GetResourceRequestStatus', request, () => provider.requestStatus(request)),
    listRequests: (request) => once('ListResourceRequests', request, () => provider.listRequests(request)),
    taggedResources: (request) => once('GetResources', request, () => provider.taggedResources(request)),
    sent: () => sent,
  };
}
