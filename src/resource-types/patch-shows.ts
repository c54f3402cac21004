import { parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import { reveal } from '../values/reading.ts';
import { isValueMap, type Value } from '../values/value.ts';
import type { PatchOperation } from './check-patch.ts';
import { compareState } from './comparison/differences.ts';
import { isInsideAny } from './match-path.ts';
import { patchedState } from './patched-state.ts';
import type { PropertyPath, ResourceType } from './resource-type.ts';

/** Whether reads give another state after a patch than before: it changes something, and not only what is write-only. */
export function patchShows(
  type: ResourceType,
  patch: readonly PatchOperation[],
  before: JsonObject,
  region: string,
): boolean {
  const after = patchedState(
    before,
    patch.filter((one) => isReadBack(type, one)),
  );
  const plain = reveal(after) as JsonObject;
  // What one lacks is no difference to the other.
  return [compareState(type, after, before, { region }), compareState(type, before, plain, { region })].some(
    ({ differences }) => differences.length > 0,
  );
}

/** Whether reads of what is created from `desired` cannot be those of an earlier resource of the same name, which read as `before`. */
export function createShows(type: ResourceType, desired: JsonObject, before: JsonObject, region: string): boolean {
  const shown = Object.fromEntries(Object.entries(desired).filter(([name, value]) => isShown(type, [name], value)));
  return compareState(type, shown, before, { region }).differences.length > 0;
}

function isReadBack(type: ResourceType, { op, path, value }: PatchOperation): boolean {
  return op !== 'test' && isShown(type, parsePointer(path), value);
}

function isShown(type: ResourceType, path: PropertyPath, value: Value | undefined): boolean {
  if (isInsideAny(type.writeOnly, path)) return false;
  const members = value !== undefined && isValueMap(value) ? Object.entries(value) : [];
  return members.length === 0 || members.some(([name, member]) => isShown(type, [...path, name], member));
}
