import { parsePointer } from '../base/json-pointer.ts';
import type { WriteOperation } from '../engine/operation.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isSecretPath } from '../resource-types/secret-path.ts';
import { isKnown, reveal } from '../values/reading.ts';
import { isValueList, isValueMap, Secret, Unknown, type Value, type ValueMap } from '../values/value.ts';

/**
 * A request that a run would send, one for each resource. What only the run will know stands in it as an Unknown; what is secret by its
 * mark or by the schema is marked.
 */
export type PlannedRequest =
  | {
      readonly kind: 'create';
      readonly typeName: string;
      readonly region: Value;
      readonly desiredState: ValueMap;
      /** The properties are worked out, or asked for, when the request is sent. */
      readonly isPending: boolean;
    }
  | {
      readonly kind: 'update';
      readonly typeName: string;
      readonly region: Value;
      readonly identifier: Value;
      /** Undefined where the whole patch hangs on what only the run will know. */
      readonly patch: readonly PatchOperation[] | undefined;
    }
  | { readonly kind: 'delete'; readonly typeName: string; readonly region: Value; readonly identifier: Value }
  /** A write of which only the run will know what it says, or of which resource. */
  | { readonly kind: 'undecided'; readonly write: 'create' | 'update' | 'delete' }
  /** Gives up a request that is under way. */
  | { readonly kind: 'cancel'; readonly region: Value; readonly requestToken: Value };

/** Every request that a write means, in the order in which they are sent. */
export function requestsOf(operation: WriteOperation): readonly PlannedRequest[] {
  switch (operation.kind) {
    case 'create': {
      const { type, resources, pending } = operation;
      return resources.map(({ region, desiredState }): PlannedRequest => ({
        kind: 'create',
        typeName: type.typeName,
        region,
        desiredState: secretMembers(type, [], desiredState),
        isPending: pending !== undefined,
      }));
    }
    case 'update':
      return targetsOf(operation.target, (region, identifier) => ({
        kind: 'update',
        typeName: operation.type.typeName,
        region,
        identifier,
        patch: operation.patch?.map((step) =>
          step.value === undefined
            ? step
            : { ...step, value: withSecrets(operation.type, parsePointer(step.path), step.value) },
        ),
      }));
    case 'delete':
      return targetsOf(operation.target, (region, identifier) => ({
        kind: 'delete',
        typeName: operation.type.typeName,
        region,
        identifier,
      }));
    case 'cancel':
      return operation.regions.flatMap((region) =>
        operation.requestTokens.map((requestToken): PlannedRequest => ({ kind: 'cancel', region, requestToken })),
      );
  }
}

function targetsOf(
  { regions, identifiers }: { readonly regions: readonly Value[]; readonly identifiers: readonly Value[] },
  make: (region: Value, identifier: Value) => PlannedRequest,
): readonly PlannedRequest[] {
  return regions.flatMap((region) => identifiers.map((identifier) => make(region, identifier)));
}

/** The value with what stands at secret places marked, also where not all of it is known yet. */
function withSecrets(type: ResourceType, path: readonly (string | number)[], value: Value): Value {
  if (isSecretPath(type, path))
    return isKnown(value) ? new Secret(reveal(value)) : new Unknown('secret', { secret: true });
  if (isValueList(value)) return value.map((item, index) => withSecrets(type, [...path, index], item));
  return isValueMap(value) ? secretMembers(type, path, value) : value;
}

function secretMembers(type: ResourceType, path: readonly (string | number)[], map: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.entries(map).map(([name, member]) => [name, withSecrets(type, [...path, name], member)]),
  );
}
