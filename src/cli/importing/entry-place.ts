/** Where imported entries go. */
export interface EntryPlace {
  readonly stack: string;
  readonly environment: string;
  /** Names of entries that the manifest has. */
  readonly names: readonly string[];
  /** The region of a run; a resource of another one says its own. */
  readonly region: string;
  /** Owners from whom resources may be taken over. */
  readonly takeOver: readonly string[];
}
