import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { Operation } from './operation.ts';

/** Operations of one kind by their names and other names. */
export class Registry<T extends Operation> {
  /** As listed, each once. */
  readonly all: readonly T[];
  private readonly byName: ReadonlyMap<string, T>;

  constructor(all: readonly T[]) {
    this.all = all;
    this.byName = new Map(all.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry])));
  }

  get(name: string): T | undefined {
    return this.byName.get(name);
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  didYouMean(name: string, more: Iterable<string> = []): string | undefined {
    return didYouMean(name, [...this.byName.keys(), ...more]);
  }
}

/** `replace(old, new, count?)`: how an operation is written, for messages and documentation. */
export function signatureOf(operation: Operation): string {
  const parameters = operation.parameters ?? [];
  return parameters.length === 0 ? operation.name : `${operation.name}(${parameters.join(', ')})`;
}
