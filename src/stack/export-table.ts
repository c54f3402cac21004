import type { Value, ValueMap } from '../values/value.ts';

/** What resources have exported so far; immutable. */
export interface ExportTable {
  /** The last earlier resource in manifest order that exports the name. */
  readonly bare: ReadonlyMap<string, Value>;
  /** By resource. */
  readonly scoped: ReadonlyMap<string, ValueMap>;
}

export const noExports: ExportTable = { bare: new Map(), scoped: new Map() };

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
  return { bare, scoped };
}
