import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Excerpt, Location } from '../diagnostics/source.ts';
import type { ExportName, ManifestResource, ManifestValue } from '../manifest/manifest.ts';

/**
 * Where the queries of an entry in the short form come from. They are the text of a query file, which is parsed, bound and sent as any
 * other; its values are slots that take what the manifest says.
 */
export interface ShortFormSource {
  derive(entry: ShortFormEntry): DerivedQueries;
}

export interface ShortFormEntry {
  readonly manifest: ManifestResource;
  /** Its properties in the environment of the stack. */
  readonly properties: ManifestValue | undefined;
  /** Whether an `identifier` is given in the environment of the stack. */
  readonly hasIdentifier: boolean;
  readonly hasDefaultTags: boolean;
  /** The members of the entry that others use, each once. */
  readonly used: readonly UsedMember[];
}

/** A member of an entry that another takes. */
export interface UsedMember {
  /** As it is written: `UserPoolId`, `user_pool_id`; undefined where the entry is used as a whole. */
  readonly name: string | undefined;
  readonly at: Location;
}

export interface DerivedQueries {
  /** The text of the query file, with the places in the manifest that it stands for. Undefined where the type is not known. */
  readonly text: Excerpt | undefined;
  /** What others use, and the columns that give it. */
  readonly exports: readonly ExportName[];
  /** Whether the resource is marked with tags of the stack. */
  readonly isMarked: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The names under which the queries of the short form know what the manifest says. */
export const shortFormProps = {
  properties: 'properties',
  identifier: 'identifier',
  region: 'region',
  defaultTags: 'default_tags',
} as const;
