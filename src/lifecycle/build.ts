import type { StackResource } from '../stack/stack.ts';
import { drive } from './drive.ts';
import type { FlowVerdict } from './flow/flow.ts';
import { findDifferences, nothingFound } from './find-differences.ts';
import { shapeOf } from './flow-shape.ts';
import { Journal } from './journal.ts';
import { missingNames } from './needed-names.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ResourceOutcome, RunResult } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';
import { rollBack } from './roll-back.ts';
import { runInOrder } from './run-in-order.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { withoutTurn } from './without-turn.ts';
import { writeStatement } from './write-statement.ts';

/** Makes the cloud match the stack: resource by resource, in manifest order. What follows a failure is the session's to say. */
export async function build(session: Session): Promise<RunResult> {
  const journal = session.onFailure === 'rollback' ? new Journal() : undefined;
  return runInOrder(session, 'build', (resource, scopes) => buildResource(resource, scopes, journal), {
    afterFailure: session.onFailure === 'ignore' ? 'go-on' : 'end',
    ...(journal === undefined ? {} : { undo: () => rollBack(session, journal) }),
  });
}

async function buildResource(
  resource: StackResource,
  scopes: Scopes,
  journal: Journal | undefined,
): Promise<ResourceOutcome> {
  const turn = scopes.turnOf(resource);
  if (turn.kind !== 'run') return withoutTurn(turn, resource, scopes);
  const { run } = turn;
  // Only what could go on after a failure finds anything missing.
  const needs = missingNames(resource, run.scope);
  if (needs.length > 0) return withoutTurn({ kind: 'needs', names: needs }, resource, scopes);
  const outcome = await buildRun(run, journal);
  if (outcome.kind === 'failed') scopes.addAbsent(resource);
  else scopes.add(run);
  return outcome;
}

async function buildRun(run: ResourceRun, journal: Journal | undefined): Promise<ResourceOutcome> {
  const { resource } = run;
  const { kind, readOnly } = resource.manifest;
  let comparison = nothingFound;
  // A script that fails may have changed something all the same.
  if (kind === 'script' && !readOnly) journal?.addScript(run);
  const ended = await drive(run, shapeOf(resource, run.scope), async (running, anchor) => {
    if (anchor === 'update') comparison = await findDifferences(running);
    return writeStatement(running, anchor, journal);
  });
  if (ended.verdict?.kind === 'not-as-desired-after-write' || ended.verdict?.kind === 'drift-without-update') {
    comparison = await findDifferences(run);
  }
  const verdict = asUpserted(ended.verdict, run);
  const isPlain = kind === 'resource' || kind === 'multi';
  const identifier = isPlain ? run.shownIdentifier() : run.identifier;
  return outcomeOf({ ...ended, verdict }, { identifier, comparison, asDesired: 'unchanged' });
}

/** `createorupdate` is called by what its INSERTs came to, where all came to the same. */
function asUpserted(verdict: FlowVerdict | undefined, { upserts }: ResourceRun): FlowVerdict | undefined {
  const [what, ...others] = upserts;
  if (verdict?.kind !== 'updated' || others.length > 0) return verdict;
  if (what === 'created') return { kind: 'created' };
  return what === 'unchanged' ? { kind: 'as-desired' } : verdict;
}
