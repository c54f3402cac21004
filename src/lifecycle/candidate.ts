/** One of several resources that `exists` finds, with what tells it from the others. */
export interface Candidate {
  readonly identifier: string;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** As the service writes it. */
  readonly created?: string;
}
