/**
 * How many writes a run may have under way at one time. Each entry that is under way takes a place; what is left an entry borrows that has
 * several statements to send.
 */
export class WritePlaces {
  readonly #count: number;
  readonly #watching = new Set<() => void>();
  #entries = 0;
  #lent = 0;

  constructor(count: number) {
    this.#count = count;
  }

  /** Places that nobody has. */
  get free(): number {
    return this.#count - this.#entries - this.#lent;
  }

  /** An entry takes its place: it was free. */
  enter(): void {
    this.#entries += 1;
  }

  leave(): void {
    this.#entries -= 1;
    this.#tell();
  }

  /** Borrows a place beside that of the entry; false where none is free. */
  borrow(): boolean {
    if (this.free <= 0) return false;
    this.#lent += 1;
    return true;
  }

  giveBack(): void {
    this.#lent -= 1;
    this.#tell();
  }

  /** Has `look` called whenever a place may have become free, those who watch longest first; yields what ends it. */
  watch(look: () => void): () => void {
    this.#watching.add(look);
    return () => void this.#watching.delete(look);
  }

  #tell(): void {
    for (const look of [...this.#watching]) if (this.free > 0) look();
  }
}
