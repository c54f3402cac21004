import type {
  CreateOperation,
  DeleteOperation,
  Operation,
  ResourceToCreate,
  UpdateOperation,
  WriteTarget,
} from '../engine/operation.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import type { ValueMap } from '../values/value.ts';

/** What the queries of a resource mean by now: its run knows. */
export interface OwnOperations {
  /** The one operation of a query; undefined where it is not known in full, or there are several. */
  onlyOperation(anchor: Anchor): Operation | undefined;
}

/** The one resource that a resource's own statements are about, as far as they say; nothing is asked for it. */
export interface AddressedResource {
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** The operations of the update's patch, secrets marked. */
  readonly patch: readonly PatchOperation[] | undefined;
}

/** Reads region and identifier from the update, else from the delete. Undefined where neither says it in full. */
export function addressedResourceOf(run: OwnOperations): AddressedResource | undefined {
  for (const anchor of ['update', 'delete'] as const) {
    const operation = run.onlyOperation(anchor);
    const bound = operation?.kind === 'update' || operation?.kind === 'delete' ? boundBy(operation) : undefined;
    if (bound !== undefined) return bound;
  }
  return undefined;
}

/** The one resource that a write is about; undefined where it is several, or not known. */
export function boundBy(operation: UpdateOperation | DeleteOperation): AddressedResource | undefined {
  const target = onlyOne(operation.target);
  if (target === undefined) return undefined;
  return { type: operation.type, ...target, patch: operation.kind === 'update' ? operation.patch : undefined };
}

/** What `create` would send, secrets marked; undefined where it cannot be said or is several resources. */
export function createdStateOf(run: OwnOperations): ValueMap | undefined {
  const operation = run.onlyOperation('create');
  return operation?.kind === 'create' ? onlyResourceOf(operation)?.desiredState : undefined;
}

/** The INSERT of `create`, else of `createorupdate`; undefined where it is not known in full, or there are several. */
export function createOperationOf(run: OwnOperations): CreateOperation | undefined {
  const operation = run.onlyOperation('create') ?? run.onlyOperation('createorupdate');
  return operation?.kind === 'create' ? operation : undefined;
}

/** The one resource that a create would make; undefined where it is several or has yet to be worked out. */
export function onlyResourceOf({ resources }: CreateOperation): ResourceToCreate | undefined {
  const [resource, ...others] = resources;
  return resource === undefined || others.length > 0 || !isKnown(resource.desiredState) ? undefined : resource;
}

function onlyOne({ regions, identifiers }: WriteTarget): { region: string; identifier: string } | undefined {
  const [region] = regions;
  const [identifier] = identifiers;
  if (region === undefined || identifier === undefined || regions.length > 1 || identifiers.length > 1)
    return undefined;
  if (!isKnown(region) || !isKnown(identifier)) return undefined;
  return { region: plainText(reveal(region)), identifier: plainText(reveal(identifier)) };
}
