import type { Value } from '../values/value.ts';

/** What `each` means in the templates of an instance. */
export interface Each {
  readonly key: string;
  readonly value: Value;
}
