import type { ReferenceGraph, Use } from '../stack/reference-graph.ts';
import { namesOf, type Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';
import { unknownsIn } from '../values/reading.ts';
import { isValueMap, Unknown, type Value } from '../values/value.ts';

/**
 * What a resource needs of others and did not get: values that it takes, and resources that `depends_on` names and that are absent. Its
 * `if` is decided by then.
 */
export function missingNames(
  resource: StackResource,
  scope: Scope,
  { graph, isAbsent }: { readonly graph: ReferenceGraph; readonly isAbsent: (name: string) => boolean },
): readonly string[] {
  const names = namesOf(scope);
  const found = graph.edgesFrom(resource.name).flatMap(({ to, uses }) =>
    uses.flatMap((use) => {
      if (use.where.kind === 'depends_on') return isAbsent(to) ? [to] : [];
      const [name, ...members] = pathInScope(use);
      const value = name === undefined ? undefined : names.lookup(name);
      return value === undefined ? [] : unknownsIn(memberAt(value, members)).map((unknown) => unknown.name);
    }),
  );
  return [...new Set(found)];
}

/** Who gives what is needed: `pool` of `pool.user_pool_id`; empty for a name without a giver. */
export function giverOf(need: string): string {
  return need.slice(0, Math.max(need.lastIndexOf('.'), 0));
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
