import type { Json } from '../../src/base/json.ts';

/** A schema while it is made. */
export interface Draft {
  [key: string]: Json | Draft;
}
