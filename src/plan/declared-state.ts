import { parsePointer } from '../base/json-pointer.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ValueMap } from '../values/value.ts';
import { withValue } from './desired-state.ts';

/**
 * Everything that a stack says of a resource: what `create` gives, overlaid by what `update` sets; what `update` removes is not declared.
 * Unlike the desired state, which is what an update is about, it holds what only `create` says, too. Marks are kept.
 */
export function declaredStateOf(created: ValueMap | undefined, patch: readonly PatchOperation[] | undefined): ValueMap {
  let state: ValueMap = created ?? {};
  for (const { op, path, value } of patch ?? []) {
    const [name, ...rest] = parsePointer(path);
    if (op === 'add' || op === 'replace') state = withValue(state, parsePointer(path), value ?? null, created);
    else if (op === 'remove' && name !== undefined && rest.length === 0) {
      state = Object.fromEntries(Object.entries(state).filter(([key]) => key !== name));
    }
  }
  return state;
}
