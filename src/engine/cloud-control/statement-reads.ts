import type { LimitFunction } from 'p-limit';
import { err, type Result } from '../../base/result.ts';
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
import type { Asking, CachedReads } from './cached-reads.ts';
import { holds, keyOf, readingKey, type Asked, type Known, type Question, type Questions } from './questions.ts';
import { interrupted } from './statement-failure.ts';
import type { Ending } from './time-limit.ts';

/** What statements share: what is known, and the way to learn more. */
export interface SharedMemory {
  readonly provider: Provider;
  /** Bounds how many requests are under way at one time. */
  readonly limit: LimitFunction;
  readonly readings: Known<Target, Reading>;
  readonly listings: Known<ListRequest, Listing>;
  readonly tagged: Known<TaggedResourcesRequest, readonly TaggedResource[]>;
  /** By subject. */
  readonly workedOut: WeakMap<object, WorkedOut>;
}

/** What came of questions, and for what. */
export interface WorkedOut {
  readonly variant: string | undefined;
  readonly rows: Rows;
  readonly from: Questions;
}

/** How a question is asked that nobody has asked before. */
interface Way<Answer> {
  readonly ask: () => Promise<Result<Answer, Failure>>;
  /** What the answer is where nobody waits for it any more. */
  readonly interruption: () => Failure;
}

/** The reads of one statement. */
export class StatementReads implements CachedReads {
  readonly #memory: SharedMemory;
  readonly #ending: Ending | undefined;
  readonly #isAhead: boolean;
  readonly #asked: Question[] = [];
  #sent = 0;
  // How requests stand changes by itself: it is remembered for one statement only.
  #statuses: Known<Asking<'requestStatus'>, RequestEvent> | undefined;
  #requests: Known<Asking<'listRequests'>, readonly RequestEvent[]> | undefined;

  constructor(memory: SharedMemory, ending: Ending | undefined, isAhead: boolean) {
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
