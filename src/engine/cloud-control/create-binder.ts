import type { Registry } from '../../resource-types/resource-type.ts';
import type { Binder } from '../binder.ts';
import { bindStatement } from './bind/bind-statement.ts';
import type { BindContext } from './bind/bound.ts';
import { callsOf } from './calls.ts';

/** Understands statements as requests of AWS Cloud Control, by the types of a registry. */
export function createCloudControlBinder(registry: Registry): Binder {
  const scopes: BindContext['scopes'] = new WeakMap();
  return {
    bind: (statement, defaultRegion) => bindStatement(statement, { registry, defaultRegion, scopes }),
    callsOf: (operation) => callsOf(operation, { registry, defaultRegion: undefined }),
  };
}
