import type { Json, JsonObject } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ComparisonContext } from '../resource-types/comparison/comparison.ts';
import { compareState, type Difference } from '../resource-types/comparison/differences.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isSecretPath } from '../resource-types/secret-path.ts';
import { holdsSecret, isKnown, isOmit, reveal } from '../values/reading.ts';
import { isMarked, isValueList, isValueMap, Secret, type Value, type ValueMap } from '../values/value.ts';
import { patchedState, valueAt } from '../resource-types/patched-state.ts';
import type { PropertyChange } from './property-change.ts';
import { isAtOrIn } from './unmanaged.ts';

/** What a create sets: each property of the desired state, in its order. */
export function changesOfCreate(type: ResourceType, desired: ValueMap): readonly PropertyChange[] {
  return Object.entries(desired)
    .filter(([, value]) => !isOmit(value) && value !== null)
    .map(([name, value]) => changeAt(type, [name], undefined, value));
}

/**
 * What a patch changes on the live resource, by the rules of comparison: what the service takes for the same is no change. Values that
 * only the build will know are changes, and hide nothing that stands beside them.
 */
export function changesOfPatch(
  type: ResourceType,
  live: JsonObject,
  patch: readonly PatchOperation[],
  context: ComparisonContext = {},
): readonly PropertyChange[] {
  const after = patchedState(live, patch);
  const names = new Set(patch.map(({ path }) => parsePointer(path)[0] ?? ''));
  const touched = Object.fromEntries(
    [...names].flatMap((name): [string, Value][] => {
      const value = valueAt(after, [name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const changes = changesBetween(type, live, touched, context);
  const seen = new Set(changes.map(({ pointer }) => pointer));
  return [...changes, ...removals(type, live, after, patch).filter(({ pointer }) => !seen.has(pointer))];
}

/** What the live resource does not have of the desired state; only what is desired is looked at. */
export function changesBetween(
  type: ResourceType,
  live: JsonObject,
  desired: ValueMap,
  context: ComparisonContext = {},
): readonly PropertyChange[] {
  const changes = Object.entries(desired).map(([name, value]): readonly PropertyChange[] => {
    const { known, unknown } = partsOf([name], value);
    const comparison = known === undefined ? undefined : compareState(type, { [name]: known }, live, context);
    // In a map that is compared as a whole, what is not known yet looks like something that is missing.
    const pointers = new Set(unknown.map(formatPointer));
    const differences = comparison?.differences.filter(({ pointer }) => !pointers.has(pointer)) ?? [];
    const apart = unknown.filter((path) => !differences.some(({ pointer }) => isAtOrIn(formatPointer(path), pointer)));
    return [
      ...changesFrom(type, differences, desired),
      ...apart.map((path) => changeAt(type, path, liveAt(live, path), valueAt(desired, path))),
    ];
  });
  return changes.flat();
}

/** Differences that a comparison found, as changes to the desired state. */
export function changesFrom(
  type: ResourceType,
  differences: readonly Difference[],
  desired: ValueMap,
): readonly PropertyChange[] {
  return differences.map(({ pointer, desired: wanted, live, secret }) => {
    const path = parsePointer(pointer);
    const change = changeAt(type, path, live, valueAt(desired, path) ?? wanted);
    return secret && !change.secret ? hidden(change) : change;
  });
}

/** What is left of a value without what only the build will know, and where that stands. Members of a list are taken together. */
function partsOf(
  path: readonly string[],
  value: Value,
): { readonly known: Value | undefined; readonly unknown: readonly (readonly string[])[] } {
  if (isKnown(value)) return { known: value, unknown: [] };
  if (!isValueMap(value)) return { known: undefined, unknown: [path] };
  const members = Object.entries(value).map(([key, member]) => ({ key, ...partsOf([...path, key], member) }));
  const known = members.flatMap(({ key, known: member }): [string, Value][] =>
    member === undefined ? [] : [[key, member]],
  );
  return {
    known: known.length === 0 ? undefined : Object.fromEntries(known),
    unknown: members.flatMap(({ unknown }) => unknown),
  };
}

/** What a patch takes away: comparing sees only what is declared. */
function removals(
  type: ResourceType,
  live: JsonObject,
  after: ValueMap,
  patch: readonly PatchOperation[],
): readonly PropertyChange[] {
  return patch
    .map(({ op, path, from }) => parsePointer(op === 'move' ? (from ?? '') : path))
    .filter((path) => !path.some((_part, index) => isValueList(valueAt(live, path.slice(0, index)) ?? null)))
    .filter((path) => valueAt(after, path) === undefined && liveAt(live, path) !== undefined)
    .map((path) => changeAt(type, path, liveAt(live, path), undefined));
}

function liveAt(live: JsonObject, path: readonly string[]): Json | undefined {
  // What stands in plain JSON is plain JSON.
  return valueAt(live, path) as Json | undefined;
}

function changeAt(
  type: ResourceType,
  path: readonly string[],
  before: Value | undefined,
  after: Value | undefined,
): PropertyChange {
  const change: PropertyChange = {
    pointer: formatPointer(path),
    before: before === undefined ? undefined : withSecrets(type, path, before),
    after: after === undefined ? undefined : withSecrets(type, path, after),
    secret: false,
    forcesReplacement: path.some((_part, index) => matchesAny(type.createOnly, path.slice(0, index + 1))),
    writeOnly: path.some((_part, index) => matchesAny(type.writeOnly, path.slice(0, index + 1))),
  };
  const isSecret = isSecretPath(type, path) || [before, after].some((value) => isSecretWhole(value));
  return isSecret ? hidden(change) : change;
}

function isSecretWhole(value: Value | undefined): boolean {
  return value !== undefined && isMarked(value) && holdsSecret(value);
}

/** What was live there may be the secret of yesterday. */
function hidden(change: PropertyChange): PropertyChange {
  const { before, after } = change;
  return {
    ...change,
    secret: true,
    before: before === undefined ? undefined : asSecret(before),
    after: after === undefined ? undefined : asSecret(after),
  };
}

function asSecret(value: Value): Value {
  return isKnown(value) ? new Secret(reveal(value)) : value;
}

/** The value with what stands at secret places marked. */
export function withSecrets(type: ResourceType, path: readonly (string | number)[], value: Value): Value {
  if (isSecretPath(type, path)) return asSecret(value);
  if (isValueList(value)) return value.map((item, index) => withSecrets(type, [...path, index], item));
  if (!isValueMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withSecrets(type, [...path, key], member)]),
  );
}
