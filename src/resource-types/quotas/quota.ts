/** The requests of Cloud Control that quotas speak of. */
export type QuotaOperation =
  | 'GetResource'
  | 'ListResources'
  | 'GetResourceRequestStatus'
  | 'ListResourceRequests'
  | 'CreateResource'
  | 'UpdateResource'
  | 'DeleteResource'
  | 'CancelResourceRequest';

/** How many requests an account and region may send: a token bucket. */
export interface Quota {
  /** As the service calls it: `UserPoolClientUpdate`. */
  readonly name: string;
  readonly operations: readonly QuotaOperation[];
  /**
   * The types whose service has the quota; `*` stands for any characters. Beyond it reads are refused in the name of the handler, and
   * creates, updates and deletes are accepted and end FAILED with Throttling. Default: a quota of Cloud Control itself, which refuses.
   */
  readonly typeNames?: readonly string[];
  /** How fast the bucket is filled. */
  readonly perSecond: number;
  /** How many requests it holds. Default: `perSecond`, but 1 at least. */
  readonly burst?: number;
  /** Each type and operation has a bucket of its own. Default: one bucket for all of them. */
  readonly separate?: boolean;
  /** The number is measured or reported, not published. Default: it is published. */
  readonly guess?: boolean;
  /** Where the number is from. */
  readonly source?: string;
}
