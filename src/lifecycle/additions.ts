import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import { isWrite, type UpdateOperation, type WriteOperation } from '../engine/operation.ts';
import type { WriteAnchor } from '../flow/flow.ts';
import type { PreparedStatement } from '../operations/operation-source.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import { readableTags } from '../plan/own-tags.ts';
import { isCoveredBy, writeOnlyPartOf } from '../plan/write-only.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { isSentAgain } from '../resource-types/resend.ts';
import { boundBy, createdStateOf } from './addressed-resource.ts';
import type { AddedOperation } from './events.ts';
import type { Attempt, ResourceRun } from './resource-run.ts';
import { reachable, rememberingCreate, rememberingPatch, valueAt } from './sent-values.ts';

/** A write with what the tool adds to it, and what that is. */
export interface PreparedWrite {
  readonly operation: Attempt<WriteOperation>;
  readonly added: readonly AddedOperation[];
}

/** The write of a statement with what the tool adds to it. */
export async function withAdditions(
  run: ResourceRun,
  anchor: WriteAnchor,
  prepared: PreparedStatement,
): Promise<PreparedWrite> {
  const operation = run.operationOf(anchor, prepared);
  if (!operation.ok) return { operation, added: [] };
  const { value } = operation;
  if (!isWrite(value)) throw new Error(`The query ${anchor} of ${run.resource.name} reads.`);
  if (run.session.exactPatch) return { operation: { ok: true, value }, added: [] };
  if (value.kind === 'create') {
    const remembering = rememberingCreate(run, value);
    return { operation: { ok: true, value: remembering.operation }, added: remembering.added };
  }
  if (anchor !== 'update' || value.kind !== 'update') return { operation: { ok: true, value }, added: [] };
  const live = await liveOf(run, value);
  const additions = additionsTo(run, value, live);
  const whole = [...(value.patch ?? []), ...additions.map(({ operation: extra }) => extra)];
  const { patch, added } = rememberingPatch(run, value.type, whole, live);
  return {
    operation: { ok: true, value: { ...value, patch } },
    added: [...additions.map(({ told }) => told), ...added],
  };
}

/**
 * What is there of a resource that an update is about, where something is added by it: inside a property, or to the tags. Undefined where
 * nothing is, and where it cannot be told.
 */
async function liveOf(run: ResourceRun, operation: UpdateOperation): Promise<JsonObject | undefined> {
  const target = boundBy(operation);
  const { type, patch = [] } = operation;
  const { properties } = writeOnlyPartOf(type, createdStateOf(run) ?? {}) ?? { properties: [] };
  const tags = readableTags(type);
  const isAsked =
    properties.some((pointer) => parsePointer(pointer).length > 1 && isSentAgain(type, parsePointer(pointer))) ||
    (properties.length > 0 && patch.some(({ path }) => parsePointer(path)[0] === tags));
  if (target === undefined || !isAsked) return undefined;
  const { region, identifier } = target;
  const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
  return live.ok ? live.value : undefined;
}

/** One operation that is added to a patch. */
export interface Addition {
  readonly operation: PatchOperation;
  readonly told: AddedOperation;
}

/**
 * What a patch has to say beside what its author wrote: write-only properties that the service would set back, because it cannot read
 * them; and the default in the place of a removal that the service ignores.
 */
export function additionsTo(
  run: ResourceRun,
  { type, patch = [] }: UpdateOperation,
  live: JsonObject | undefined,
): readonly Addition[] {
  const additions: Addition[] = [];
  const state = declaredStateOf(createdStateOf(run), patch);
  const { properties } = writeOnlyPartOf(type, createdStateOf(run) ?? {}) ?? { properties: [] };
  const added = new Set<string>();
  for (const property of properties) {
    const path = parsePointer(property);
    const pointer = formatPointer(reachable(path, state, live));
    const isTouched = patch.some(({ path: other }) => isCoveredBy(property, other) || isCoveredBy(other, property));
    if (isTouched || added.has(pointer) || !isSentAgain(type, path)) continue;
    added.add(pointer);
    const value = valueAt(state, parsePointer(pointer));
    additions.push({ operation: { op: 'add', path: pointer, value }, told: { pointer, why: 'write-only' } });
  }
  for (const [index, operation] of patch.entries()) {
    const [name, ...rest] = parsePointer(operation.path);
    if (
      operation.op !== 'remove' ||
      name === undefined ||
      rest.length > 0 ||
      !Object.hasOwn(type.ignoredRemovals, name) ||
      patch.slice(index + 1).some((later) => parsePointer(later.path)[0] === name)
    )
      continue;
    const path = formatPointer([name]);
    additions.push({
      operation: { op: 'add', path, value: type.ignoredRemovals[name] ?? null },
      told: { pointer: path, why: 'ignored-removal' },
    });
  }
  return additions;
}

/**
 * The update once more with what the service says that it misses, where the stack declares it: a service validates the whole of what
 * comes out, and it cannot read what is write-only. Undefined where that is not what it says.
 */
export function withMissing(
  run: ResourceRun,
  operation: UpdateOperation,
  message: string,
): { readonly operation: UpdateOperation; readonly added: AddedOperation } | undefined {
  const missing = /#([\w/]*): required key \[(\w+)\] not found/.exec(message);
  const [, place = '', name = ''] = missing ?? [];
  if (missing === null || run.session.exactPatch) return undefined;
  const pointer = formatPointer([...parsePointer(place), name]);
  const patch = operation.patch ?? [];
  const value = valueAt(declaredStateOf(createdStateOf(run), patch), parsePointer(pointer));
  if (value === null || patch.some(({ path }) => isCoveredBy(pointer, path))) return undefined;
  const whole = [...patch, { op: 'add', path: pointer, value } as const];
  return { operation: { ...operation, patch: whole }, added: { pointer, why: 'write-only' } };
}
