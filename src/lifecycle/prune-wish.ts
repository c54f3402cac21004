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

/** What stands for all orphans beside `TYPE=IDENTIFIER`. */
export const allOrphans = 'orphans';

/** A wish by its texts: `orphans`, and `TYPE=IDENTIFIER` for each that is named. Undefined where there is none. */
export function pruneWishOf(texts: readonly string[]): PruneWish | undefined {
  if (texts.length === 0) return undefined;
  const named = texts.filter((text) => text !== allOrphans);
  return {
    orphans: texts.includes(allOrphans),
    named: named.map((text) => {
      const split = text.indexOf('=');
      return { typeName: text.slice(0, split), identifier: text.slice(split + 1) };
    }),
  };
}

/** The texts of a wish, as `pruneWishOf` reads them. */
export function pruneTexts({ orphans, named }: PruneWish): readonly string[] {
  return [...(orphans ? [allOrphans] : []), ...named.map(({ typeName, identifier }) => `${typeName}=${identifier}`)];
}
