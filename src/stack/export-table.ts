import type { Value, ValueMap } from '../values/value.ts';
import { formatAddress, type Address } from './address.ts';
import { ExportIndex, type Exporter } from './export-index.ts';
import type { StackResource } from './stack.ts';

/** What resources have exported so far; immutable. What a resource sees of it hangs on its place in the manifest alone. */
export interface ExportTable {
  readonly index: ExportIndex;
  readonly version: number;
}

/** Values by name. A Map is one. */
export interface Lookup<T> {
  get(name: string): T | undefined;
  has(name: string): boolean;
  keys(): Iterable<string>;
  [Symbol.iterator](): Iterator<[string, T]>;
}

/** What a resource sees of the exports of others. */
export interface VisibleExports {
  /** The last resource before the user, in manifest order, that exports the name. */
  readonly bare: Lookup<Value>;
  /** By entry; of an entry with instances, by their keys: `client["web"].client_id`. */
  readonly scoped: Lookup<ValueMap>;
  /** Names that a resource would give whose `if` is false, and that resource; its own name among them. */
  readonly skipped: Lookup<string>;
}

/** Of no version of its own: whoever adds to it has an index of theirs. */
export const noExports: ExportTable = { index: new ExportIndex(), version: -1 };

export const nothingVisible: VisibleExports = { bare: new Map(), scoped: new Map(), skipped: new Map() };

type Giver = Pick<StackResource, 'address' | 'position' | 'scopedExports'>;

/** The table with what one more resource exports. */
export function withExports(table: ExportTable, giver: Giver, exported: ReadonlyMap<string, Value>): ExportTable {
  return changed(table, giver, (before) => ({ ...before, exported: new Map([...before.exported, ...exported]) }));
}

/** The table with members that are known under their resource's name alone. */
export function withScoped(table: ExportTable, giver: Giver, members: ValueMap): ExportTable {
  if (Object.keys(members).length === 0) return table;
  return changed(table, giver, (before) => ({ ...before, members: { ...before.members, ...members } }));
}

/** The table with what a resource does not give, because its `if` is false. */
export function withSkipped(table: ExportTable, resource: StackResource): ExportTable {
  const skipped = [resource.name, ...resource.manifest.exports.map(({ name }) => name)];
  return changed(table, resource, (before) => ({ ...before, skipped }));
}

/**
 * What a resource sees: what those before it in the manifest gave, whenever they gave it. In the short form, a resource also sees the
 * members of those after it, by their names: the order of the run has made them before.
 */
export function exportsFor(table: ExportTable, { position, manifest }: StackResource): VisibleExports {
  const before = exportsBefore(table, position);
  if (manifest.shortForm === undefined) return before;
  const { scoped, skipped } = exportsBefore(table, Infinity);
  return { bare: before.bare, scoped, skipped };
}

/** What the resource at a position sees: what those before it in the manifest gave, whenever they gave it. */
export function exportsBefore(table: ExportTable, position: number): VisibleExports {
  return {
    bare: new LookupBefore(table, position, bareNames),
    scoped: new LookupBefore(table, position, scopedNames),
    skipped: new LookupBefore(table, position, skippedNames),
  };
}

/** Names that are read from what the resources before a position gave, each when it is asked for. */
class LookupBefore<T> implements Lookup<T> {
  readonly #table: ExportTable;
  readonly #position: number;
  readonly #read: (exporters: readonly Exporter[]) => ReadonlyMap<string, T>;
  #known: Map<string, T | undefined> | undefined;

  constructor(table: ExportTable, position: number, read: (exporters: readonly Exporter[]) => ReadonlyMap<string, T>) {
    this.#table = table;
    this.#position = position;
    this.#read = read;
  }

  get(name: string): T | undefined {
    if (this.#known?.has(name) === true) return this.#known.get(name);
    const { index, version } = this.#table;
    const about = index.about(version, name);
    // Most names are given by nobody, and there is nothing to remember.
    if (about.length === 0) return undefined;
    const value = this.#read(this.#inOrder(about)).get(name);
    this.#known ??= new Map();
    this.#known.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  keys(): Iterable<string> {
    return this.#whole().keys();
  }

  [Symbol.iterator](): Iterator<[string, T]> {
    return this.#whole()[Symbol.iterator]();
  }

  #whole(): ReadonlyMap<string, T> {
    const { index, version } = this.#table;
    return this.#read(this.#inOrder(index.all(version)));
  }

  #inOrder(exporters: readonly Exporter[]): readonly Exporter[] {
    return exporters
      .filter((exporter) => exporter.position < this.#position)
      .toSorted((left, right) => left.position - right.position);
  }
}

function bareNames(exporters: readonly Exporter[]): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>();
  for (const { address, exported, scoped: hidden, skipped } of exporters) {
    // A bare name cannot say which of several instances it means.
    if (skipped !== undefined || address.instance !== undefined) continue;
    for (const [name, value] of exported) if (!hidden.has(name)) names.set(name, value);
  }
  return names;
}

function scopedNames(exporters: readonly Exporter[]): ReadonlyMap<string, ValueMap> {
  const names = new Map<string, ValueMap>();
  for (const { address, exported, members, skipped } of exporters) {
    if (skipped !== undefined) continue;
    const own: ValueMap = { ...Object.fromEntries(exported), ...members };
    names.set(
      address.entry,
      address.instance === undefined ? own : { ...names.get(address.entry), [address.instance]: own },
    );
  }
  return names;
}

function skippedNames(exporters: readonly Exporter[]): ReadonlyMap<string, string> {
  return new Map(
    exporters.flatMap(({ address, skipped = [] }) =>
      skipped.map((name): [string, string] => [name, formatAddress(address)]),
    ),
  );
}

/** What the manifest's own exports see: everything. */
export function allExports(table: ExportTable): VisibleExports {
  return exportsBefore(table, Infinity);
}

/** What a resource sees when its own exports are known too, as a delete does: they are the nearest. */
export function withOwnExports(
  visible: VisibleExports,
  { entry }: Address,
  own: ReadonlyMap<string, Value>,
): VisibleExports {
  const scoped = new Map([[entry, { ...visible.scoped.get(entry), ...Object.fromEntries(own) }]]);
  return { ...visible, bare: nearest(own, visible.bare), scoped: nearest(scoped, visible.scoped) };
}

/** The names of both; where both have one, that of the first. */
function nearest<T>(first: ReadonlyMap<string, T>, second: Lookup<T>): Lookup<T> {
  const whole = (): ReadonlyMap<string, T> => new Map([...second, ...first]);
  return {
    get: (name) => (first.has(name) ? first.get(name) : second.get(name)),
    has: (name) => first.has(name) || second.has(name),
    keys: () => whole().keys(),
    [Symbol.iterator]: () => whole()[Symbol.iterator](),
  };
}

function changed({ index, version }: ExportTable, giver: Giver, change: (before: Exporter) => Exporter): ExportTable {
  const key = formatAddress(giver.address);
  const before = index.at(version, key) ?? {
    address: giver.address,
    position: giver.position,
    exported: new Map(),
    scoped: giver.scopedExports ?? new Set(),
    members: {},
    skipped: undefined,
  };
  return index.with(version, key, change(before));
}
