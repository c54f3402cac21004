import type { StackResource } from '../stack/stack.ts';
import { askQuery } from './ask-query.ts';
import { Claims } from './claims.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import { withExplanation } from './explain-outcome.ts';
import { findDifferences } from './find-differences.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { untested, withoutUnconditional } from '../flow/part-in-verb.ts';
import { changedSince, inspectDeclared, isStrict } from './inspect-declared.ts';
import { outcomeOf } from './outcome-of.ts';
import { nothingFound, type StateComparison } from '../resource-types/comparison/differences.ts';
import { findExisting } from './existing-resource.ts';
import type { FlowShape, WriteAnchor, WriteCause } from '../flow/flow.ts';
import type { ResourceOutcome, RunResult } from './outcome.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import type { WriteEnd } from './run-flow.ts';
import { runInOrder } from './run-in-order.ts';
import { prepareSettling, unmanagedIn } from './prepare-settling.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { outcomeWithoutRun } from './outcome-without-run.ts';

/** Proves that the cloud matches the stack. It decides as a build does; where a build would write, the test fails. */
export async function test(session: Session): Promise<RunResult> {
  const claiming: Session = { ...session, claims: new Claims() };
  return runInOrder(claiming, 'test', (resource, { scopes }) => testResource(resource, scopes), {
    afterFailure: 'go-on',
  });
}

async function testResource(resource: StackResource, scopes: Scopes): Promise<ResourceOutcome> {
  const turn = scopes.turnOf(resource);
  if (turn.kind !== 'run') return outcomeWithoutRun(turn, resource, scopes);
  const { run } = turn;
  const left = untested(resource);
  if (left !== undefined) {
    scopes.addAbsent(resource);
    return { kind: 'skipped', reason: left };
  }
  const shape = shapeOf(resource, run.scope);
  const ended = await runResourceFlow(run, withoutUnconditional(shape), (running, anchor, because) =>
    judgeWrite(running, shape, anchor, because),
  );
  const isDrift = ended.reason?.kind === 'drifted' || ended.verdict?.kind === 'drift-without-update';
  // A resource that drifted has exports all the same, and the resources after it can be tested with them.
  if (isDrift && run.exported === undefined && shape.anchors.has('exports'))
    await askQuery(run, 'exports', 'exports', true, 'never');
  const isGood = ended.verdict !== undefined && ['as-desired', 'queried', 'ran'].includes(ended.verdict.kind);
  if (run.exported === undefined && !isGood) scopes.addAbsent(resource);
  else scopes.add(run);
  if (ended.reason?.kind === 'needs') return { kind: 'not-attempted', needs: ended.reason.needs };
  const comparison = ended.verdict?.kind === 'drift-without-update' ? await findDifferences(run) : nothingFound;
  const isPlain = resource.manifest.kind === 'resource' || resource.manifest.kind === 'multi';
  const identifier = isPlain ? run.shownIdentifier() : undefined;
  const declared = ended.verdict?.kind === 'as-desired' ? await inspectDeclared(run) : undefined;
  const unmanaged = [...unmanagedIn(declared), ...changedSince(declared)];
  if (isStrict(run) && unmanaged.length > 0)
    return { kind: 'failed', reason: { kind: 'unmanaged', differences: unmanaged, when: 'test' }, written: undefined };
  const settling = ended.verdict?.kind === 'as-desired' ? await prepareSettling(run) : undefined;
  // To adopt what belongs to nobody is no change.
  if (settling?.ok === true && settling.value.kind === 'mark' && settling.value.change.kind !== 'adopt')
    return { kind: 'failed', reason: { kind: 'mark', change: settling.value.change }, written: undefined };
  return withExplanation(outcomeOf(ended, { identifier, comparison, declared, asDesired: 'passed' }), run);
}

/** What it means for a test that a build would write. */
async function judgeWrite(
  run: ResourceRun,
  shape: FlowShape,
  anchor: WriteAnchor,
  because: WriteCause,
): Promise<Attempt<WriteEnd>> {
  const asked = shape.anchors.has('statecheck') ? 'statecheck' : 'exports';
  const drifted = (comparison: StateComparison): Attempt<WriteEnd> =>
    failed({ kind: 'drifted', anchor: asked, ...comparison, when: 'test' });
  switch (because) {
    case 'missing':
      return failed({ kind: 'missing', anchor: shape.anchors.has('exists') ? 'exists' : asked });
    case 'unconditional':
      break;
    case 'drifted':
      if (anchor === 'update') return drifted(await findDifferences(run));
      break;
    case 'present':
      break;
  }
  const operation = run.onlyOperation(anchor);
  // An UPDATE of createorupdate is run as it is: nothing says what it would change.
  if (operation?.kind !== 'create')
    return because === 'present' ? { ok: true, value: { changed: false } } : drifted(nothingFound);
  const found = await findExisting(run, operation, anchor, { kind: because === 'unconditional' ? 'named' : 'found' });
  if (!found.ok) return found;
  if (because === 'unconditional' && found.value === undefined) return failed({ kind: 'missing', anchor: asked });
  const comparison = found.value?.comparison ?? nothingFound;
  return because === 'present' && comparison.differences.length === 0
    ? { ok: true, value: { changed: false } }
    : drifted(comparison);
}
