import { askQuery } from './ask-query.ts';
import { callBack } from './call-back.ts';
import { claimResource } from './claim-resource.ts';
import type {
  FlowAction,
  FlowOutcome,
  FlowShape,
  FlowStep,
  FlowVerdict,
  WriteAnchor,
  WriteCause,
} from '../flow/flow.ts';
import type { FailureReason } from './outcome.ts';
import type { Attempt, ResourceRun } from './resource-run.ts';
import { refuseOwned } from './refuse-owned.ts';
import { runScript } from './run-script.ts';
import { troubleshoot } from './troubleshoot.ts';

/** How a flow ended: with its verdict and what was written on the way, or with a reason why it could not go on. */
export interface FlowEnd {
  readonly verdict: FlowVerdict | undefined;
  readonly reason: FailureReason | undefined;
  readonly written: 'created' | 'updated' | 'deleted' | undefined;
  /** How often the last query was asked. */
  readonly attempts: number;
}

/** Does one write; tests and plans put something else in its place. */
export type Writer = (run: ResourceRun, anchor: WriteAnchor, because: WriteCause) => Promise<Attempt<WriteEnd>>;

export interface WriteEnd {
  /** False where there was nothing to do, or the delete named what was not there. */
  readonly changed: boolean;
  /** Nothing was written, and what would follow is not known: the flow ends here, without a verdict and without a reason. */
  readonly isPlanned?: true;
}

/** Drives a flow to its end: does each action, and gives the flow what came of it. */
export async function runFlow<Phase>(
  run: ResourceRun,
  shape: FlowShape,
  next: (shape: FlowShape, phase: Phase, outcome: FlowOutcome) => FlowStep<Phase>,
  begin: Phase,
  writer: Writer,
): Promise<FlowEnd> {
  let written: FlowEnd['written'];
  let attempts = 0;
  let current = next(shape, begin, { kind: 'begun' });
  for (;;) {
    const action: FlowAction = current.action;
    if (action.kind === 'end') return { verdict: action.verdict, reason: undefined, written, attempts };
    if (run.session.stopping.stop.aborted)
      return { verdict: undefined, reason: { kind: 'interrupted' }, written, attempts };
    let outcome: FlowOutcome;
    switch (action.kind) {
      case 'ask':
      case 'call-back': {
        const answer =
          action.kind === 'call-back'
            ? await callBack(run, action.anchor)
            : await askQuery(run, action.anchor, action.purpose, action.wanted, action.repeat);
        if (!answer.ok) return { verdict: undefined, reason: answer.reason, written, attempts };
        attempts = answer.value.attempts;
        const isFound = answer.value.positive && action.kind === 'ask';
        const isWanted = action.kind === 'ask' && action.wanted;
        const taken = isFound ? (claimResource(run) ?? (isWanted ? await refuseOwned(run) : undefined)) : undefined;
        if (taken !== undefined) return { verdict: undefined, reason: taken, written, attempts };
        outcome = { kind: 'answered', positive: answer.value.positive };
        break;
      }
      case 'troubleshoot':
        await troubleshoot(run, action.anchor);
        outcome = { kind: 'done' };
        break;
      case 'run-script': {
        const done = await runScript(run);
        // What it has done, nobody knows, also where it failed.
        if (run.resource.manifest.readOnly !== true) run.engine.forget();
        if (!done.ok) return { verdict: undefined, reason: done.reason, written, attempts };
        outcome = { kind: 'done' };
        break;
      }
      case 'write': {
        // What is missing belongs to nobody; a delete looks at each of its resources.
        const mayBeOwned = action.because !== 'missing' && action.anchor !== 'delete';
        const taken = claimResource(run) ?? (mayBeOwned ? await refuseOwned(run) : undefined);
        if (taken !== undefined) return { verdict: undefined, reason: taken, written, attempts };
        const done = await writer(run, action.anchor, action.because);
        if (action.anchor === 'command' && run.hasWritten) run.engine.forget();
        // What was kept of the returned row may be wrong though the write is done.
        if (run.hasWritten) written = writtenBy(action.anchor);
        if (!done.ok) return { verdict: undefined, reason: done.reason, written, attempts };
        if (done.value.isPlanned === true) return { verdict: undefined, reason: undefined, written, attempts };
        // What was created has its identifier only now.
        claimResource(run);
        outcome = { kind: 'written', changed: done.value.changed };
        break;
      }
    }
    current = next(shape, current.phase, outcome);
  }
}

function writtenBy(anchor: WriteAnchor): FlowEnd['written'] {
  switch (anchor) {
    case 'create':
      return 'created';
    case 'update':
    case 'createorupdate':
      return 'updated';
    case 'delete':
      return 'deleted';
    // The word for it is that the command ran.
    case 'command':
      return undefined;
  }
}
