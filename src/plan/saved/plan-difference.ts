import type { Json } from '../../base/json.ts';

/** Something that is not as it was when a saved plan was made. */
export type PlanDifference =
  /** Undefined where there is none. Null where it is secret. */
  | {
      readonly kind: 'circumstance';
      readonly what: 'version' | 'region' | 'account';
      readonly planned: string | null;
      readonly now: string | null;
    }
  | { readonly kind: 'file'; readonly path: string; readonly how: 'changed' | 'new' | 'gone' }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly planned: Json | undefined;
      readonly now: Json | undefined;
      readonly secret: boolean;
    }
  | {
      readonly kind: 'property';
      readonly resource: string;
      readonly pointer: string;
      readonly planned: Json | undefined;
      readonly now: Json | undefined;
      readonly secret: boolean;
    }
  | {
      readonly kind: 'presence';
      readonly resource: string;
      /** An identifier; undefined where the resource was not there. */
      readonly planned: string | undefined;
      readonly now: string | undefined;
    }
  /** The stack would write something else now, though the resource is as it was. */
  | { readonly kind: 'request'; readonly resource: string; readonly now: string; readonly places: readonly string[] };
