import type { Result } from '../../base/result.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import type { CachedReads } from './cached-reads.ts';
import type { SpecialReads } from './special-tables/special-reads.ts';
import type { SqlQuery, SqlRows } from './sqlite.ts';

/** With what the tables of a SELECT are read. */
export interface LoadOptions {
  readonly cache: CachedReads;
  readonly registry: Registry;
  /** What special tables ask. */
  readonly specials: SpecialReads;
  /** SQLite; a query that may run away is evaluated where it can be ended. */
  readonly evaluate: (query: SqlQuery, isRunaway: boolean) => Promise<Result<SqlRows, string>>;
  readonly defaultRegion: string | undefined;
  /** Tags that this program has written for itself are in no row. */
  readonly hidesOwnTags: boolean;
  /** The one resource whose row the first table has. Default: all. */
  readonly identifier?: string | undefined;
  /** Tasks of one statement under way at one time. */
  readonly concurrency: number;
}
