import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import type { Engine } from '../engine/engine.ts';
import type { UpdateOperation } from '../engine/operation.ts';
import { keepingTags, readableTags } from '../plan/own-tags.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import type { DeclaredState, UnmanagedDifference } from '../plan/unmanaged.ts';
import { writeOnlyPartOf } from '../plan/write-only.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import {
  asDifferences,
  changedSince,
  declaredResourceOf,
  inspectDeclared,
  isNamedToReplace,
  isStrict,
  type DeclaredResource,
} from './inspect-declared.ts';
import { markingOf } from './marking.ts';
import { updateOperation } from './made-operations.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { sendingPatch } from './sent-values.ts';

/** What is to be done about what is declared beyond the stack's own queries, once those are satisfied. */
export type PreparedSettling =
  /** Nothing, though something may differ. */
  | { readonly kind: 'left'; readonly declared: DeclaredState | undefined }
  /** The mark alone. */
  | {
      readonly kind: 'mark';
      readonly declared: DeclaredState | undefined;
      readonly target: DeclaredResource;
      readonly live: JsonObject;
      readonly change: MarkChange;
      readonly operation: UpdateOperation;
    }
  /** It differs in what is fixed at creation. */
  | {
      readonly kind: 'replace';
      readonly declared: DeclaredState | undefined;
      readonly target: DeclaredResource;
      /** All that differs. */
      readonly differences: readonly UnmanagedDifference[];
      readonly fixed: readonly UnmanagedDifference[];
    }
  | {
      readonly kind: 'update';
      readonly declared: DeclaredState | undefined;
      readonly target: DeclaredResource;
      /** What the operation sets. */
      readonly differences: readonly UnmanagedDifference[];
      /** What it changes about the mark. */
      readonly mark: MarkChange | undefined;
      readonly operation: UpdateOperation;
    };

/**
 * Looks at everything that is declared of a resource, and works out what sets it where the stack is strict, or where no read returns it.
 * `observe`: how the live properties are read; default: by the resource's engine.
 */
export async function prepareSettling(
  run: ResourceRun,
  observe: Engine['observe'] = (target) => run.engine.observe(target),
): Promise<Attempt<PreparedSettling>> {
  const declared = await inspectDeclared(run, observe);
  const unmanaged = unmanagedIn(declared);
  const fixed = isStrict(run) || isNamedToReplace(run) ? unmanaged.filter(({ why }) => why === 'create-only') : [];
  const differing = isStrict(run) ? unmanaged : fixed;
  const unsent = toSend(run, declared);
  const differences = [...differing, ...unsent];
  if (differences.length === 0)
    return { ok: true, value: (await settleMark(run, declared, observe)) ?? { kind: 'left', declared } };
  const target = declaredResourceOf(run);
  if (target === undefined) throw new Error(`What was compared of ${run.resource.name} is not known any more.`);
  if (fixed.length > 0) return { ok: true, value: { kind: 'replace', declared, target, differences, fixed } };
  const live = await observe({ ...target, typeName: target.type.typeName });
  if (!live.ok) return failed({ kind: 'trouble', anchor: 'update', trouble: live.error });
  const marking = live.value && markingOf(run, target.type, target.state, live.value);
  const setting = settlingPatch(run, target, marking?.marked ?? live.value ?? {}, { differing, unsent });
  const setsTags = setting.some(({ path }) => path === marking?.operation.path);
  const patch = marking === undefined || setsTags ? setting : [...setting, marking.operation];
  const operation = updateOperation({ ...target, at: run.resource.manifest.at }, patch);
  return { ok: true, value: { kind: 'update', declared, target, differences, mark: marking?.change, operation } };
}

/** What makes the mark right where nothing else is to be written; undefined where it is right, or cannot be read. */
async function settleMark(
  run: ResourceRun,
  declared: DeclaredState | undefined,
  observe: Engine['observe'],
): Promise<PreparedSettling | undefined> {
  const { kind } = run.resource.manifest;
  const target = kind === 'resource' ? declaredResourceOf(run) : undefined;
  if (target === undefined || readableTags(target.type) === undefined) return undefined;
  const live = await observe({ ...target, typeName: target.type.typeName });
  const marking =
    live.ok && live.value !== undefined ? markingOf(run, target.type, target.state, live.value) : undefined;
  if (marking === undefined || !live.ok || live.value === undefined) return undefined;
  const operation = updateOperation({ ...target, at: run.resource.manifest.at }, [marking.operation]);
  return { kind: 'mark', declared, target, live: live.value, change: marking.change, operation };
}

/** What no read returns and has to be sent: it has changed since it was last sent, or the person says so. */
function toSend(run: ResourceRun, declared: DeclaredState | undefined): readonly UnmanagedDifference[] {
  const writeOnly = declared?.kind === 'compared' ? declared.writeOnly : undefined;
  const isAsked = run.session.resend.has(run.resource.address.entry) && run.sent === undefined;
  return writeOnly !== undefined && isAsked ? asDifferences(writeOnly.properties) : changedSince(declared);
}

/** Sets what differs, and sends what no read returns; tags that are not the stack's to remove are kept. */
function settlingPatch(
  run: ResourceRun,
  { type, state }: DeclaredResource,
  live: JsonObject,
  { differing, unsent }: { readonly differing: readonly UnmanagedDifference[]; readonly unsent: readonly unknown[] },
): readonly PatchOperation[] {
  const tagName = readableTags(type);
  const names = new Set(differing.map(({ pointer }) => parsePointer(pointer)[0] ?? ''));
  const kept = (name: string, value: Value): Value => (name === tagName ? keepingTags(value, live[name]) : value);
  const values = new Map([...names].map((name) => [name, kept(name, state[name] ?? null)]));
  const part = unsent.length === 0 ? undefined : writeOnlyPartOf(type, state);
  const sending =
    part === undefined
      ? []
      : sendingPatch(run, type, state, part, { ...live, ...(reveal(Object.fromEntries(values)) as JsonObject) });
  const sent = new Set(sending.map(({ path }) => parsePointer(path).join('/')));
  const setting = [...values]
    .filter(([name]) => !sent.has(name))
    .map(([name, value]): PatchOperation => ({ op: 'add', path: formatPointer([name]), value }));
  return [...setting, ...sending];
}

export function unmanagedIn(declared: DeclaredState | undefined): readonly UnmanagedDifference[] {
  return declared?.kind === 'compared' ? declared.unmanaged : [];
}
