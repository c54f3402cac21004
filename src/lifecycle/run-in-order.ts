import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { collect, passOver } from './collect.ts';
import { missingUnselected, notSelected, selectionEndOf } from './not-selected.ts';
import type { FailureReason, ResourceOutcome, RunResult, UndoStep, Verb } from './outcome.ts';
import { readAhead, type ReadAhead } from './read-ahead.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { stackExports } from './stack-exports.ts';
import { conditionIsFalse } from './outcome-without-run.ts';

export interface InOrderOptions {
  /** `go-on`: with what does not need the failed resource. `end`: the rest is not attempted. */
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

/** Runs `act` for every selected resource, each after those that it uses; the others are read as far as that is needed. */
export async function runInOrder(
  session: Session,
  verb: Verb,
  act: (resource: StackResource, scopes: Scopes, ahead: ReadAhead) => Promise<ResourceOutcome>,
  { afterFailure, undo, afterwards, refused = () => new Map<string, FailureReason>() }: InOrderOptions,
): Promise<RunResult> {
  const { stack, emit, clock, selection } = session;
  const started = clock.now();
  const resources = stack.resources;
  emit({
    kind: 'run.started',
    verb,
    stack: stack.manifest.name,
    environment: stack.environment,
    resources: session.records,
  });
  const scopes = new Scopes(session);
  const ahead = readAhead(session, verb === 'build' ? 'writable' : 'state');
  const outcomeFor = async (resource: StackResource, goesOn: boolean): Promise<ResourceOutcome> => {
    const isSelected = selection === undefined || selection.selected.has(resource.name);
    if (!isSelected && !(goesOn && selection.read.has(resource.name))) return notSelected(passOver(resource, scopes));
    const refusal = goesOn ? undefined : refused().get(resource.name);
    if (refusal !== undefined)
      return timed(session, resource, () => Promise.resolve({ kind: 'failed', reason: refusal, written: undefined }));
    if (!goesOn) return withoutAttempt(resource, scopes);
    return timed(session, resource, () => (isSelected ? act(resource, scopes, ahead) : readOnly(resource, scopes)));
  };
  const outcomes: { resource: string; outcome: ResourceOutcome }[] = [];
  let ok = true;
  for (const resource of resources) {
    const goesOn = (ok || afterFailure === 'go-on') && !session.stopping.stop.aborted;
    if (goesOn) await ahead.ofResource(resource);
    const outcome = await outcomeFor(resource, goesOn);
    if (outcome.kind === 'failed' || outcome.kind === 'not-attempted') ok = false;
    outcomes.push({ resource: formatAddress(resource.address), outcome });
  }
  await ahead.end();
  if (ok && afterwards !== undefined && !session.stopping.stop.aborted) {
    const after = await afterwards(outcomes);
    outcomes.push(...after.outcomes);
    ok = after.ok;
  }
  const missing = missingUnselected(outcomes.map(({ resource, outcome }) => selectionEndOf(resource, outcome)));
  if (missing.length > 0) emit({ kind: 'run.diagnostics', diagnostics: missing });
  const rollback = ok ? undefined : await undo?.();
  const result: RunResult = {
    verb,
    ok,
    outcomes,
    exports: ok ? stackExports(session, scopes) : new Map(),
    elapsedMs: clock.now() - started,
    ...(rollback === undefined || rollback.length === 0 ? {} : { rollback }),
  };
  emit({ kind: 'run.finished', result });
  return result;
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

/** Announces the resource, acts, and tells how it ended. */
export async function timed(
  session: Session,
  resource: StackResource,
  act: () => Promise<ResourceOutcome>,
): Promise<ResourceOutcome> {
  const { emit, clock } = session;
  const started = clock.now();
  emit({ kind: 'resource.started', resource: formatAddress(resource.address), phase: 'main' });
  const outcome = await act();
  emit({
    kind: 'resource.finished',
    resource: formatAddress(resource.address),
    outcome,
    elapsedMs: clock.now() - started,
  });
  return outcome;
}
