/** Actions that a caller has to be allowed for the same resources. */
export interface PermissionGroup {
  /** `CloudControl`, `Tagging`, or a resource type; with ` Named` behind it for what concerns the resources of the stack alone. */
  readonly name: string;
  readonly actions: readonly string[];
  /** ARNs, in which `*` stands for the account. Absent: every resource. */
  readonly resources?: readonly string[];
}
