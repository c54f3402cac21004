import type { Value, ValueMap } from '../values/value.ts';
import type { Address } from './address.ts';

/** What one resource exports. */
export interface Exporter {
  readonly address: Address;
  /** The place of its entry in the manifest, from 0. */
  readonly position: number;
  readonly exported: ReadonlyMap<string, Value>;
  /** Names among them that are known under the resource's name alone. */
  readonly scoped: ReadonlySet<string>;
  /** Known under the resource's name alone: `web.callback`, `web.vpc_id`. */
  readonly members: ValueMap;
  /** Names that it would give if its `if` were not false; its own name among them. Undefined where it is not skipped. */
  readonly skipped: readonly string[] | undefined;
}

/** What an exporter was at a version of the table, and from then on. */
interface State {
  readonly since: number;
  readonly exporter: Exporter;
}

/**
 * The states of all exporters of a table, by the version in which they came about: a version is never changed, and the newest one takes
 * another state without copying what there is.
 */
export class ExportIndex {
  #newest = 0;
  /** By written address. */
  readonly #states = new Map<string, State[]>();
  /** The addresses of those that may give a name, or stand under it. */
  readonly #givers = new Map<string, Set<string>>();

  /** The index with one more state; a copy where the version is not the newest. */
  with(
    version: number,
    address: string,
    exporter: Exporter,
  ): { readonly index: ExportIndex; readonly version: number } {
    const index = version === this.#newest ? this : this.#copy(version);
    index.#add(address, exporter);
    return { index, version: index.#newest };
  }

  at(version: number, address: string): Exporter | undefined {
    return this.#states.get(address)?.findLast(({ since }) => since <= version)?.exporter;
  }

  /** What may have to do with a name at a version, in no order. */
  about(version: number, name: string): readonly Exporter[] {
    const givers = this.#givers.get(name);
    return givers === undefined ? [] : this.#all(version, givers);
  }

  /** All exporters of a version, in no order. */
  all(version: number): readonly Exporter[] {
    return this.#all(version, this.#states.keys());
  }

  #all(version: number, addresses: Iterable<string>): readonly Exporter[] {
    return [...addresses].flatMap((address) => this.at(version, address) ?? []);
  }

  #add(address: string, exporter: Exporter): void {
    this.#newest += 1;
    const states = this.#states.get(address) ?? [];
    states.push({ since: this.#newest, exporter });
    this.#states.set(address, states);
    for (const name of [exporter.address.entry, ...exporter.exported.keys(), ...(exporter.skipped ?? [])]) {
      const givers = this.#givers.get(name) ?? new Set();
      givers.add(address);
      this.#givers.set(name, givers);
    }
  }

  #copy(version: number): ExportIndex {
    const copy = new ExportIndex();
    for (const address of this.#states.keys()) {
      const exporter = this.at(version, address);
      if (exporter !== undefined) copy.#add(address, exporter);
    }
    return copy;
  }
}
