import { jsonEquals, type JsonObject } from '../../base/json.ts';
import { formatPointer } from '../../base/json-pointer.ts';
import type { PropertyPath, ResourceType } from '../../resource-types/resource-type.ts';
import { covers, leadsTo, placesOf } from '../property-paths.ts';
import { validationError, wireError, type WireError } from '../wire-error.ts';
import type { Result } from '../../base/result.ts';
import { lookUp } from './judge-step.ts';
import type { PatchStep } from './parse-patch.ts';

type Refused = Result<never, WireError>;

/** Write-only properties are in no read, so that a patch can only add them. */
export function refuseWriteOnly(type: ResourceType, steps: readonly PatchStep[]): Refused | undefined {
  const changed = steps
    .filter(({ op }) => op === 'replace' || op === 'remove' || op === 'move')
    .flatMap(({ path, from }) => [path, ...(from === undefined ? [] : [from])]);
  const touched = type.writeOnly.filter((property) => changed.some((path) => covers(property, path)));
  return touched.length === 0
    ? undefined
    : validationError(
        `Invalid patch update: writeOnlyProperties [${shown(touched)}] can only be updated using 'add' operation`,
      );
}

/**
 * Create-only properties are compared before and after, those inside of larger values too. A write-only one is missing before, so that even
 * the value that it has is refused (terraform-provider-awscc#2138).
 */
export function refuseCreateOnly(type: ResourceType, before: JsonObject, after: JsonObject): Refused | undefined {
  const changed = type.createOnly.filter((property) => isChanged(property, before, after));
  return changed.length === 0
    ? undefined
    : wireError(
        'NotUpdatableException',
        `Invalid patch update: createOnlyProperties [${shown(changed)}] cannot be updated`,
      );
}

function isChanged(property: PropertyPath, before: JsonObject, after: JsonObject): boolean {
  const places = [...placesOf(before, property), ...placesOf(after, property)];
  return places.some((place) => {
    const [old, now] = [lookUp(before, place), lookUp(after, place)];
    // Items of lists come and go: only one that is there before and after can have been changed.
    const hasMoved = property.includes('*') && (old === undefined || now === undefined);
    return !hasMoved && !jsonEquals(old, now);
  });
}

/** Read-only properties may not be written, not even with the value that they have; they may be missing in a larger value. */
export function refuseReadOnly(
  type: ResourceType,
  steps: readonly PatchStep[],
  before: JsonObject,
  after: JsonObject,
): Refused | undefined {
  const written = steps
    .filter(({ op }) => op !== 'test')
    .flatMap(({ op, path, from }) => (op === 'move' && from !== undefined ? [path, from] : [path]));
  const touched = type.readOnly.filter((property) =>
    written.some(
      (path) =>
        covers(property, path) ||
        (leadsTo(path, property) &&
          placesOf(after, property).some((place) => !jsonEquals(lookUp(before, place), lookUp(after, place)))),
    ),
  );
  return touched.length === 0
    ? undefined
    : validationError(`Invalid patch update: readOnlyProperties [${shown(touched)}] cannot be updated`);
}

function shown(properties: readonly PropertyPath[]): string {
  return properties.map((property) => formatPointer(['properties', ...property])).join(', ');
}
