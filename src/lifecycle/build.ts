import type { Difference } from '../plan/differences.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Value } from '../values/value.ts';
import { nextBuildStep } from './flow/build-flow.ts';
import { shapeOf } from './flow-shape.ts';
import { findDifferences } from './find-differences.ts';
import { outcomeOf } from './outcome-of.ts';
import type { ResourceOutcome, RunResult } from './outcome.ts';
import { runFlow } from './run-flow.ts';
import { runInOrder } from './run-in-order.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { writeStatement } from './write-statement.ts';

/** Makes the cloud match the stack: resource by resource, in manifest order, up to the first failure. */
export async function build(session: Session): Promise<RunResult> {
  return runInOrder(session, 'build', buildResource);
}

async function buildResource(resource: StackResource, scopes: Scopes): Promise<ResourceOutcome> {
  const { run, refused } = scopes.runOf(resource);
  if (refused !== undefined) return { kind: 'failed', reason: refused, written: undefined };
  let differences: readonly Difference[] = [];
  const ended = await runFlow(
    run,
    shapeOf(resource, run.scope),
    nextBuildStep,
    { name: 'begun' },
    async (running, anchor) => {
      if (anchor === 'update') differences = await findDifferences(running);
      return writeStatement(running, anchor);
    },
  );
  if (ended.verdict?.kind === 'not-as-desired-after-write' || ended.verdict?.kind === 'drift-without-update') {
    differences = await findDifferences(run);
  }
  scopes.add(resource, run.exported ?? new Map<string, Value>());
  return outcomeOf(ended, { identifier: run.shownIdentifier(), differences, asDesired: 'unchanged' });
}
