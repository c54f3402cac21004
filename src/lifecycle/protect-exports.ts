import type { StackResource } from '../stack/stack.ts';
import { markSecret } from '../values/secret-names.ts';
import type { Value } from '../values/value.ts';

/** The values by name, those among the resource's `protected` names marked secret; a column protects what it is exported as. */
export function protect(resource: StackResource, values: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const { exports, protectedExports, returnValues } = resource.manifest;
  if (protectedExports.length === 0) return values;
  const isProtected = new Set(protectedExports.map(({ name }) => name));
  for (const { name, column } of [...exports, ...Object.values(returnValues).flat()]) {
    if (isProtected.has(column)) isProtected.add(name);
    else if (isProtected.has(name)) isProtected.add(column);
  }
  return new Map(
    [...values].map(([name, value]): [string, Value] => [name, isProtected.has(name) ? markSecret(value) : value]),
  );
}
