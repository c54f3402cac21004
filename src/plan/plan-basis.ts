import type { ValueMap } from '../values/value.ts';

/** What a decision about a resource rests on. */
export type PlanBasis =
  | {
      readonly kind: 'present';
      readonly typeName: string;
      readonly region: string;
      readonly identifier: string;
      /**
       * The live properties that the stack compares, secrets marked: what it declares or looks at, without what is ignored, what only the
       * service sets and what no read returns. Empty for what is to be deleted.
       */
      readonly properties: ValueMap;
    }
  /** It is not there, as far as its own queries tell. */
  | { readonly kind: 'absent' }
  /** It was not looked for, or nothing tells which one it is. */
  | { readonly kind: 'unseen' };
