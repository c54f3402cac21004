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
export function exportsBefore({ index, version }: ExportTable, position: number): VisibleExports {
  const inOrder = (exporters: readonly Exporter[]): readonly Exporter[] =>
    exporters
      .filter((exporter) => exporter.position < position)
      .toSorted((left, right) => left.position - right.position);
  const lookupBy = <T>(read: (exporters: readonly Exporter[]) => ReadonlyMap<string, T>): Lookup<T> => {
    const known = new Map<string, T | undefined>();
    const get = (name: string): T | undefined => {
      if (!known.has(name)) known.set(name, read(inOrder(index.about(version, name))).get(name));
      return known.get(name);
    };
    const whole = (): ReadonlyMap<string, T> => read(inOrder(index.all(version)));
    return {
      get,
      has: (name) => get(name) !== undefined,
      keys: () => whole().keys(),
      [Symbol.iterator]: () => whole()[Symbol.iterator](),
    };
  };
  return { bare: lookupBy(bareNames), scoped: lookupBy(scopedNames), skipped: lookupBy(skippedNames) };
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
