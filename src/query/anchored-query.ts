import type { Excerpt, Location } from '../diagnostics/source.ts';

export const anchors = [
  'exists',
  'statecheck',
  'create',
  'update',
  'createorupdate',
  'exports',
  'delete',
  'callback',
  'callback:create',
  'callback:update',
  'callback:delete',
  'troubleshoot',
  'troubleshoot:create',
  'troubleshoot:update',
  'troubleshoot:delete',
  'command',
] as const;
export type Anchor = (typeof anchors)[number];

/** One query of a file: the text between its anchor line and the next. */
export interface AnchoredQuery {
  readonly anchor: Anchor;
  /** The anchor's name as written. */
  readonly at: Location;
  readonly options: QueryOptions;
  /** The query itself, not rendered. */
  readonly excerpt: Excerpt;
}

/** What stands after the anchor's name; defaults as stackql-deploy has them. */
export interface QueryOptions {
  /** How often the query is asked, 1 or more. Default 1; callback 3. */
  readonly retries: number;
  /** Seconds between two askings. Default 0; callback 5. */
  readonly retryDelaySeconds: number;
  /** `exists` only, after a delete. Default 10. */
  readonly postdeleteRetries: number;
  /** Seconds; default 5. */
  readonly postdeleteRetryDelaySeconds: number;
  readonly shortCircuit: { readonly field: string; readonly value: string } | undefined;
}
