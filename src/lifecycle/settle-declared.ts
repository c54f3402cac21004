import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { JsonObject } from '../base/json.ts';
import { keepingTags, readableTags } from '../plan/own-tags.ts';
import { writeOnlyPartOf } from '../plan/write-only.ts';
import type { DeclaredState, UnmanagedDifference } from '../plan/unmanaged.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { askQuery } from './ask-query.ts';
import {
  asDifferences,
  changedSince,
  declaredResourceOf,
  inspectDeclared,
  isStrict,
  type DeclaredResource,
} from './inspect-declared.ts';
import type { Journal } from './journal.ts';
import { updateOperation } from './made-operations.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { noteSent, sendingPatch } from './sent-values.ts';
import { reveal } from '../values/reading.ts';
import type { Value } from '../values/value.ts';

/** What became of what is declared beyond the stack's own queries. */
export interface Settled {
  readonly declared: DeclaredState | undefined;
  /** What a strict build has set. */
  readonly set: readonly UnmanagedDifference[];
}

/**
 * Looks at everything that is declared of a resource, once its own queries are satisfied. Where the stack is strict, what differs is set,
 * and looked at again; what is fixed at creation is a failure. What no read returns is sent where it has changed since it was last sent.
 */
export async function settleDeclared(run: ResourceRun, journal: Journal | undefined): Promise<Attempt<Settled>> {
  const declared = await inspectDeclared(run);
  const differing = isStrict(run) ? unmanagedIn(declared) : [];
  const unsent = toSend(run, declared);
  if (differing.length === 0 && unsent.length === 0) return { ok: true, value: { declared, set: [] } };
  const target = declaredResourceOf(run);
  if (target === undefined) throw new Error(`What was compared of ${run.resource.name} is not known any more.`);
  const fixed = differing.filter(({ why }) => why === 'create-only');
  if (fixed.length > 0) {
    const { identifier } = target;
    return failed({ kind: 'needs-replacement', anchor: 'create', identifier, differences: fixed });
  }
  const live = await run.engine.observe({ ...target, typeName: target.type.typeName });
  if (!live.ok) return failed({ kind: 'trouble', anchor: 'update', trouble: live.error });
  const patch = settlingPatch(run, target, live.value ?? {}, { differing, unsent });
  const operation = updateOperation({ ...target, at: run.resource.manifest.at }, patch);
  run.show('update', operation.text);
  const note = await journal?.prepare(run, operation);
  run.session.emit({ kind: 'resource.writing', resource: run.resource.name, anchor: 'update' });
  const written = await run.engine.write(operation);
  note?.(written.ok ? written.value : undefined, written.ok ? undefined : written.error);
  if (!written.ok) return failed({ kind: 'trouble', anchor: 'update', trouble: written.error });
  noteSent(run, operation);
  run.takeWritten(written.value);
  const after = await inspectDeclared(run);
  const left = isStrict(run) ? unmanagedIn(after) : [];
  if (left.length > 0) return failed({ kind: 'unmanaged', differences: left, when: 'after-write' });
  if (run.resource.queries.has('exports')) {
    const given = await askQuery(run, 'exports', 'exports', true, 'own');
    if (!given.ok) return given;
  }
  return { ok: true, value: { declared: after, set: [...differing, ...unsent] } };
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
