import type { Registry } from '../../resource-types/resource-type.ts';
import type { Value } from '../../values/value.ts';
import type { Binder } from '../binder.ts';
import { bindFilled } from './bind/bind-filled.ts';
import type { BindContext } from './bind/bound.ts';
import { SharedMeanings } from './bind/shared-meanings.ts';
import { callsOf } from './calls.ts';

/** Understands statements as requests of AWS Cloud Control, by the types of a registry. */
export function createCloudControlBinder(registry: Registry): Binder {
  const shared = new SharedMeanings();
  let context: BindContext = { registry, defaultRegion: undefined, shared };
  const contextFor = (defaultRegion: Value | undefined): BindContext => {
    // Operations keep their context: those of one region have the same.
    if (context.defaultRegion !== defaultRegion) context = { ...context, defaultRegion };
    return context;
  };
  return {
    bind: (statement, defaultRegion) => bindFilled(statement, contextFor(defaultRegion)),
    callsOf: (operation) => callsOf(operation, { registry, defaultRegion: undefined }),
  };
}
