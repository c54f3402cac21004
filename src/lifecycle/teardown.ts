import { nothingFound } from '../resource-types/comparison/differences.ts';
import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { askQuery } from './ask-query.ts';
import { collectAll } from './collect-all.ts';
import type { Collected } from './collect.ts';
import { endsTeardown } from './ends-teardown.ts';
import { foundByExists } from './found-resource.ts';
import { keptOnDelete } from '../flow/kept-on-delete.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { createSchedule } from '../flow/schedule.ts';
import { nextTeardownStep, presenceAnchor } from '../flow/teardown-flow.ts';
import { outcomeOf } from './outcome-of.ts';
import { notSelected, stillUsed, stillUsedDiagnostics } from './not-selected.ts';
import type { FailureReason, ResourceOutcome, RunResult } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import { prune } from './prune.ts';
import { protectionOf } from './protection.ts';
import { runFlow, type FlowEnd } from './run-flow.ts';
import { runSchedule, type TurnEnd } from './run-schedule.ts';
import type { Session } from './session.ts';
import { takeTurn } from './take-turn.ts';
import { WatchedWrites } from './watched-writes.ts';
import { WritePlaces } from './write-places.ts';
import { withoutCaptured } from './without-captured.ts';
import { writeQuery } from './write-query.ts';

/**
 * Removes the stack. First the exports of all resources are collected in order, since deletes may need them; then each resource is
 * removed in the reverse order. What an absent resource would have exported is unknown: a query that needs it is not sent. Where only some
 * resources are selected, nothing is removed as long as one that is left uses one of them.
 */
export async function teardown(given: Session): Promise<RunResult> {
  const places = new WritePlaces(given.parallelism);
  const writes = new WatchedWrites({ ...given, places });
  const { session } = writes;
  const { stack, emit, clock, selection, parallelism } = session;
  const started = clock.now();
  const resources = [...stack.resources].reverse();
  emit({
    kind: 'run.started',
    verb: 'teardown',
    stack: stack.manifest.name,
    environment: stack.environment,
    resources: [...session.records].reverse(),
    ...(parallelism > 1 ? { parallelism } : {}),
  });
  const collected = await collectAll(session);
  const unknownProducers = producersNotKnown(session, collected);
  const used = selection === undefined ? [] : stillUsed(stack, selection, collected);
  const refused = stillUsedDiagnostics(stack, used, collected);
  if (refused.length > 0) emit({ kind: 'run.diagnostics', diagnostics: refused });
  const outcomes = new Map<string, ResourceOutcome>();
  const protections = protectionsIn(session, collected);
  const isRefused = refused.length > 0 || protections.size > 0;
  const state = { ok: !isRefused, isOver: false };
  // By the name of what they use: resources that are still there.
  const users = new Map(used.map(({ resource, user }) => [resource, user]));
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  // Side by side there is no rest that follows a failure: what nothing uses that is left may be gone already.
  const goesOnAfterFailure = parallelism > 1 || session.onFailure === 'ignore';
  const schedule = createSchedule({ names: [...byName.keys()], graph: stack.graph, parallelism, isReversed: true });
  /** What came of the first turn of those that have another one. */
  const again = new Map<string, ResourceOutcome>();
  await runSchedule({ ...schedule, places }, async (name, turns) => {
    const resource = byName.get(name);
    if (resource === undefined) throw new Error(`The stack has no resource ${name}.`);
    const known = collected.get(name);
    const end = (outcome: ResourceOutcome): TurnEnd => {
      outcomes.set(name, outcome);
      return { kind: 'ended' };
    };
    if (selection !== undefined && !selection.selected.has(name)) {
      const outcome = await leave(session, resource, known ?? { kind: 'not-read' });
      if (outcome.kind === 'failed') state.ok = false;
      return end(outcome);
    }
    const usedBy = users.get(name);
    const protection = protections.get(name);
    const goesOn = !isRefused && (state.ok || (goesOnAfterFailure && !state.isOver && !session.stopping.stop.aborted));
    const before = again.get(name);
    if (protection === undefined && before === undefined && (!goesOn || known === undefined))
      return end({
        kind: 'not-attempted',
        needs: [],
        ...(refused.length === 0 || usedBy === undefined ? {} : { usedBy }),
      });
    const act = async (): Promise<ResourceOutcome> => {
      if (protection !== undefined || known === undefined)
        return { kind: 'failed', reason: protection ?? { kind: 'interrupted' }, written: undefined };
      // It was refused in its first turn, and there is no other one.
      if (!goesOn && before !== undefined) return before;
      const isKept = known.kind !== 'present' || keptOnDelete(resource.manifest) !== undefined;
      if (usedBy !== undefined && !isKept) return { kind: 'not-attempted', needs: [], usedBy };
      const now = before === undefined ? known : await askAgain(known);
      return withoutGuesses(await remove(session, resource, now), unknownProducers);
    };
    writes.watch(resource, () => turns.unendedBefore(name));
    const turn = await takeTurn(session, resource, act, () => writes.pendingBefore(resource));
    writes.unwatch(resource);
    if (turn.kind === 'postponed') {
      again.set(name, turn.outcome);
      return turn;
    }
    const { outcome } = turn;
    if (protection !== undefined) return end(outcome);
    // What waits for a resource that failed comes before it here, and that one's failure is still to be told.
    if (outcome.kind === 'failed') {
      state.ok = false;
      state.isOver ||= endsTeardown(outcome.reason);
    }
    if (outcome.kind === 'failed' || outcome.kind === 'not-attempted') {
      for (const { to } of stack.graph.edgesFrom(name)) users.set(to, name);
    }
    return end(outcome);
  });
  const inOrder = resources.flatMap(({ name, address }) => {
    const outcome = outcomes.get(name);
    return outcome === undefined ? [] : [{ resource: formatAddress(address), outcome }];
  });
  // What no entry stands for any more goes last, and only where all others are gone.
  if (state.ok && session.prune !== undefined) {
    const { outcomes: pruned } = await prune(session, []);
    inOrder.push(...pruned);
  }
  const unconfirmed = inOrder
    .filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'not-attempted')
    .map(({ resource }) => resource);
  const isTolerated = session.onFailure === 'ignore' && !state.isOver && !session.stopping.stop.aborted && !isRefused;
  const result: RunResult = {
    verb: 'teardown',
    ok: unconfirmed.length === 0 || isTolerated,
    outcomes: inOrder,
    ...(isTolerated && unconfirmed.length > 0 ? { unconfirmed } : {}),
    exports: new Map(),
    elapsedMs: clock.now() - started,
  };
  emit({ kind: 'run.finished', result });
  return result;
}

/** A resource that was to be deleted, looked for once more: what was in its way may have taken it along. */
async function askAgain(known: Collected): Promise<Collected> {
  if (known.kind !== 'present') return known;
  const { run } = known;
  const by = presenceAnchor(shapeOf(run.resource, run.scope));
  if (by === undefined) return known;
  run.engine.forget(run.onlyOperation(by));
  const there = await askQuery(run, by, 'presence', true, 'never');
  if (!there.ok) return { kind: 'failed', reason: there.reason };
  return there.value.positive ? known : { kind: 'absent' };
}

/** What keeps the teardown from deleting anything, by the name of the resource: looked at before anything is deleted. */
function protectionsIn(
  session: Session,
  collected: ReadonlyMap<string, Collected>,
): ReadonlyMap<string, FailureReason> {
  const { stack, selection } = session;
  const found = new Map<string, FailureReason>();
  for (const resource of stack.resources) {
    const known = collected.get(resource.name);
    const isSelected = selection === undefined || selection.selected.has(resource.name);
    const protection = known === undefined || !isSelected ? undefined : protectionOf(session, resource, known);
    if (protection !== undefined) found.set(resource.name, protection);
  }
  return found;
}

/** A resource that is not selected stays; what was read of it is told. */
async function leave(session: Session, resource: StackResource, known: Collected): Promise<ResourceOutcome> {
  const outcome = notSelected(known);
  if (known.kind !== 'not-read') await takeTurn(session, resource, () => Promise.resolve(outcome));
  return outcome;
}

/** Resources of which it is not known whether they are there: their exports prove nothing. */
function producersNotKnown(session: Session, collected: ReadonlyMap<string, Collected>): ReadonlySet<string> {
  const producers = new Set<string>();
  for (const { name } of session.stack.resources) {
    const known = collected.get(name);
    const waits =
      known?.kind === 'not-looked-for' && known.needs.some(({ giver }) => giver !== undefined && producers.has(giver));
    const isSilent = known?.kind === 'skipped' && known.isSilent;
    if (known === undefined || known.kind === 'failed' || isSilent || waits) producers.add(name);
  }
  return producers;
}

/** Nothing is left out for good because of a resource that may well be there. */
function withoutGuesses(outcome: ResourceOutcome, unknownProducers: ReadonlySet<string>): ResourceOutcome {
  if (outcome.kind !== 'not-looked-for') return outcome;
  const needs = outcome.needs.filter(({ giver }) => giver !== undefined && unknownProducers.has(giver));
  return needs.length === 0 ? outcome : { kind: 'not-attempted', needs };
}

async function remove(session: Session, resource: StackResource, known: Collected): Promise<ResourceOutcome> {
  const isInterrupted = known.kind === 'failed' && known.reason.kind === 'interrupted';
  // That it could not be looked for is no matter: its exports are unknown, and it is left where it is.
  const kept = keptOnDelete(resource.manifest);
  if (kept !== undefined && known.kind !== 'absent' && known.kind !== 'skipped' && !isInterrupted)
    return { kind: 'skipped', reason: kept };
  switch (known.kind) {
    case 'absent':
      return { kind: 'absent' };
    case 'not-looked-for':
      return known;
    case 'skipped':
      return { kind: 'skipped', reason: known.reason };
    case 'failed':
      return { kind: 'failed', reason: known.reason, written: undefined };
    case 'not-read':
      return notSelected(known);
    case 'present':
    case 'not-whole':
      if (session.stopping.stop.aborted) return { kind: 'failed', reason: { kind: 'interrupted' }, written: undefined };
      return known.kind === 'present' ? removePresent(known.run) : removeRest(known.run);
  }
}

async function removePresent(run: ResourceRun): Promise<ResourceOutcome> {
  const identifier = run.shownIdentifier();
  const ended = await driveRemoval(run);
  if (ended.reason?.kind === 'needs' && ended.written === undefined)
    return { kind: 'not-looked-for', needs: ended.reason.needs };
  if (ended.reason?.kind === 'owned-by-another' && ended.written === undefined)
    return { ...ended.reason, kind: 'left' };
  return outcomeOf(ended, {
    identifier: run.identifier ?? identifier,
    comparison: nothingFound,
    found: foundByExists(run)?.identifier,
    asDesired: 'unchanged',
  });
}

/** Deletes whatever is left of several resources: for what is not there, a delete has nothing to do. */
async function removeRest(run: ResourceRun): Promise<ResourceOutcome> {
  // What `exists` alone can tell is not known, since it found nothing.
  run.scope = withoutCaptured(run.scope);
  const ended = await driveRemoval(run);
  const cannotSay = ended.reason?.kind === 'needs' && ended.written === undefined;
  const isGone = ended.verdict?.kind === 'deleted' && !run.hasWritten;
  if (cannotSay || isGone || ended.verdict?.kind === 'no-delete-query') return { kind: 'absent' };
  return outcomeOf(ended, { identifier: run.identifier, comparison: nothingFound, asDesired: 'unchanged' });
}

function driveRemoval(run: ResourceRun): Promise<FlowEnd> {
  const shape = shapeOf(run.resource, run.scope);
  return runFlow(run, shape, nextTeardownStep, { name: 'known-present' }, writeQuery);
}
