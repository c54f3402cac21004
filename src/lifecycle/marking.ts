import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import type { CreateOperation, UpdateOperation } from '../engine/operation.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import { markChangeOf, lastingTags, markedTags, type MarkChange, type MarkWish } from '../plan/mark-change.ts';
import { holdsMark, readableTags } from '../plan/own-tags.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { reveal } from '../values/reading.ts';
import type { ValueMap } from '../values/value.ts';
import { createdStateOf } from './addressed-resource.ts';
import type { AddedOperation } from './events.ts';
import type { ResourceRun } from './resource-run.ts';
import { markOf } from './sent-values.ts';

/** What an entry wants to be marked. */
export function markWishOf(run: ResourceRun): MarkWish {
  const { takeOver, movedFrom, onDelete } = run.resource.manifest;
  const mark = markOf(run);
  return {
    mark,
    takeOver: takeOver?.name,
    movedFrom: movedFrom && {
      stack: movedFrom.stack ?? mark.stack,
      environment: movedFrom.environment ?? mark.environment,
      resource: movedFrom.name,
    },
    onDelete,
    expires: run.session.expires,
  };
}

/** A change of the mark, and the operation of a patch that makes it. */
export interface Marking {
  readonly change: MarkChange;
  readonly operation: PatchOperation;
  /** The live properties as they are once it is made. */
  readonly marked: JsonObject;
}

/** How the mark of a live resource has to change. `state`: what the stack declares of it. */
export function markingOf(
  run: ResourceRun,
  type: ResourceType,
  state: ValueMap,
  live: JsonObject,
): Marking | undefined {
  const name = readableTags(type);
  const declared = name === undefined ? undefined : state[name];
  if (name === undefined || declared === undefined || run.session.exactPatch) return undefined;
  const wish = markWishOf(run);
  const change = markChangeOf(type, declared, live, wish);
  if (change === undefined) return undefined;
  const value = markedTags(declared, live[name], wish);
  // reveal() of a list or map is one.
  const marked = { ...live, [name]: reveal(value) };
  return { change, operation: { op: 'add', path: formatPointer([name]), value }, marked };
}

interface MarkingPatch {
  readonly patch: readonly PatchOperation[];
  readonly added: readonly AddedOperation[];
  readonly change: MarkChange | undefined;
}

/** A patch that makes the mark right beside what else it does. `live`: undefined where it was not looked at. */
export function markingPatch(
  run: ResourceRun,
  { type }: UpdateOperation,
  patch: readonly PatchOperation[],
  live: JsonObject | undefined,
): MarkingPatch {
  const name = readableTags(type);
  if (name === undefined || live === undefined) return { patch, added: [], change: undefined };
  const marking = markingOf(run, type, declaredStateOf(createdStateOf(run), patch), live);
  const pointer = formatPointer([name]);
  if (!patch.some(({ path }) => parsePointer(path)[0] === name)) {
    if (marking === undefined) return { patch, added: [], change: undefined };
    return { patch: [...patch, marking.operation], added: [{ pointer, why: 'mark' }], change: marking.change };
  }
  // The patch sets the tags itself: what it says of deletion and expiry is the tool's.
  const place = patch.findLastIndex(({ op, path }) => op !== 'test' && formatPointer(parsePointer(path)) === pointer);
  const value = patch[place]?.value;
  const operation = patch[place];
  const wish = markWishOf(run);
  if (operation === undefined || value === undefined || !holdsMark(value, wish.mark))
    return { patch, added: [], change: undefined };
  const whole = lastingTags(value, live[name], wish);
  return { patch: patch.with(place, { ...operation, value: whole }), added: [], change: marking?.change };
}

/** A create whose mark says that nothing may delete the resource, where the entry does, and when the stack expires, where the run does. */
export function lastingCreate(run: ResourceRun, operation: CreateOperation): CreateOperation {
  const name = readableTags(operation.type);
  const wish = markWishOf(run);
  if (name === undefined || (wish.onDelete !== 'protect' && wish.expires === undefined)) return operation;
  const resources = operation.resources.map((resource) => {
    const tags = resource.desiredState[name];
    if (tags === undefined || !holdsMark(tags, wish.mark)) return resource;
    return { ...resource, desiredState: { ...resource.desiredState, [name]: lastingTags(tags, undefined, wish) } };
  });
  return { ...operation, resources };
}
