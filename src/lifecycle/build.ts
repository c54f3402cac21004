import { nothingFound } from '../resource-types/comparison/differences.ts';
import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import { withExplanation } from './explain-outcome.ts';
import type { FlowVerdict } from '../flow/flow.ts';
import { Claims } from './claims.ts';
import { findDifferences } from './find-differences.ts';
import { findFixed, needsReplacement } from './find-fixed.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { Journal } from './journal.ts';
import { missingOf } from './missing-needs.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ResourceOutcome, RunResult } from './outcome.ts';
import { Replacements } from './replacements.ts';
import { failed, type ResourceRun } from './resource-run.ts';
import type { FlowEnd } from './run-flow.ts';
import { settleDeclared } from './settle-declared.ts';
import { rollBack } from './roll-back.ts';
import { prune } from './prune.ts';
import type { KnownEntry } from './orphans.ts';
import { runInOrder, type InOrderOptions, type TurnTools } from './run-in-order.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { outcomeWithoutRun } from './outcome-without-run.ts';
import { createWriteGate, type WriteGate } from './write-gate.ts';
import { writeQuery } from './write-query.ts';

/** Makes the cloud match the stack: resource by resource, in manifest order. What follows a failure is the session's to say. */
export async function build(session: Session): Promise<RunResult> {
  const claiming: Session = { ...session, claims: new Claims() };
  const journal = session.onFailure === 'rollback' ? new Journal() : undefined;
  const gate = createWriteGate(session);
  const replacements = new Replacements(session, journal);
  const building: BuildTools = { session, journal, gate, replacements };
  return runInOrder(
    claiming,
    'build',
    (resource, tools) => buildResource(resource, tools.scopes, { ...building, ...tools }),
    {
      afterFailure: session.onFailure === 'ignore' ? 'go-on' : 'end',
      refused: () => new Map([...replacements.refusals(), ...gate.refusals()]),
      afterwards: (outcomes) => pruneAfter(claiming, outcomes),
      ...(journal === undefined ? {} : { undo: () => rollBack(session, journal) }),
    },
  );
}

/** Gives up and deletes what no entry stands for, where the manifest or a person says so. */
async function pruneAfter(
  session: Session,
  outcomes: RunResult['outcomes'],
): ReturnType<NonNullable<InOrderOptions['afterwards']>> {
  const { stack, records, claims = new Claims() } = session;
  const claimed = claims.resources().map(({ type, identifier }): KnownEntry => ({
    resource: '',
    typeName: type.typeName,
    identifier,
    isSure: false,
  }));
  const entries = outcomes.map(({ resource, outcome }, index): KnownEntry => {
    const identifier = 'identifier' in outcome ? outcome.identifier : undefined;
    const isThere =
      outcome.kind === 'created' ||
      outcome.kind === 'updated' ||
      outcome.kind === 'unchanged' ||
      outcome.kind === 'replaced';
    const typeName = records[index]?.type;
    return {
      resource: stack.resources[index]?.name ?? resource,
      typeName,
      identifier,
      isSure: isThere && identifier !== undefined,
    };
  });
  const { outcomes: pruned } = await prune(session, [...entries, ...claimed]);
  return { ok: pruned.every(({ outcome }) => outcome.kind !== 'failed'), outcomes: pruned };
}

/** What the resources of a build share. */
interface BuildTools {
  readonly session: Session;
  readonly journal: Journal | undefined;
  readonly gate: WriteGate;
  readonly replacements: Replacements;
}

/** The same with what a resource has in its turn. Nothing is written before all has been read that can be read. */
interface Building extends BuildTools, Omit<TurnTools, 'scopes'> {}

async function buildResource(resource: StackResource, scopes: Scopes, building: Building): Promise<ResourceOutcome> {
  const { graph } = building.session.stack;
  const turn = scopes.turnOf(resource);
  if (turn.kind !== 'run') return outcomeWithoutRun(turn, resource, scopes);
  const { run } = turn;
  // Only what could go on after a failure finds anything missing.
  const needs = missingOf(resource, run.scope, { graph, isAbsent: (name) => scopes.isAbsent(name) });
  if (needs.length > 0) return outcomeWithoutRun({ kind: 'needs', needs }, resource, scopes);
  const built = await buildOrReplace(run, scopes, building);
  const { outcome } = built;
  if (outcome.kind === 'failed' || outcome.kind === 'not-attempted') scopes.addAbsent(resource);
  else scopes.add(built.run);
  return outcome;
}

/** How a resource ended, and the run that has brought it about. */
interface Built {
  readonly outcome: ResourceOutcome;
  readonly run: ResourceRun;
}

/** Builds a resource. Where it turns out that only another one can be as desired, all that has to go is deleted, and it is built anew. */
async function buildOrReplace(run: ResourceRun, scopes: Scopes, building: Building): Promise<Built> {
  const { replacements } = building;
  const { resource } = run;
  run.replaced = replacements.removedOf(resource);
  const outcome = await buildRun(run, scopes, building);
  if (outcome.kind !== 'failed' || run.replaced.length > 0) return { outcome: asReplaced(outcome, run), run };
  if (outcome.reason.kind !== 'needs-replacement') return { outcome, run };
  const stopped = await replacements.oneAtATime(() => removeForReplacement(resource, outcome, scopes, building));
  if (stopped !== undefined) return { outcome: stopped, run };
  const turn = scopes.turnOf(resource);
  if (turn.kind !== 'run') return { outcome: outcomeWithoutRun(turn, resource, scopes), run };
  turn.run.replaced = replacements.removedOf(resource);
  return { outcome: asReplaced(await buildRun(turn.run, scopes, building), turn.run), run: turn.run };
}

/** Deletes all that has to go before a resource can be built anew; an outcome where that cannot be, or may not. */
async function removeForReplacement(
  resource: StackResource,
  outcome: ResourceOutcome & { kind: 'failed' },
  scopes: Scopes,
  { replacements, gate, pending, ahead, goesOn, noteWrite }: Building,
): Promise<ResourceOutcome | undefined> {
  await ahead.ofAll();
  await replacements.whenLooked();
  // Another resource had it deleted meanwhile, together with its own.
  if (replacements.removedOf(resource).length > 0) return undefined;
  // It may hang on what an earlier resource of this run has given.
  if (!replacements.isDue(resource)) await replacements.lookAhead(pending(), scopes);
  const refused = replacements.refusalOf(resource);
  if (refused !== undefined) return { ...outcome, reason: refused };
  if (!replacements.isDue(resource)) return outcome;
  if (!goesOn() || !(await gate.isOpen(resource, pending(), scopes))) return heldBack;
  noteWrite();
  const removed = await replacements.removeAll();
  if (removed.ok) return undefined;
  const { reason } = removed;
  const isOwn = reason.kind === 'not-removed' && reason.resource === formatAddress(resource.address);
  const isGone = replacements.removedOf(resource).length > 0;
  return { kind: 'failed', reason: isOwn ? reason.reason : reason, written: isGone ? 'deleted' : outcome.written };
}

/** What was created in the place of what this run has deleted. */
function asReplaced(outcome: ResourceOutcome, { replaced }: ResourceRun): ResourceOutcome {
  if (replaced.length === 0) return outcome;
  if (outcome.kind === 'failed') return { ...outcome, written: outcome.written ?? 'deleted' };
  if (outcome.kind !== 'created' && outcome.kind !== 'updated') return outcome;
  return { kind: 'replaced', identifier: outcome.identifier, replaced, declared: outcome.declared };
}

async function buildRun(run: ResourceRun, scopes: Scopes, building: Building): Promise<ResourceOutcome> {
  const { journal, gate, replacements, session, ahead, pending, goesOn, hasChanged } = building;
  const { resource } = run;
  const { kind, readOnly } = resource.manifest;
  const mayWrite = async (): Promise<boolean> => {
    await ahead.ofAll();
    if (!goesOn()) return false;
    if (!(await gate.isOpen(resource, pending(), scopes))) return false;
    await replacements.beforeWrite(pending(), scopes);
    return !replacements.isRefused || session.onFailure === 'ignore';
  };
  if (kind === 'script' && readOnly !== true && !(await mayWrite())) return heldBack;
  // A query may look at anything that the run has changed.
  if (kind === 'query' && hasChanged()) run.engine.forget(run.onlyOperation('exports'));
  let comparison = nothingFound;
  // A script that fails may have changed something all the same.
  if (kind === 'script' && !readOnly) journal?.addScript(run);
  const held = { back: false };
  const ended = await runResourceFlow(run, shapeOf(resource, run.scope), async (running, anchor, because) => {
    const need = anchor === 'update' && because === 'drifted' ? await findFixed(running) : undefined;
    if (need !== undefined) return failed(needsReplacement(running, need));
    held.back = !(await mayWrite());
    const due = replacements.dueReason(resource);
    if (due !== undefined) return failed(due);
    if (held.back) return { ok: true, value: { changed: false, isPlanned: true } };
    return writeQuery(running, anchor, because, journal);
  });
  if (held.back && ended.reason === undefined) return heldBack;
  if (ended.verdict?.kind === 'drift-without-update') {
    const need = await findFixed(run);
    if (need !== undefined) return { kind: 'failed', reason: needsReplacement(run, need), written: undefined };
  }
  if (ended.verdict?.kind === 'not-as-desired-after-write' || ended.verdict?.kind === 'drift-without-update') {
    comparison = await findDifferences(run);
  }
  if (comparison === nothingFound) comparison = run.comparison;
  const verdict = asUpserted(ended.verdict, run);
  const settled = isSatisfied(verdict) ? await settleDeclared(run, journal, mayWrite) : undefined;
  if (settled?.ok === true && settled.value.isHeldBack === true) return heldBack;
  if (settled?.ok === false) return { kind: 'failed', reason: settled.reason, written: writtenWord(run, ended) };
  const isPlain = kind === 'resource' || kind === 'multi';
  const identifier = isPlain ? run.shownIdentifier() : run.identifier;
  const declared = settled?.value.declared;
  const set = settled?.value.set ?? [];
  if (set.length > 0 && verdict?.kind === 'as-desired')
    return withMark({ kind: 'updated', identifier, differences: set, equalBy: [], because: 'declared', declared }, run);
  if (set.length > 0) comparison = { ...comparison, differences: [...comparison.differences, ...set] };
  const findings = { identifier, comparison, declared, asDesired: 'unchanged' } as const;
  return withMark(withExplanation(outcomeOf({ ...ended, verdict }, findings), run), run);
}

/** The outcome with what was changed about the mark; where that was all, the resource was updated. */
function withMark(outcome: ResourceOutcome, { mark }: ResourceRun): ResourceOutcome {
  if (mark === undefined) return outcome;
  if (outcome.kind === 'updated') return { ...outcome, mark };
  if (outcome.kind !== 'unchanged') return outcome;
  return { ...outcome, kind: 'updated', differences: [], equalBy: [], because: 'mark', mark };
}

/** The run writes nothing, since another resource is refused. */
const heldBack: ResourceOutcome = { kind: 'not-attempted', needs: [] };

/** Its own queries say that the resource is there and as it should be. */
function isSatisfied(verdict: FlowVerdict | undefined): boolean {
  return verdict?.kind === 'as-desired' || verdict?.kind === 'created' || verdict?.kind === 'updated';
}

function writtenWord(run: ResourceRun, { written }: FlowEnd): FlowEnd['written'] {
  return written ?? (run.hasWritten ? 'updated' : undefined);
}

/** INSERTs that may meet what is there already are called by what they came to. */
function asUpserted(verdict: FlowVerdict | undefined, { upserts, resource }: ResourceRun): FlowVerdict | undefined {
  if (verdict?.kind !== 'updated' && verdict?.kind !== 'created') return verdict;
  // Where there is a statecheck, nothing is written that it did not ask for.
  const because = resource.queries.has('statecheck') ? 'statecheck' : 'createorupdate';
  if (upserts.size === 0)
    return verdict.kind === 'updated' && verdict.because === 'createorupdate' ? { ...verdict, because } : verdict;
  const isOnly = (what: 'created' | 'updated' | 'unchanged'): boolean => upserts.size === 1 && upserts.has(what);
  if (isOnly('created')) return { kind: 'created' };
  if (isOnly('unchanged')) return { kind: 'as-desired' };
  return { kind: 'updated', because };
}
