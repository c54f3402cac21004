import { keptOnDelete } from '../flow/kept-on-delete.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { nextTeardownStep } from '../flow/teardown-flow.ts';
import type { PlannedAction, PlannedResource } from '../plan/plan.ts';
import type { StackResource } from '../stack/stack.ts';
import { collectAll } from './collect-all.ts';
import type { Collected } from './collect.ts';
import type { FailureReason } from './outcome.ts';
import { plannedUnselected, stillUsed } from './not-selected.ts';
import { basesOf } from './plan-basis.ts';
import { plannedEntries, planWrite, type PlannedWrite } from './plan-write.ts';
import type { ResourceRun } from './resource-run.ts';
import { protectionOf } from './protection.ts';
import { runFlow } from './run-flow.ts';
import type { Session } from './session.ts';
import { withoutCaptured } from './without-captured.ts';

/** What is written of a resource that stays. */
const unwritten = { typeName: undefined, identifier: undefined, requests: [] };

type Planned = readonly PlannedResource<FailureReason>[];

/** What a teardown would do, in its order: the last resource first. `withBasis`: and what each decision rests on. */
export async function planRemovals(session: Session, withBasis: boolean): Promise<Planned> {
  const collected = await collectAll(session);
  const planned: PlannedResource<FailureReason>[] = [];
  const { stack, selection } = session;
  const used = selection === undefined ? [] : stillUsed(stack, selection, collected);
  let isRefused = used.length > 0;
  for (const resource of stack.resources.toReversed()) {
    const known = collected.get(resource.name) ?? { kind: 'failed', reason: { kind: 'interrupted' } };
    if (selection !== undefined && !selection.selected.has(resource.name)) {
      planned.push(plannedUnselected(resource, known));
      continue;
    }
    const protection = protectionOf(session, resource, known);
    if (protection !== undefined) {
      planned.push({ resource: resource.name, ...unwritten, action: { kind: 'failed', reason: protection } });
      isRefused = true;
      continue;
    }
    const user = used.find((one) => one.resource === resource.name)?.user;
    const writes =
      user === undefined
        ? await planRemoval(resource, known)
        : [{ ...unwritten, action: keptFor(user, collected.get(user)) }];
    const isPresent = known.kind === 'present' || known.kind === 'not-whole';
    planned.push(...plannedEntries(resource, writes, withBasis && isPresent ? await basesOf(known.run, writes) : []));
  }
  return isRefused ? planned.map(withoutDelete) : planned;
}

function keptFor(user: string, known: Collected | undefined): PlannedAction<FailureReason> {
  const userIs = known?.kind === 'failed' ? 'not known' : 'there';
  return { kind: 'failed', reason: { kind: 'still-used', user, userIs } };
}

/** Where one resource cannot go, a teardown removes nothing. */
function withoutDelete(planned: PlannedResource<FailureReason>): PlannedResource<FailureReason> {
  return planned.action.kind === 'delete'
    ? {
        ...planned,
        action: { kind: 'skipped', reason: 'a teardown deletes nothing while another resource cannot go' },
        requests: [],
      }
    : planned;
}

async function planRemoval(resource: StackResource, known: Collected): Promise<readonly PlannedWrite[]> {
  const only = (action: PlannedAction<FailureReason>): readonly PlannedWrite[] => [{ ...unwritten, action }];
  const isInterrupted = known.kind === 'failed' && known.reason.kind === 'interrupted';
  const kept = keptOnDelete(resource.manifest);
  if (kept !== undefined && known.kind !== 'absent' && known.kind !== 'skipped' && !isInterrupted)
    return only({ kind: 'skipped', reason: kept });
  switch (known.kind) {
    case 'absent':
      return only({ kind: 'absent' });
    case 'not-looked-for':
      return only({ kind: 'not-looked-for', needs: known.needs });
    case 'skipped':
      return only({ kind: 'skipped', reason: known.reason });
    case 'failed':
      return only({ kind: 'failed', reason: known.reason });
    case 'not-read':
      return only({ kind: 'skipped', reason: 'not selected' });
    case 'present':
      return planFlow(known.run);
    case 'not-whole': {
      // What `exists` alone can tell is not known, since it found nothing.
      known.run.scope = withoutCaptured(known.run.scope);
      const writes = await planFlow(known.run);
      return writes.some(({ action }) => action.kind === 'not-looked-for') ? only({ kind: 'absent' }) : writes;
    }
  }
}

async function planFlow(run: ResourceRun): Promise<readonly PlannedWrite[]> {
  let writes: readonly PlannedWrite[] = [];
  const shape = shapeOf(run.resource, run.scope);
  const ended = await runFlow(
    run,
    shape,
    nextTeardownStep,
    { name: 'known-present' },
    async (running, anchor, because) => {
      const prepared = running.prepare(anchor);
      if (!prepared.ok) return prepared;
      const planned = await planWrite(running, anchor, { because, asked: 'exports', needs: [] });
      if (!planned.ok) return planned;
      writes = planned.value;
      return { ok: true, value: { changed: true, isPlanned: true } };
    },
  );
  if (ended.verdict?.kind === 'no-delete-query')
    return [{ ...unwritten, action: { kind: 'skipped', reason: 'it has no delete query' } }];
  if (ended.reason?.kind === 'needs')
    return [{ ...unwritten, action: { kind: 'not-looked-for', needs: ended.reason.needs } }];
  if (ended.reason !== undefined) return [{ ...unwritten, action: { kind: 'failed', reason: ended.reason } }];
  return writes;
}
