import type { Meaning, VisibleNames } from './meaning.ts';

/** The names that a template gave a meaning, in one block and those around it. What is set inside is not seen outside. */
export class Scope implements VisibleNames {
  private readonly names = new Map<string, Meaning>();
  private readonly outer: VisibleNames | undefined;

  constructor(outer?: VisibleNames) {
    this.outer = outer;
  }

  set(name: string, meaning: Meaning): void {
    this.names.set(name, meaning);
  }

  lookup(name: string): Meaning | undefined {
    // Null is a value, so it has to be told from what is not there.
    if (this.names.has(name)) return this.names.get(name);
    return this.outer?.lookup(name);
  }

  all(): readonly string[] {
    return [...this.names.keys(), ...(this.outer?.all() ?? [])];
  }
}
