/** What a run tells of its lock. */
export type LockEvent =
  /** Somebody else holds it: told once for each holder. */
  | {
      readonly kind: 'lock.waiting';
      readonly name: string;
      readonly holder: string;
      readonly since: string | undefined;
    }
  | { readonly kind: 'lock.taken'; readonly name: string }
  /** The run has lost it, and starts nothing more. */
  | { readonly kind: 'lock.lost'; readonly name: string };
