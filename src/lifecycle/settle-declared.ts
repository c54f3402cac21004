import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import type { DeclaredState, UnmanagedDifference } from '../plan/unmanaged.ts';
import type { PatchOperation } from '../resource-types/check-patch.ts';
import { askQuery } from './ask-query.ts';
import { declaredResourceOf, inspectDeclared, isStrict } from './inspect-declared.ts';
import type { Journal } from './journal.ts';
import { updateOperation } from './made-operations.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';

/** What became of what is declared beyond the stack's own queries. */
export interface Settled {
  readonly declared: DeclaredState | undefined;
  /** What a strict build has set. */
  readonly set: readonly UnmanagedDifference[];
}

/**
 * Looks at everything that is declared of a resource, once its own queries are satisfied. Where the stack is strict, what differs is set,
 * and looked at again; what is fixed at creation is a failure.
 */
export async function settleDeclared(run: ResourceRun, journal: Journal | undefined): Promise<Attempt<Settled>> {
  const declared = await inspectDeclared(run);
  const differing = unmanagedIn(declared);
  if (!isStrict(run) || differing.length === 0) return { ok: true, value: { declared, set: [] } };
  const target = declaredResourceOf(run);
  if (target === undefined) throw new Error(`What was compared of ${run.resource.name} is not known any more.`);
  const fixed = differing.filter(({ why }) => why === 'create-only');
  if (fixed.length > 0) {
    const { identifier } = target;
    return failed({ kind: 'needs-replacement', anchor: 'create', identifier, differences: fixed });
  }
  const names = new Set(differing.map(({ pointer }) => parsePointer(pointer)[0] ?? ''));
  const patch = [...names].map((name): PatchOperation => ({
    op: 'add',
    path: formatPointer([name]),
    value: target.state[name] ?? null,
  }));
  const operation = updateOperation({ ...target, at: run.resource.manifest.at }, patch);
  run.show('update', operation.text);
  const note = await journal?.prepare(run, operation);
  run.session.emit({ kind: 'resource.writing', resource: run.resource.name, anchor: 'update' });
  const written = await run.engine.write(operation);
  note?.(written.ok ? written.value : undefined, written.ok ? undefined : written.error);
  if (!written.ok) return failed({ kind: 'trouble', anchor: 'update', trouble: written.error });
  run.takeWritten(written.value);
  const after = await inspectDeclared(run);
  const left = unmanagedIn(after);
  if (left.length > 0) return failed({ kind: 'unmanaged', differences: left, when: 'after-write' });
  if (run.resource.queries.has('exports')) {
    const given = await askQuery(run, 'exports', 'exports', true, 'own');
    if (!given.ok) return given;
  }
  return { ok: true, value: { declared: after, set: differing } };
}

export function unmanagedIn(declared: DeclaredState | undefined): readonly UnmanagedDifference[] {
  return declared?.kind === 'compared' ? declared.unmanaged : [];
}
