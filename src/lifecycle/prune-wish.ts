/** What a build deletes besides what its entries say. */
export interface PruneWish {
  /** All resources with the mark of the stack that no entry stands for. */
  readonly orphans: boolean;
  /** Children of own resources, by type and identifier: no mark says whose they are. */
  readonly named: readonly NamedResource[];
}

/** A resource that a person names. */
export interface NamedResource {
  /** `AWS::Cognito::UserPoolClient`, or as statements have it. */
  readonly typeName: string;
  readonly identifier: string;
}
