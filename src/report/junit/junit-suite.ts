/** What a JUnit report says of one run. Texts are masked by whoever makes it. */
export interface JUnitSuite {
  /** `shop (dev)`. */
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly JUnitCase[];
  /** What belongs to no case. Default: nothing. */
  readonly output?: string;
  /** Warnings. Default: none. */
  readonly errors?: string;
}

export interface JUnitCase {
  /** `shop.dev.pool`: the groups that readers show. */
  readonly group: string;
  /** `pool: statecheck`. */
  readonly name: string;
  readonly seconds: number;
  /** The entry of the manifest, where it is known; `line` from 1. */
  readonly place?: { readonly file: string; readonly line: number } | undefined;
  readonly end: JUnitEnd;
}

export type JUnitEnd =
  | { readonly kind: 'passed'; readonly output?: string }
  | { readonly kind: 'skipped'; readonly message: string }
  /** `failure` of a resource, `error` in what a person wrote. `type` is the kind of reason, or the code of a diagnostic. */
  | {
      readonly kind: 'failure' | 'error';
      readonly type: string;
      /** One line. */
      readonly message: string;
      readonly text: string;
    };
