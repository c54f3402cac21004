import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import type { CreateOperation, UpdateOperation } from '../engine/operation.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import { holdsMark, keepingTags, readableTags, sentTag, tagIn, withTag, type Mark } from '../plan/own-tags.ts';
import { isCoveredBy, writeOnlyPartOf, type WriteOnlyPart } from '../plan/write-only.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { markNameOf } from '../stack/address.ts';
import type { Value, ValueMap } from '../values/value.ts';
import { createdStateOf, onlyResourceOf } from './addressed-resource.ts';
import type { AddedOperation } from './events.ts';
import type { ResourceRun } from './resource-run.ts';

/** How the stack marks the resource of a run as its own. */
export function markOf({ session: { stack }, resource }: ResourceRun): Mark {
  return { stack: stack.manifest.name, environment: stack.environment, resource: markNameOf(resource.address) };
}

/** Whether what is declared of what no read returns is what this stack has sent last. */
export function lastSent(
  run: ResourceRun,
  type: ResourceType,
  part: WriteOnlyPart,
  live: JsonObject,
): 'same' | 'changed' | 'unknown' {
  if (run.sent !== undefined) return run.sent === part.digest ? 'same' : 'changed';
  const name = readableTags(type);
  const tags = name === undefined ? undefined : live[name];
  const digest = holdsMark(tags, markOf(run)) ? tagIn(tags, sentTag) : undefined;
  if (digest === undefined) return 'unknown';
  return digest === part.digest ? 'same' : 'changed';
}

/** A create that remembers in its tags what it sends of what no read returns. */
export function rememberingCreate(
  run: ResourceRun,
  operation: CreateOperation,
): { readonly operation: CreateOperation; readonly added: readonly AddedOperation[] } {
  const { type } = operation;
  const name = readableTags(type);
  if (name === undefined) return { operation, added: [] };
  const resources = operation.resources.map((resource) => {
    const { desiredState } = resource;
    const tags = desiredState[name];
    const part = writeOnlyPartOf(type, desiredState);
    if (tags === undefined || part === undefined || !holdsMark(tags, markOf(run))) return resource;
    return { ...resource, desiredState: { ...desiredState, [name]: withTag(tags, sentTag, part.digest) } };
  });
  return resources.some((resource, index) => resource !== operation.resources[index])
    ? { operation: { ...operation, resources }, added: [{ pointer: formatPointer([name]), why: 'sent' }] }
    : { operation, added: [] };
}

/**
 * A patch that sets the tags, remembering in them what it sends of what no read returns. Where it does not send all of that, what was
 * remembered stands.
 */
export function rememberingPatch(
  run: ResourceRun,
  type: ResourceType,
  patch: readonly PatchOperation[],
  live: JsonObject | undefined,
): { readonly patch: readonly PatchOperation[]; readonly added: readonly AddedOperation[] } {
  const unchanged = { patch, added: [] };
  const name = readableTags(type);
  if (name === undefined) return unchanged;
  const pointer = formatPointer([name]);
  const place = patch.findLastIndex(({ op, path }) => op !== 'test' && formatPointer(parsePointer(path)) === pointer);
  const operation = patch[place];
  if (operation?.value === undefined || !holdsMark(operation.value, markOf(run))) return unchanged;
  const part = writeOnlyPartOf(type, declaredStateOf(createdStateOf(run), patch));
  const digest = part !== undefined && sendsAll(part, patch) ? part.digest : tagIn(live?.[name], sentTag);
  if (digest === undefined) return unchanged;
  const value = withTag(operation.value, sentTag, digest);
  return { patch: patch.with(place, { ...operation, value }), added: [{ pointer, why: 'sent' }] };
}

/** The patch that sends all of what no read returns, and remembers it where the resource carries the stack's mark. */
export function sendingPatch(
  run: ResourceRun,
  type: ResourceType,
  state: ValueMap,
  part: WriteOnlyPart,
  live: JsonObject,
): readonly PatchOperation[] {
  const paths = part.properties.map((property) => reachable(parsePointer(property), state, live));
  const outermost = [...new Set(paths.map((path) => formatPointer(path)))].filter(
    (path, _index, all) => !all.some((other) => other !== path && isCoveredBy(path, other)),
  );
  const sending = outermost.map((path): PatchOperation => ({
    op: 'add',
    path,
    value: valueAt(state, parsePointer(path)),
  }));
  const name = readableTags(type);
  const tags = name === undefined ? undefined : live[name];
  if (name === undefined || tags === undefined || !holdsMark(tags, markOf(run))) return sending;
  const value = withTag(keepingTags(tags, tags), sentTag, part.digest);
  return [...sending, { op: 'add', path: formatPointer([name]), value }];
}

/** Notes what a write that has succeeded has sent. */
export function noteSent(run: ResourceRun, operation: CreateOperation | UpdateOperation): void {
  const { type } = operation;
  if (operation.kind === 'create') {
    const state = onlyResourceOf(operation)?.desiredState;
    run.sent = state === undefined ? undefined : writeOnlyPartOf(type, state)?.digest;
    return;
  }
  notePatchSent(run, type, operation.patch ?? []);
}

/** The same of a patch. */
export function notePatchSent(run: ResourceRun, type: ResourceType, patch: readonly PatchOperation[]): void {
  const part = writeOnlyPartOf(type, declaredStateOf(createdStateOf(run), patch));
  if (part !== undefined && sendsAll(part, patch)) run.sent = part.digest;
}

/**
 * Where a value can be added: the path itself where what holds it is there and is a map, else the outermost that is missing. Members of
 * lists have no place that lasts, so the whole list is sent.
 */
export function reachable(path: readonly string[], state: ValueMap, live: JsonObject | undefined): readonly string[] {
  let wanted: Value | undefined = state;
  let actual: Value | undefined = live ?? {};
  for (const [index, part] of path.entries()) {
    wanted = memberOf(wanted, part);
    actual = memberOf(actual, part);
    if (actual === undefined || Array.isArray(wanted)) return path.slice(0, index + 1);
  }
  return path;
}

export function valueAt(state: ValueMap, path: readonly string[]): Value {
  let value: Value | undefined = state;
  for (const part of path) value = memberOf(value, part);
  return value ?? null;
}

function memberOf(value: Value | undefined, name: string): Value | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as ValueMap)[name]
    : undefined;
}

function sendsAll({ properties }: WriteOnlyPart, patch: readonly PatchOperation[]): boolean {
  const set = patch.filter(({ op }) => op === 'add' || op === 'replace').map(({ path }) => path);
  return properties.every((property) => set.some((path) => isCoveredBy(property, path)));
}
