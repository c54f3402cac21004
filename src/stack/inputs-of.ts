import { mayAsk } from '../template/lookups.ts';
import type { Template } from '../template/template.ts';
import { isValueMap, Unknown, type Value } from '../values/value.ts';
import { namesOf, type Scope } from './scope.ts';

/**
 * The values that a template takes from a scope, in the order of its references; undefined where nothing has the name. Two scopes that
 * give the same values give the same text.
 */
export function inputsOf({ references, excerpt }: Template, scope: Scope): readonly (Value | undefined)[] {
  const asked = mayAsk(excerpt.text) ? [scope.variables.lookups?.revision] : [];
  if (references.length === 0) return asked;
  const names = namesOf(scope);
  const taken = references.map(({ name, members }) => {
    const value = names.lookup(name);
    return value === undefined ? undefined : memberAt(value, members);
  });
  return [...taken, ...asked];
}

/** The member that constant names lead to; where they lead nowhere, the last value that there is. */
function memberAt(value: Value, members: readonly string[]): Value {
  const [first, ...rest] = members;
  if (first === undefined || value instanceof Unknown || !isValueMap(value)) return value;
  const member = Object.hasOwn(value, first) ? value[first] : undefined;
  return member === undefined ? value : memberAt(member, rest);
}
