import type { Scope } from '../stack/scope.ts';
import { Unknown } from '../values/value.ts';

/** The scope of a resource in which nobody knows what `exists` found. */
export function withoutCaptured(scope: Scope): Scope {
  const { resource } = scope;
  return resource === undefined ? scope : { ...scope, resource: { ...resource, captured: new Unknown('this') } };
}
