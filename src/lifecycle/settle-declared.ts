import type { DeclaredState, UnmanagedDifference } from '../plan/unmanaged.ts';
import { askQuery } from './ask-query.ts';
import { needsReplacement } from './find-fixed.ts';
import { inspectDeclared, isStrict } from './inspect-declared.ts';
import type { Journal } from './journal.ts';
import { prepareSettling, unmanagedIn } from './prepare-settling.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { noteSent } from './sent-values.ts';
import { writeWhenKnown } from './write-when-known.ts';

/** What became of what is declared beyond the stack's own queries. */
export interface Settled {
  readonly declared: DeclaredState | undefined;
  /** What a strict build has set. */
  readonly set: readonly UnmanagedDifference[];
  /** There was something to write, and it may not be written. */
  readonly isHeldBack?: true;
}

/**
 * Looks at everything that is declared of a resource, once its own queries are satisfied. Where the stack is strict, what differs is set,
 * and looked at again; what is fixed at creation is a failure. What no read returns is sent where it has changed since it was last sent.
 * `mayWrite` is asked before anything is written: where it says no, nothing is.
 */
export async function settleDeclared(
  run: ResourceRun,
  journal: Journal | undefined,
  mayWrite: () => Promise<boolean>,
): Promise<Attempt<Settled>> {
  const prepared = await prepareSettling(run);
  if (!prepared.ok) return prepared;
  switch (prepared.value.kind) {
    case 'left':
      return { ok: true, value: { declared: prepared.value.declared, set: [] } };
    case 'replace':
      return failed(needsReplacement(run, prepared.value));
    case 'mark':
    case 'update':
      break;
  }
  const { declared: before, operation } = prepared.value;
  const [differences, mark] =
    prepared.value.kind === 'mark' ? [[], prepared.value.change] : [prepared.value.differences, prepared.value.mark];
  if (!(await mayWrite())) return { ok: true, value: { declared: before, set: [], isHeldBack: true } };
  run.show('update', operation.text);
  const note = await journal?.prepare(run, operation);
  run.session.emit({ kind: 'resource.writing', resource: run.resource.name, anchor: 'update' });
  const written = await writeWhenKnown(run, operation);
  note?.(written.ok ? written.value : undefined, written.ok ? undefined : written.error);
  if (!written.ok) return failed({ kind: 'trouble', anchor: 'update', trouble: written.error });
  run.mark = mark ?? run.mark;
  noteSent(run, operation);
  run.takeWritten(written.value);
  const after = await inspectDeclared(run);
  const left = isStrict(run) ? unmanagedIn(after) : [];
  if (left.length > 0) return failed({ kind: 'unmanaged', differences: left, when: 'after-write' });
  if (run.resource.queries.has('exports') && differences.length > 0) {
    const given = await askQuery(run, 'exports', 'exports', true, 'own');
    if (!given.ok) return given;
  }
  return { ok: true, value: { declared: after, set: differences } };
}
