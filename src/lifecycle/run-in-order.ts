import { actsBlindly } from '../flow/part-in-verb.ts';
import { createSchedule } from '../flow/schedule.ts';
import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { collect, passOver } from './collect.ts';
import { missingUnselected, notSelected, selectionEndOf } from './not-selected.ts';
import type { FailureReason, ResourceOutcome, RunResult, UndoStep, Verb } from './outcome.ts';
import { readAhead, type ReadAhead } from './read-ahead.ts';
import { runSchedule, type TurnEnd } from './run-schedule.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { stackExports } from './stack-exports.ts';
import { takeTurn } from './take-turn.ts';
import { conditionIsFalse } from './outcome-without-run.ts';
import { WatchedWrites } from './watched-writes.ts';
import { WritePlaces } from './write-places.ts';

export interface InOrderOptions {
  /** `go-on`: with what does not need the failed resource. `end`: the rest is not attempted, as far as there is an order. */
  readonly afterFailure: 'end' | 'go-on';
  /** Resources that are known to be refused, by name: they fail though the run ends before them. Default: none. */
  readonly refused?: () => ReadonlyMap<string, FailureReason>;
  /** What is done once every resource has had its turn and none has failed; false where that failed. */
  readonly afterwards?: (outcomes: RunResult['outcomes']) => Promise<{
    readonly ok: boolean;
    readonly outcomes: RunResult['outcomes'];
  }>;
  /** Undoes what was done, once all is over and something has failed. */
  readonly undo?: () => Promise<readonly UndoStep[]>;
}

/** What a resource has in its turn. */
export interface TurnTools {
  readonly scopes: Scopes;
  readonly ahead: ReadAhead;
  /** The resources whose turn has not ended, this one among them, in the order of the run. */
  readonly pending: () => readonly StackResource[];
  /** Whether the run still begins anything: what a turn has waited for may have failed meanwhile. */
  readonly goesOn: () => boolean;
  /** Whether the run has changed anything by now. */
  readonly hasChanged: () => boolean;
  /** To be called before others are written for the sake of this resource: a refusal of that may hang on order, too. */
  readonly noteWrite: () => void;
}

/**
 * Runs `act` for every selected resource, each after those that it uses; the others are read as far as that is needed. Where a write may have
 * been refused because an earlier resource was not done when it was sent, the resource has another turn after those.
 */
export async function runInOrder(
  given: Session,
  verb: Verb,
  act: (resource: StackResource, tools: TurnTools) => Promise<ResourceOutcome>,
  { afterFailure, undo, afterwards, refused = () => new Map<string, FailureReason>() }: InOrderOptions,
): Promise<RunResult> {
  const { stack, emit, clock, selection } = given;
  const started = clock.now();
  const parallelism = verb === 'test' ? 1 : given.parallelism;
  emit({
    kind: 'run.started',
    verb,
    stack: stack.manifest.name,
    environment: stack.environment,
    resources: given.records,
    ...(parallelism > 1 ? { parallelism } : {}),
  });
  const places = new WritePlaces(parallelism);
  const writes = new WatchedWrites({ ...given, places });
  const { session } = writes;
  const scopes = new Scopes(session);
  const ahead = readAhead(session, verb === 'build' ? 'writable' : 'state');
  const outcomes = new Map<string, ResourceOutcome>();
  /** What is so of any outcome by now: it is asked at every turn. */
  const among = { bad: false, changes: false };
  const end = (name: string, outcome: ResourceOutcome): TurnEnd => {
    outcomes.set(name, outcome);
    among.bad ||= isBad(outcome);
    among.changes ||= isChange(outcome);
    return { kind: 'ended' };
  };
  /** What came of the first turn of those that have another one. */
  const postponed = new Map<string, ResourceOutcome>();
  // Side by side there is no rest that follows a failure: what needs nothing of the failed resource may be done already.
  const stopsAtFailure = afterFailure === 'end' && (parallelism === 1 || session.onFailure === 'rollback');
  const byName = new Map(stack.resources.map((resource) => [resource.name, resource]));
  const schedule = createSchedule({
    names: [...byName.keys()],
    graph: stack.graph,
    parallelism,
    isBarrier: (name) => isBarrier(byName.get(name)),
  });
  await runSchedule({ ...schedule, places }, async (name, turns) => {
    const resource = known(byName, name);
    // A run that is refused as a whole has nothing to go on with, and what acts without saying on what may need anything.
    const mayGoOn = (): boolean => {
      const stops = stopsAtFailure || (afterFailure === 'end' && (refused().size > 0 || actsBlindly(resource)));
      return !(stops && among.bad) && !session.stopping.stop.aborted;
    };
    const hasChanged = (): boolean => postponed.size > 0 || among.changes;
    const pending = (): readonly StackResource[] => turns.unended().map((one) => known(byName, one));
    if (mayGoOn()) await ahead.ofResource(resource);
    const goesOn = mayGoOn();
    const isSelected = selection === undefined || selection.selected.has(name);
    if (!isSelected && !(goesOn && selection.read.has(name))) return end(name, notSelected(passOver(resource, scopes)));
    const before = postponed.get(name);
    const refusal = goesOn ? undefined : refused().get(name);
    const take = (): Promise<ResourceOutcome> => {
      if (refusal !== undefined) return Promise.resolve({ kind: 'failed', reason: refusal, written: undefined });
      // It was refused in its first turn, and there is no other one.
      if (!goesOn && before !== undefined) return Promise.resolve(before);
      const noteWrite = (): void => writes.noteFor(resource);
      const tools: TurnTools = { scopes, ahead, pending, goesOn: mayGoOn, hasChanged, noteWrite };
      return isSelected ? act(resource, tools) : readOnly(resource, scopes);
    };
    if (!goesOn && refusal === undefined && before === undefined) return end(name, withoutAttempt(resource, scopes));
    writes.watch(resource, () => turns.unendedBefore(name));
    const turn = await takeTurn(session, resource, take, () => writes.pendingBefore(resource));
    writes.unwatch(resource);
    if (turn.kind === 'postponed') {
      postponed.set(name, turn.outcome);
      return turn;
    }
    postponed.delete(name);
    return end(name, turn.outcome);
  });
  await ahead.end();
  const inOrder = stack.resources.flatMap(({ name, address }) => {
    const outcome = outcomes.get(name);
    return outcome === undefined ? [] : [{ resource: formatAddress(address), outcome }];
  });
  let ok = !inOrder.some(({ outcome }) => isBad(outcome));
  if (ok && afterwards !== undefined && !session.stopping.stop.aborted) {
    const after = await afterwards(inOrder);
    inOrder.push(...after.outcomes);
    ok = after.ok;
  }
  const missing = missingUnselected(inOrder.map(({ resource, outcome }) => selectionEndOf(resource, outcome)));
  if (missing.length > 0) emit({ kind: 'run.diagnostics', diagnostics: missing });
  const rollback = ok ? undefined : await undo?.();
  const result: RunResult = {
    verb,
    ok,
    outcomes: inOrder,
    exports: ok ? stackExports(session, scopes) : new Map(),
    elapsedMs: clock.now() - started,
    ...(rollback === undefined || rollback.length === 0 ? {} : { rollback }),
  };
  emit({ kind: 'run.finished', result });
  return result;
}

function isBad({ kind }: ResourceOutcome): boolean {
  return kind === 'failed' || kind === 'not-attempted';
}

function isChange(outcome: ResourceOutcome): boolean {
  const changes: readonly ResourceOutcome['kind'][] = ['created', 'updated', 'replaced', 'deleted', 'ran'];
  return changes.includes(outcome.kind) || (outcome.kind === 'failed' && outcome.written !== undefined);
}

/** What a query gives, a command does and a script does may have to do with anything. */
function isBarrier(resource: StackResource | undefined): boolean {
  return resource !== undefined && resource.manifest.kind !== 'resource' && resource.manifest.kind !== 'multi';
}

function known(byName: ReadonlyMap<string, StackResource>, name: string): StackResource {
  const resource = byName.get(name);
  if (resource === undefined) throw new Error(`The stack has no resource ${name}.`);
  return resource;
}

/** What is not selected is asked for its exports, and never written. */
async function readOnly(resource: StackResource, scopes: Scopes): Promise<ResourceOutcome> {
  return notSelected(await collect(resource, scopes, 'build or test'));
}

/** A resource that nobody wants is not missing where the run ends before it. */
function withoutAttempt(resource: StackResource, scopes: Scopes): ResourceOutcome {
  if (scopes.turnOf(resource).kind === 'skipped') return { kind: 'skipped', reason: conditionIsFalse };
  scopes.addAbsent(resource);
  return { kind: 'not-attempted', needs: [] };
}
