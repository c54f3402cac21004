import { err, ok, type Result } from '../../base/result.ts';
import type { Provider } from '../../provider/provider.ts';
import type { Registry, ResourceType } from '../../resource-types/resource-type.ts';
import type { Engine, ReadOptions, Rows, StatementFailure, Written } from '../engine.ts';
import type { EngineEvent } from '../events.ts';
import { bearingOf } from '../../resource-types/bearing.ts';
import type { Operation, ReadOperation, WriteOperation } from '../operation.ts';
import { boundReadOf } from './bind/bind-read.ts';
import type { BindContext } from './bind/bound.ts';
import { carryOutWrite } from './carry-out-write.ts';
import { countingProvider } from './counting-provider.ts';
import { createEvaluator } from './evaluator.ts';
import { explainSelect } from './explain/explain-select.ts';
import { ownParentsOf, type BearingOn, type KnownChange } from './known-change.ts';
import type { LoadOptions } from './load-options.ts';
import { matchingResources } from './matching-resources.ts';
import { readSelect } from './read-select.ts';
import type { CachedReads } from './cached-reads.ts';
import type { Questions } from './questions.ts';
import { createRequestCache, type RequestCache } from './request-cache.ts';
import type { SqliteThread } from './sqlite-thread.ts';
import { tellStatement } from './tell-statement.ts';
import type { TimeLimit } from '../time-limit.ts';
import { timeOf, type StatementTime } from './time-limit.ts';
import { refusal } from './send-write.ts';

export interface CloudControlEngineOptions {
  readonly provider: Provider;
  readonly registry: Registry;
  /** The region of statements that name none. Default: such statements are refused. */
  readonly defaultRegion?: string | undefined;
  /** Default: nobody listens. */
  readonly emit?: ((event: EngineEvent) => void) | undefined;
  /** When it is aborted, no further request is sent. */
  readonly signal?: AbortSignal;
  /** Reads under way at one time. Default: 16. */
  readonly concurrency?: number;
  /** How long a SELECT may take. Default: as long as it takes. */
  readonly timeLimit?: TimeLimit | undefined;
  /** Leaves out of rows the tags that this program has written for itself. Default: false. */
  readonly hidesOwnTags?: boolean;
  /** Reads ahead of their turn: the requests count for who uses their answers. Default: false. */
  readonly isAhead?: boolean;
  /** What is known of reads through this provider. Default: nothing yet. */
  readonly cache?: RequestCache;
  /** Where every SELECT is evaluated, so that the signal can end it. Default: in this thread, but for those that may run away. */
  readonly sqliteThread?: Pick<SqliteThread, 'evaluate'>;
}

export const defaultConcurrency = 16;

/** An engine over AWS Cloud Control: reads become requests and SQLite, writes one request per resource. */
export function createCloudControlEngine(options: CloudControlEngineOptions): Engine {
  const { provider, registry, defaultRegion, emit, signal, sqliteThread } = options;
  const { concurrency = defaultConcurrency, isAhead = false } = options;
  const cache = options.cache ?? createRequestCache(provider, { concurrency });
  const context: BindContext = { registry, defaultRegion };
  const { sqlite, evaluate } = createEvaluator(sqliteThread);

  const statementReads = (): StatementReads => {
    const time = timeOf(options.timeLimit, signal);
    return { time, cached: cache.reads(time.ending, isAhead) };
  };

  const loadOptions = (reads: StatementReads, identifier?: string): LoadOptions => ({
    cache: reads.cached,
    specials: reads.cached,
    registry,
    evaluate: (query, isRunaway) => evaluate(query, isRunaway, () => reads.time.signal()),
    defaultRegion,
    hidesOwnTags: options.hidesOwnTags ?? false,
    identifier,
    concurrency,
  });

  /** The rows of a SELECT, which alone has a time limit: a write under way is followed to its end. */
  const read = async (
    operation: ReadOperation,
    reads: StatementReads,
    { identifier }: ReadOptions = {},
  ): Promise<Result<Rows, StatementFailure>> => {
    const { value, diagnostics } = boundReadOf(operation, context);
    const refused = refusal(diagnostics);
    if (refused !== undefined || value === undefined) return err(refused ?? { kind: 'refused', diagnostics });
    const rows = await reads.time.within(readSelect(value.select, loadOptions(reads, identifier)));
    if (rows.ok) reads.cached.remember(operation, identifier, rows.value);
    return rows;
  };

  /** Takes in what a write has done; false where that is not known for certain. */
  const learn = (kind: WriteOperation['kind'], { resources }: Written): boolean => {
    // What a cancelled request has done by then, nobody knows.
    if (kind === 'cancel') return false;
    const changes = resources.map(({ typeName, region, identifier }): KnownChange | undefined => {
      const type = registry.find(typeName);
      if (type === undefined || identifier === undefined) return undefined;
      const parents = ownParentsOf(type, identifier, (parent) => registry.find(parent));
      return { kind: changeOf[kind], type, region, identifier, parents };
    });
    if (changes.includes(undefined)) return false;
    for (const change of changes) if (change !== undefined) cache.learn(change, bearingFrom(registry, change.type));
    return true;
  };

  /** By operation: the questions that the last read of it asked. */
  const askedFor = new WeakMap<Operation, Questions>();

  return {
    read: (operation, readOptions) => {
      if (operation.kind === 'describe') return Promise.resolve(ok(operation.rows));
      const reads = statementReads();
      askedFor.set(operation, reads.cached.asked());
      return tellStatement(
        emit,
        () => reads.cached.sent(),
        'select',
        () => operation.statement.tables.map((table) => table.name.text),
        () => {
          const known = reads.cached.recall(operation, readOptions?.identifier);
          return known === undefined ? read(operation, reads, readOptions) : ok(known);
        },
        (rows) => rows.rows.length,
      );
    },
    matching: async (operation) => {
      const { value, diagnostics } = boundReadOf(operation, context);
      if (value === undefined) return err({ kind: 'refused', diagnostics });
      const reads = statementReads();
      return reads.time.within(matchingResources(value.select, loadOptions(reads)));
    },
    explain: async (operation) => {
      const { value, diagnostics } = boundReadOf(operation, context);
      if (value === undefined) return err({ kind: 'refused', diagnostics });
      const reads = statementReads();
      return reads.time.within(explainSelect(value.select, loadOptions(reads)));
    },
    write: (operation, writeOptions = {}) => {
      const reads = statementReads();
      let writes = 0;
      const counted = countingProvider(provider, () => (writes += 1));
      return tellStatement(
        emit,
        () => reads.cached.sent() + writes,
        verbOf[operation.kind],
        () => [operation.resource],
        async () => {
          let learned = false;
          try {
            const written = await carryOutWrite(operation, writeOptions, {
              context,
              writeContext: { provider: counted, registry, sqlite, signal },
              read: async (rows) => {
                const known = reads.cached.recall(rows, undefined);
                return known === undefined ? read(rows, reads) : ok(known);
              },
            });
            learned = written.ok && learn(operation.kind, written.value);
            return written;
          } finally {
            // A failed write may have changed something too, and nobody knows what.
            if (writes > 0 && !learned) forgetAfter(cache, registry, operation);
          }
        },
        (written) => written.resources.length,
      );
    },
    observe: async ({ typeName, region, identifier, isAnew = false }) => {
      if (isAnew) cache.forgetReading({ typeName, region, identifier });
      const reading = await cache.reads(signal, isAhead).read({ typeName, region, identifier });
      if (!reading.ok) return err({ kind: 'failed', failure: reading.error, done: [] });
      return ok(reading.value.kind === 'found' ? reading.value.properties : undefined);
    },
    list: async ({ typeName, region, model, isOnlyKnown = false }) => {
      const request = Object.keys(model).length === 0 ? { typeName, region } : { typeName, region, model };
      if (isOnlyKnown && !cache.isListed(request)) return ok([]);
      const listing = await cache.reads(signal, isAhead).list(request);
      if (!listing.ok) return err({ kind: 'failed', failure: listing.error, done: [] });
      return ok(listing.value.kind === 'listed' ? listing.value.resources.map(({ identifier }) => identifier) : []);
    },
    tagged: async ({ region, tags }) => {
      const tagFilters = Object.entries(tags).map(([key, value]) => ({ key, values: [value] }));
      const found = await provider.taggedResources({ region, tagFilters });
      return found.ok ? found : err({ kind: 'failed', failure: found.error, done: [] });
    },
    requestStatus: async (request) => {
      const status = await provider.requestStatus(request);
      if (status.ok) return status;
      if (status.error.errorName === 'RequestTokenNotFoundException') return ok(undefined);
      return err({ kind: 'failed', failure: status.error, done: [] });
    },
    forget: (operation) => {
      const asked = operation === undefined ? undefined : askedFor.get(operation);
      if (asked === undefined) cache.forget();
      else cache.forgetAsked(asked);
    },
  };
}

function bearingFrom(registry: Registry, type: ResourceType): BearingOn {
  return (typeName) => bearingOf(type, registry.find(typeName));
}

/** After a write of which nobody knows what it has done. */
export function forgetAfter(cache: RequestCache, registry: Registry, operation: WriteOperation): void {
  // A cancelled request may be of any type.
  if (operation.kind === 'cancel') cache.forget();
  else cache.forgetType(operation.type.typeName, bearingFrom(registry, operation.type));
}

const changeOf = { create: 'created', update: 'updated', delete: 'deleted' } as const;

/** How events name the verb of a write's statement. */
const verbOf = { create: 'insert', update: 'update', delete: 'delete', cancel: 'delete' } as const;

/** What one statement asks, and how long. */
interface StatementReads {
  readonly time: StatementTime;
  readonly cached: CachedReads;
}
