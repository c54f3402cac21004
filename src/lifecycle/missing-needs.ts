import type { ReferenceGraph, Use } from '../stack/reference-graph.ts';
import { namesOf, type Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';
import { unknownsIn } from '../values/reading.ts';
import { isValueMap, Unknown, type Value } from '../values/value.ts';
import { needOf, type Need } from '../plan/need.ts';

/**
 * What a resource needs of others and did not get: values that it takes, and resources that `depends_on` names and that are absent. Its
 * `if` is decided by then.
 */
export function missingOf(
  resource: StackResource,
  scope: Scope,
  { graph, isAbsent }: { readonly graph: ReferenceGraph; readonly isAbsent: (name: string) => boolean },
): readonly Need[] {
  const names = namesOf(scope);
  const found = graph.edgesFrom(resource.name).flatMap(({ to, uses }) =>
    uses.flatMap((use): readonly Need[] => {
      if (use.where.kind === 'depends_on') return isAbsent(to) ? [{ name: to, giver: to }] : [];
      const [name, ...members] = pathInScope(use);
      const value = name === undefined ? undefined : names.lookup(name);
      return value === undefined ? [] : unknownsIn(memberAt(value, members)).map(needOf);
    }),
  );
  return [...new Map(found.map((need) => [need.name, need])).values()];
}

/** Empty for what does not matter once the resource has its turn. */
function pathInScope({ path, where, through }: Use): readonly string[] {
  if (where.kind === 'if') return [];
  return through === undefined ? path : ['globals', through];
}

function memberAt(value: Value, members: readonly string[]): Value {
  const [first, ...rest] = members;
  if (first === undefined || value instanceof Unknown || !isValueMap(value)) return value;
  return Object.hasOwn(value, first) ? memberAt(value[first] ?? null, rest) : null;
}
