import type { HandlerName } from '../resource-types/resource-type.ts';

/** A call that a statement makes: Cloud Control has a type's handler work, or an API is asked for what an action of IAM allows. */
export type Call =
  | {
      readonly kind: 'handler';
      /** Undefined where only the build knows it. */
      readonly typeName: string | undefined;
      readonly handler: HandlerName;
      /** The handler works as the role that the statement names, not as the caller. Default: false. */
      readonly asRole?: boolean;
    }
  /** `cloudformation:ListResourceRequests`. */
  | { readonly kind: 'action'; readonly action: string };
