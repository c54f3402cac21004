import { unknownsIn } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/** The exports that the manifest lists for the stack: `name`, or `resource.name`. */
export function stackExports(session: Session, scopes: Scopes): ReadonlyMap<string, Value> {
  return new Map(
    session.stack.manifest.exports.flatMap(({ name }): [string, Value][] => {
      const value = scopes.lookup(name);
      // Nobody knows what a resource would give that is neither selected nor there.
      return value === undefined || unknownsIn(value).length > 0 ? [] : [[name, value]];
    }),
  );
}
