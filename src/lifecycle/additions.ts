import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import type { UpdateOperation } from '../engine/operation.ts';
import { declaredStateOf } from '../plan/declared-state.ts';
import { isCoveredBy, writeOnlyPartOf } from '../plan/write-only.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { isSentAgain } from '../resource-types/resend.ts';
import { createdStateOf } from './addressed-resource.ts';
import type { AddedOperation } from './events.ts';
import type { ResourceRun } from './resource-run.ts';
import { reachable, valueAt } from './sent-values.ts';

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
