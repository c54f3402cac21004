import { referencesIn } from '../stack/compiled-value.ts';
import { namesOf, type Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Reference } from '../template/template.ts';
import { unknownsIn } from '../values/reading.ts';
import { isValueMap, Unknown, type Value } from '../values/value.ts';

/** Every name that the props, the queries and the auth of a resource take from their scope. */
export function referencesOf(resource: StackResource): readonly Reference[] {
  return [
    ...resource.props.flatMap((prop) => [
      ...(prop.value === undefined ? [] : referencesIn(prop.value)),
      ...prop.merge.flatMap(({ template }) => template.references),
    ]),
    ...[...resource.queries.values()].flatMap(({ template }) => template.references),
    ...(resource.script?.references ?? []),
    ...resource.auth.flatMap(({ value }) => referencesIn(value)),
  ];
}

/** What a resource takes from earlier ones and did not get, by the names in its props and queries. */
export function missingNames(resource: StackResource, scope: Scope): readonly string[] {
  const names = namesOf(scope);
  const found = referencesOf(resource).flatMap((reference) => {
    const value = names.lookup(reference.name);
    return value === undefined ? [] : unknownsIn(memberAt(value, reference.members));
  });
  return [...new Set(found.map((unknown) => unknown.name))];
}

function memberAt(value: Value, members: readonly string[]): Value {
  const [first, ...rest] = members;
  if (first === undefined || value instanceof Unknown || !isValueMap(value)) return value;
  return Object.hasOwn(value, first) ? memberAt(value[first] ?? null, rest) : null;
}
