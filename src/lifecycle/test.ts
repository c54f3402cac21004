import type { StackResource } from '../stack/stack.ts';
import type { Value } from '../values/value.ts';
import { nextBuildStep } from './flow/build-flow.ts';
import { shapeOf } from './flow-shape.ts';
import { findDifferences } from './find-differences.ts';
import { outcomeOf } from './outcome-of.ts';
import type { FailureReason, ResourceOutcome, RunResult } from './outcome.ts';
import { failed } from './resource-run.ts';
import { runFlow } from './run-flow.ts';
import { runInOrder } from './run-in-order.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/** Proves that the cloud matches the stack. It decides as a build does; where a build would write, the test fails. */
export async function test(session: Session): Promise<RunResult> {
  return runInOrder(session, 'test', (resource, scopes) => testResource(resource, scopes), 'go-on');
}

async function testResource(resource: StackResource, scopes: Scopes): Promise<ResourceOutcome> {
  const { run, refused } = scopes.runOf(resource);
  if (refused !== undefined) return { kind: 'failed', reason: refused, written: undefined };
  const shape = shapeOf(resource, run.scope);
  const ended = await runFlow(
    run,
    withoutUnconditional(shape),
    nextBuildStep,
    { name: 'begun' },
    async (running, anchor) => {
      const asked = shape.anchors.has('statecheck') ? 'statecheck' : 'exports';
      const reason: FailureReason =
        anchor === 'update'
          ? { kind: 'drifted', anchor: asked, differences: await findDifferences(running), when: 'test' }
          : { kind: 'missing', anchor: shape.anchors.has('exists') ? 'exists' : asked };
      return failed(reason);
    },
  );
  const isDrift = ended.reason?.kind === 'drifted' || ended.verdict?.kind === 'drift-without-update';
  // A resource that drifted has exports all the same, and the resources after it can be tested with them.
  if (isDrift && run.exported === undefined && shape.anchors.has('exports'))
    await run.ask('exports', 'exports', true, 'never');
  if (run.exported === undefined && ended.verdict?.kind !== 'as-desired') scopes.addAbsent(resource);
  else scopes.add(resource, run.exported ?? new Map<string, Value>());
  if (ended.reason?.kind === 'needs') return { kind: 'not-attempted', needs: ended.reason.names };
  const differences = ended.verdict?.kind === 'drift-without-update' ? await findDifferences(run) : [];
  return outcomeOf(ended, { identifier: run.shownIdentifier(), differences, asDesired: 'passed' });
}

/** A resource that is always written has a state all the same: a test looks at it as at any other. */
function withoutUnconditional(shape: ReturnType<typeof shapeOf>): ReturnType<typeof shapeOf> {
  if (!shape.anchors.has('createorupdate')) return shape;
  return {
    ...shape,
    anchors: new Set([...shape.anchors].map((anchor) => (anchor === 'createorupdate' ? 'create' : anchor))),
  };
}
