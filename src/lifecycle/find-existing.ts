import type { JsonObject } from '../base/json.ts';
import { formatPointer } from '../base/json-pointer.ts';
import type { Trouble } from '../engine/engine.ts';
import type { CreateOperation, UpdateOperation } from '../engine/operation.ts';
import { differencesBetween } from '../resource-types/comparison/differences.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { Failure } from '../provider/failure.ts';
import { identifierOf } from '../resource-types/identifier.ts';
import { isKnown, plainText, reveal } from '../values/reading.ts';
import { onlyResourceOf } from './bound-target.ts';
import { updateOperation } from './made-operations.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceRun } from './resource-run.ts';

/** What an INSERT comes to when its resource is there already. `update`: undefined where there is nothing that could be set. */
export interface Existing {
  readonly identifier: string;
  readonly update: UpdateOperation | undefined;
}

/**
 * The resource that kept an INSERT of `createorupdate` from being done, with the update that the INSERT then comes to: every property that
 * it gives, but for those that are fixed at creation and are as they should be. Undefined where it was refused for another reason, or
 * where what is in its way is not the resource that it names.
 */
export async function findExisting(
  run: ResourceRun,
  operation: CreateOperation,
  trouble: Trouble,
): Promise<Existing | undefined> {
  if (trouble.kind !== 'failed' || !isAlreadyThere(trouble.failure)) return undefined;
  const inserted = onlyResourceOf(operation);
  if (inserted === undefined || inserted.roleArn !== undefined || !isKnown(inserted.region)) return undefined;
  const { type, at, returning } = operation;
  const { desiredState } = inserted;
  // reveal() of a map is a map.
  const identifier = identifierOf(type, reveal(desiredState) as JsonObject);
  if (identifier === undefined) return undefined;
  const region = plainText(reveal(inserted.region));
  const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
  if (!live.ok || live.value === undefined) return undefined;
  const differing = new Set(
    differencesBetween(type, desiredState, live.value, { region }).map(({ pointer }) => pointer),
  );
  const isFixed = (name: string): boolean =>
    matchesAny(type.createOnly, [name]) && ![...differing].some((pointer) => isAtOrIn(pointer, formatPointer([name])));
  const patch = Object.entries(desiredState)
    .filter(([name]) => !isFixed(name))
    .map(([name, value]): PatchOperation => ({ op: 'add', path: formatPointer([name]), value }));
  const update =
    patch.length === 0 ? undefined : { ...updateOperation({ type, region, identifier, at }, patch), returning };
  return { identifier, update };
}

/** Refused at once, or by the handler after a while. */
function isAlreadyThere({ kind, handlerErrorCode }: Failure): boolean {
  return kind === 'already-exists' || (kind === 'request-failed' && handlerErrorCode === 'AlreadyExists');
}

function isAtOrIn(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
