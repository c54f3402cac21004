import { nothingFound } from '../resource-types/comparison/differences.ts';
import type { StackResource } from '../stack/stack.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import { withExplanation } from './explain-outcome.ts';
import type { FlowVerdict } from '../flow/flow.ts';
import { Claims } from './claims.ts';
import { findDifferences } from './find-differences.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { Journal } from './journal.ts';
import { missingNames } from './needed-names.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ResourceOutcome, RunResult } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import type { FlowEnd } from './run-flow.ts';
import { settleDeclared } from './settle-declared.ts';
import { rollBack } from './roll-back.ts';
import { runInOrder } from './run-in-order.ts';
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
  return runInOrder(
    claiming,
    'build',
    (resource, scopes) => buildResource(resource, scopes, { session, journal, gate }),
    {
      afterFailure: session.onFailure === 'ignore' ? 'go-on' : 'end',
      refused: () => gate.refusals(),
      ...(journal === undefined ? {} : { undo: () => rollBack(session, journal) }),
    },
  );
}

interface BuildContext {
  readonly session: Session;
  readonly journal: Journal | undefined;
  readonly gate: WriteGate;
}

async function buildResource(
  resource: StackResource,
  scopes: Scopes,
  { session, journal, gate }: BuildContext,
): Promise<ResourceOutcome> {
  const { graph } = session.stack;
  const turn = scopes.turnOf(resource);
  if (turn.kind !== 'run') return outcomeWithoutRun(turn, resource, scopes);
  const { run } = turn;
  // Only what could go on after a failure finds anything missing.
  const needs = missingNames(resource, run.scope, { graph, isAbsent: (name) => scopes.isAbsent(name) });
  if (needs.length > 0) return outcomeWithoutRun({ kind: 'needs', names: needs }, resource, scopes);
  const outcome = await buildRun(run, journal, () => gate.isOpen(resource, scopes));
  if (outcome.kind === 'failed' || outcome.kind === 'not-attempted') scopes.addAbsent(resource);
  else scopes.add(run);
  return outcome;
}

/** `mayWrite`: asked before each write; where the answer is no, nothing is written and the resource counts as not attempted. */
async function buildRun(
  run: ResourceRun,
  journal: Journal | undefined,
  mayWrite: () => Promise<boolean>,
): Promise<ResourceOutcome> {
  const { resource } = run;
  const { kind, readOnly } = resource.manifest;
  let comparison = nothingFound;
  // A script that fails may have changed something all the same.
  if (kind === 'script' && !readOnly) journal?.addScript(run);
  const held = { back: false };
  const ended = await runResourceFlow(run, shapeOf(resource, run.scope), async (running, anchor, because) => {
    held.back = !(await mayWrite());
    if (held.back) return { ok: true, value: { changed: false, isPlanned: true } };
    return writeQuery(running, anchor, because, journal);
  });
  if (held.back) return { kind: 'not-attempted', needs: [] };
  if (ended.verdict?.kind === 'not-as-desired-after-write' || ended.verdict?.kind === 'drift-without-update') {
    comparison = await findDifferences(run);
  }
  if (comparison === nothingFound) comparison = run.comparison;
  const verdict = asUpserted(ended.verdict, run);
  const settled = isSatisfied(verdict) ? await settleDeclared(run, journal, mayWrite) : undefined;
  if (settled?.ok === true && settled.value.isHeldBack === true) return { kind: 'not-attempted', needs: [] };
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
