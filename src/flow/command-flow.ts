import { end, step, type FlowOutcome, type FlowShape, type FlowStep } from './flow.ts';

/** Where a resource of type `command` stands: it is carried out at every build, and asked for by nothing. */
export type CommandPhase = { readonly name: 'begun' | 'writing' | 'calling-back' | 'troubleshooting' };

export function nextCommandStep(shape: FlowShape, phase: CommandPhase, outcome: FlowOutcome): FlowStep<CommandPhase> {
  switch (phase.name) {
    case 'begun':
      return step({ name: 'writing' }, { kind: 'write', anchor: 'command', because: 'unconditional' });
    case 'writing':
      if (!shape.anchors.has('callback')) return end(phase, { kind: 'ran' });
      return step({ name: 'calling-back' }, { kind: 'call-back', anchor: 'callback' });
    case 'calling-back':
      if (outcome.kind === 'answered' && outcome.positive) return end(phase, { kind: 'ran' });
      if (!shape.anchors.has('troubleshoot')) return end(phase, { kind: 'callback-unanswered', anchor: 'callback' });
      return step({ name: 'troubleshooting' }, { kind: 'troubleshoot', anchor: 'troubleshoot' });
    case 'troubleshooting':
      return end(phase, { kind: 'callback-unanswered', anchor: 'callback' });
  }
}
