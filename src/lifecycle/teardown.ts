import { nothingFound } from '../resource-types/comparison/differences.ts';
import { formatAddress } from '../stack/address.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';
import { Unknown } from '../values/value.ts';
import { askQuery } from './ask-query.ts';
import { drive } from './drive.ts';
import { endsTeardown } from './ends-teardown.ts';
import { foundByExists } from './found-resource.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { isAskedForExports } from '../flow/part-in-verb.ts';
import { nextTeardownStep, presenceAnchor } from '../flow/teardown-flow.ts';
import { outcomeOf } from './outcome-of.ts';
import type { FailureReason, ResourceOutcome, RunResult } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import { runFlow, type FlowEnd } from './run-flow.ts';
import { timed } from './run-in-order.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { conditionIsFalse } from './without-turn.ts';
import { writeStatement } from './write-statement.ts';

/** What a first pass over a stack learned of a resource. */
export type Collected =
  | { readonly kind: 'present'; readonly run: ResourceRun }
  /** Not all of what a `multi` makes is there; some of it may be. */
  | { readonly kind: 'not-whole'; readonly run: ResourceRun }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-looked-for'; readonly needs: readonly string[] }
  /** `isSilent`: it has exports that nobody knows. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly isSilent: boolean }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

/**
 * Removes the stack. First the exports of all resources are collected in order, since deletes may need them; then each resource is
 * removed in the reverse order. What an absent resource would have exported is unknown: a query that needs it is not sent.
 */
export async function teardown(session: Session): Promise<RunResult> {
  const { stack, emit, clock } = session;
  const started = clock.now();
  const resources = [...stack.resources].reverse();
  emit({
    kind: 'run.started',
    verb: 'teardown',
    stack: stack.manifest.name,
    environment: stack.environment,
    resources: [...session.records].reverse(),
  });
  const collected = await collectAll(session);
  const unknownProducers = producersNotKnown(session, collected);
  const outcomes: { resource: string; outcome: ResourceOutcome }[] = [];
  let ok = true;
  let isOver = false;
  // By the name of what they use: resources that are still there.
  const users = new Map<string, string>();
  for (const resource of resources) {
    const known = collected.get(resource.name);
    const usedBy = users.get(resource.name);
    const goesOn = ok || (session.onFailure === 'ignore' && !isOver && !session.stopping.stop.aborted);
    const outcome: ResourceOutcome =
      goesOn && known !== undefined
        ? await timed(session, resource, async () =>
            usedBy === undefined || known.kind !== 'present' || resource.manifest.skipOnDelete
              ? withoutGuesses(await remove(session, resource, known), unknownProducers)
              : { kind: 'not-attempted', needs: [], usedBy },
          )
        : { kind: 'not-attempted', needs: [] };
    // What waits for a resource that failed comes before it here, and that one's failure is still to be told.
    if (outcome.kind === 'failed') {
      ok = false;
      isOver ||= endsTeardown(outcome.reason);
    }
    if (outcome.kind === 'failed' || outcome.kind === 'not-attempted') {
      for (const { to } of stack.graph.edgesFrom(resource.name)) users.set(to, resource.name);
    }
    outcomes.push({ resource: formatAddress(resource.address), outcome });
  }
  const unconfirmed = outcomes
    .filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'not-attempted')
    .map(({ resource }) => resource);
  const isTolerated = session.onFailure === 'ignore' && !isOver && !session.stopping.stop.aborted;
  const result: RunResult = {
    verb: 'teardown',
    ok: unconfirmed.length === 0 || isTolerated,
    outcomes,
    ...(isTolerated && unconfirmed.length > 0 ? { unconfirmed } : {}),
    exports: new Map(),
    elapsedMs: clock.now() - started,
  };
  emit({ kind: 'run.finished', result });
  return result;
}

/** Resources of which it is not known whether they are there: their exports prove nothing. */
function producersNotKnown(session: Session, collected: ReadonlyMap<string, Collected>): ReadonlySet<string> {
  const producers = new Set<string>();
  for (const { name } of session.stack.resources) {
    const known = collected.get(name);
    const waits = known?.kind === 'not-looked-for' && known.needs.some((need) => producers.has(producerOf(need)));
    const isSilent = known?.kind === 'skipped' && known.isSilent;
    if (known === undefined || known.kind === 'failed' || isSilent || waits) producers.add(name);
  }
  return producers;
}

/** Nothing is left out for good because of a resource that may well be there. */
function withoutGuesses(outcome: ResourceOutcome, unknownProducers: ReadonlySet<string>): ResourceOutcome {
  if (outcome.kind !== 'not-looked-for') return outcome;
  const needs = outcome.needs.filter((need) => unknownProducers.has(producerOf(need)));
  return needs.length === 0 ? outcome : { kind: 'not-attempted', needs };
}

/** `user_pool` of `user_pool.user_pool_id`. */
function producerOf(need: string): string {
  return need.slice(0, Math.max(need.lastIndexOf('.'), 0));
}

/** Asks for every resource in manifest order whether it is there and what it exports; changes nothing. */
export async function collectAll(session: Session): Promise<ReadonlyMap<string, Collected>> {
  const scopes = new Scopes(session);
  const collected = new Map<string, Collected>();
  for (const resource of session.stack.resources) {
    session.emit({ kind: 'resource.started', resource: formatAddress(resource.address), phase: 'collecting' });
    const known = await collect(resource, scopes);
    collected.set(resource.name, known);
    if (known.kind === 'failed' && known.reason.kind === 'interrupted') break;
  }
  return collected;
}

async function collect(resource: StackResource, scopes: Scopes): Promise<Collected> {
  const turn = scopes.turnOf(resource);
  const absent = (answer: Collected): Collected => {
    scopes.addAbsent(resource);
    return answer;
  };
  if (turn.kind === 'skipped') return { kind: 'skipped', reason: conditionIsFalse, isSilent: false };
  if (turn.kind === 'needs') return absent({ kind: 'not-looked-for', needs: turn.names });
  if (turn.kind === 'refused') return absent({ kind: 'failed', reason: turn.reason });
  const { run } = turn;
  const { kind } = resource.manifest;
  if (kind !== 'resource' && kind !== 'multi') return collectStep(run, scopes);
  const shape = shapeOf(resource, run.scope);
  const by = presenceAnchor(shape);
  if (by !== undefined) {
    const there = await askQuery(run, by, 'presence', true, 'never');
    if (!there.ok) {
      return there.reason.kind === 'needs'
        ? absent({ kind: 'not-looked-for', needs: there.reason.names })
        : absent({ kind: 'failed', reason: there.reason });
    }
    if (!there.value.positive) return absent(kind === 'multi' ? { kind: 'not-whole', run } : { kind: 'absent' });
  }
  if (shape.anchors.has('exports') && run.exported === undefined) {
    const given = await askQuery(run, 'exports', 'exports', true, 'never');
    if (!given.ok && given.reason.kind === 'needs')
      return absent({ kind: 'not-looked-for', needs: given.reason.names });
    // The delete may not need the exports: what does need them says so when its turn comes.
    if (!given.ok && given.reason.kind === 'trouble') return absent({ kind: 'failed', reason: given.reason });
  }
  if (run.exported === undefined) scopes.addAbsent(resource);
  else scopes.add(run);
  return { kind: 'present', run };
}

/** A step that makes nothing is not removed either. What it gives may be needed: a query is asked, and a script that only reads is run. */
async function collectStep(run: ResourceRun, scopes: Scopes): Promise<Collected> {
  const { resource } = run;
  const isAsked = isAskedForExports(resource);
  const ended = isAsked
    ? await drive(run, shapeOf(resource, run.scope), () => {
        throw new Error('A teardown collects, and writes nothing on the way.');
      })
    : undefined;
  if (run.exported === undefined) scopes.addAbsent(resource);
  else scopes.add(run);
  // A failure is told: what needs the exports would be left without a reason. A script that fails may do so because all is gone.
  if (ended?.reason?.kind === 'trouble' || ended?.reason?.kind === 'interrupted')
    return { kind: 'failed', reason: ended.reason };
  // What an asked query does not give is not there; what a script would have given, nobody knows.
  const isSilent =
    run.exported === undefined &&
    (resource.manifest.kind !== 'query' || !isAsked) &&
    resource.manifest.exports.length > 0;
  if (resource.manifest.skipOnDelete) return { kind: 'skipped', reason: keptOnDelete, isSilent };
  return { kind: 'skipped', reason: `a ${resource.manifest.kind} leaves nothing to remove`, isSilent };
}

const keptOnDelete = 'it says skip_on_delete';

async function remove(session: Session, resource: StackResource, known: Collected): Promise<ResourceOutcome> {
  const isInterrupted = known.kind === 'failed' && known.reason.kind === 'interrupted';
  // That it could not be looked for is no matter: its exports are unknown, and it is left where it is.
  if (resource.manifest.skipOnDelete && known.kind !== 'absent' && known.kind !== 'skipped' && !isInterrupted)
    return { kind: 'skipped', reason: keptOnDelete };
  switch (known.kind) {
    case 'absent':
      return { kind: 'absent' };
    case 'not-looked-for':
      return known;
    case 'skipped':
      return { kind: 'skipped', reason: known.reason };
    case 'failed':
      return { kind: 'failed', reason: known.reason, written: undefined };
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
    return { kind: 'not-looked-for', needs: ended.reason.names };
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

function withoutCaptured(scope: Scope): Scope {
  const { resource } = scope;
  return resource === undefined ? scope : { ...scope, resource: { ...resource, captured: new Unknown('this') } };
}

function driveRemoval(run: ResourceRun): Promise<FlowEnd> {
  const shape = shapeOf(run.resource, run.scope);
  return runFlow(run, shape, nextTeardownStep, { name: 'known-present' }, writeStatement);
}
