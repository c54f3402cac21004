import type { Value, ValueMap } from '../values/value.ts';
import type { StackResource } from './stack.ts';

/** What resources have exported so far; immutable. */
export interface ExportTable {
  /** The last earlier resource in manifest order that exports the name. */
  readonly bare: ReadonlyMap<string, Value>;
  /** By resource. */
  readonly scoped: ReadonlyMap<string, ValueMap>;
  /** Names that a resource would give whose `if` is false, and that resource; its own name among them. */
  readonly skipped: ReadonlyMap<string, string>;
}

export const noExports: ExportTable = { bare: new Map(), scoped: new Map(), skipped: new Map() };

/** The table with what a resource does not give, because its `if` is false. */
export function withSkipped(table: ExportTable, { name: resource, manifest }: StackResource): ExportTable {
  const skipped = new Map(table.skipped).set(resource, resource);
  for (const { name } of manifest.exports) skipped.set(name, resource);
  return { ...table, skipped };
}

/** The table with members that are known under their resource's name alone: `web.callback`, `web.vpc_id`. */
export function withScoped(table: ExportTable, resource: string, members: ValueMap): ExportTable {
  if (Object.keys(members).length === 0) return table;
  return { ...table, scoped: new Map(table.scoped).set(resource, { ...table.scoped.get(resource), ...members }) };
}

/** The table with what one more resource exports. Resources are added in manifest order. */
export function withExports(table: ExportTable, resource: string, exported: ReadonlyMap<string, Value>): ExportTable {
  const bare = new Map(table.bare);
  for (const [name, value] of exported) bare.set(name, value);
  const scoped = new Map(table.scoped);
  scoped.set(resource, { ...scoped.get(resource), ...Object.fromEntries(exported) });
  return { ...table, bare, scoped };
}
