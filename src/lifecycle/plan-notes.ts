import { inspectDeclared } from './inspect-declared.ts';
import type { PlannedWrite } from './plan-write.ts';
import type { ResourceRun } from './resource-run.ts';

/** The one planned write of a resource that is there, with what a plan tells of it beside. Mostly nothing is asked: it was read before. */
export async function withNotes(run: ResourceRun, writes: readonly PlannedWrite[]): Promise<readonly PlannedWrite[]> {
  const [only, ...others] = writes;
  if (only === undefined || others.length > 0 || !['update', 'unchanged', 'mark'].includes(only.action.kind))
    return writes;
  const declared = await inspectDeclared(run);
  if (declared?.kind !== 'compared') return writes;
  const { ignored, writeOnly } = declared;
  const isSent = run.sent !== undefined || run.session.resend.has(run.resource.address.entry);
  const unknown = writeOnly?.last === 'unknown' && !isSent ? writeOnly.properties : [];
  return ignored.length + unknown.length === 0 ? writes : [{ ...only, notes: { ignored, unknown } }];
}
