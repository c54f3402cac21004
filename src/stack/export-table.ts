import type { Value, ValueMap } from '../values/value.ts';
import { formatAddress, type Address } from './address.ts';
import type { StackResource } from './stack.ts';

/** What resources have exported so far; immutable. What a resource sees of it hangs on its place in the manifest alone. */
export interface ExportTable {
  /** By written address. */
  readonly exporters: ReadonlyMap<string, Exporter>;
}

interface Exporter {
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

/** What a resource sees of the exports of others. */
export interface VisibleExports {
  /** The last resource before the user, in manifest order, that exports the name. */
  readonly bare: ReadonlyMap<string, Value>;
  /** By entry; of an entry with instances, by their keys: `client["web"].client_id`. */
  readonly scoped: ReadonlyMap<string, ValueMap>;
  /** Names that a resource would give whose `if` is false, and that resource; its own name among them. */
  readonly skipped: ReadonlyMap<string, string>;
}

export const noExports: ExportTable = { exporters: new Map() };

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
  const bare = new Map<string, Value>();
  const scoped = new Map<string, ValueMap>();
  const skipped = new Map<string, string>();
  const earlier = [...table.exporters.values()]
    .filter((exporter) => exporter.position < position)
    .sort((left, right) => left.position - right.position);
  for (const { address, exported, scoped: hidden, members, skipped: names } of earlier) {
    if (names !== undefined) {
      for (const name of names) skipped.set(name, formatAddress(address));
      continue;
    }
    const own: ValueMap = { ...Object.fromEntries(exported), ...members };
    if (address.instance === undefined) {
      for (const [name, value] of exported) if (!hidden.has(name)) bare.set(name, value);
      scoped.set(address.entry, own);
      // A bare name cannot say which of several instances it means.
    } else scoped.set(address.entry, { ...scoped.get(address.entry), [address.instance]: own });
  }
  return { bare, scoped, skipped };
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
  const scoped = { ...visible.scoped.get(entry), ...Object.fromEntries(own) };
  return {
    ...visible,
    bare: new Map([...visible.bare, ...own]),
    scoped: new Map(visible.scoped).set(entry, scoped),
  };
}

function changed(table: ExportTable, giver: Giver, change: (before: Exporter) => Exporter): ExportTable {
  const key = formatAddress(giver.address);
  const before = table.exporters.get(key) ?? {
    address: giver.address,
    position: giver.position,
    exported: new Map(),
    scoped: giver.scopedExports ?? new Set(),
    members: {},
    skipped: undefined,
  };
  return { exporters: new Map(table.exporters).set(key, change(before)) };
}
