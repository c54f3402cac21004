import type { Site } from './find-mutants.ts';
import type { Mutant } from './mutant.ts';

/** What a mutant is called whatever line it has moved to. */
export function nameOf({ file, lineText, from, to }: Mutant): string {
  return [file, lineText, from, to].join('\n');
}

/** Every mutant by its index, and the names by which their numbers are found again after the sources have changed. */
export interface NumberedMutants {
  readonly mutants: readonly Mutant[];
  /** By index; mutants that look the same are told apart by their order. */
  readonly names: readonly string[];
}

export function numberMutants(sites: readonly Site[]): NumberedMutants {
  const mutants = sites.flat();
  const seen = new Map<string, number>();
  const names = mutants.map((mutant) => {
    const name = nameOf(mutant);
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    return `${name}\n${index}`;
  });
  return { mutants, names };
}
