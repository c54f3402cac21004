import type { Value } from '../values/value.ts';

/** What a statement yields. */
export interface Rows {
  readonly columns: readonly string[];
  /** Secret cells are marked. */
  readonly rows: readonly (readonly Value[])[];
}
