import { UseFinder, type FoundUse } from './find-uses.ts';
import type { ReferenceEdge, ReferenceGraph } from './reference-graph.ts';
import { runOrder } from './run-order.ts';
import type { StackGlobal, StackResource } from './stack.ts';

/**
 * The graph of resources, given in manifest order. A resource uses another where a prop, query, script, `if` or `auth` of it takes a value
 * of the other, by its bare name or as `resource.name`, in an included file or through a global too; and where `depends_on` names it.
 * It rather has an edge too many than one too few: a value counts as taken that a template takes only sometimes.
 */
export function createReferenceGraph(
  globals: readonly StackGlobal[],
  resources: readonly StackResource[],
): ReferenceGraph {
  const names = resources.map((resource) => resource.name);
  const finder = new UseFinder(globals, resources);
  const edges = resources.flatMap((resource) =>
    edgesOf(resource.name, [
      ...finder.add(resource),
      ...resource.manifest.dependsOn.flatMap(({ name, at }): readonly FoundUse[] =>
        finder
          .namesOfEntry(name)
          .filter((of) => of !== resource.name)
          .map((of) => ({ of, use: { path: [], where: { kind: 'depends_on' }, at } })),
      ),
    ]),
  );
  const from = groupBy(edges, (edge) => edge.from);
  const to = groupBy(edges, (edge) => edge.to);
  const edgesFrom: ReferenceGraph['edgesFrom'] = (name) => from.get(name) ?? [];
  const edgesTo: ReferenceGraph['edgesTo'] = (name) => to.get(name) ?? [];
  return {
    ...runOrder(names, edges),
    edges,
    edgesFrom,
    edgesTo,
    neededBy: (name) => reachable(name, (current) => edgesFrom(current).map((edge) => edge.to)),
    dependentsOf: (name) => reachable(name, (current) => edgesTo(current).map((edge) => edge.from)),
    giversOf: (name) => finder.giversOf(name),
  };
}

function edgesOf(from: string, found: readonly FoundUse[]): readonly ReferenceEdge[] {
  const byName = groupBy(found, ({ of }) => of);
  return [...byName].map(([to, uses]) => ({ from, to, uses: uses.map(({ use }) => use) }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function reachable(start: string, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...next(start)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...next(name));
  }
  seen.delete(start);
  return seen;
}
