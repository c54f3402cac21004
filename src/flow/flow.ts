import type { Anchor } from '../query/anchored-query.ts';

/** What a flow has to know of a resource. */
export interface FlowShape {
  readonly anchors: ReadonlySet<Anchor>;
  /** The exports query takes something from `exists` (`this.x`), so it cannot be asked first. */
  readonly exportsNeedThis: boolean;
  readonly skipValidation: boolean;
  /** The manifest names exports of the resource. Default true. */
  readonly givesExports?: boolean;
}

/** The next thing to do for a resource. Drivers do it; flows only decide. */
export type FlowAction =
  /** Ask a query. `repeat`: while the answer is not `wanted`, up to the query's retries. */
  | {
      readonly kind: 'ask';
      readonly anchor: AskedAnchor;
      readonly purpose: AskPurpose;
      readonly wanted: boolean;
      readonly repeat: Repeat;
    }
  | {
      readonly kind: 'write';
      readonly anchor: WriteAnchor;
      /**
       * `missing`: `exists` found nothing. `drifted`: it is there, and not as desired. `present`: it is there, and nothing says whether it
       * is as desired. `unconditional`: nothing says whether it is there.
       */
      readonly because: WriteCause;
    }
  /** Poll until what was written is ready. The outcome is the last answer. */
  | { readonly kind: 'call-back'; readonly anchor: CallbackAnchor }
  /** Ask once for what may explain a failure; whatever comes of it changes nothing. */
  | { readonly kind: 'troubleshoot'; readonly anchor: TroubleshootAnchor }
  | { readonly kind: 'run-script' }
  | { readonly kind: 'end'; readonly verdict: FlowVerdict };

export type WriteCause = 'missing' | 'drifted' | 'present' | 'unconditional';

export type AskedAnchor = 'exists' | 'statecheck' | 'exports';
export type CallbackAnchor = Extract<Anchor, `callback${string}`>;
export type TroubleshootAnchor = Extract<Anchor, `troubleshoot${string}`>;
export type Mutation = 'create' | 'update' | 'delete';
export type WriteAnchor = 'create' | 'update' | 'createorupdate' | 'delete' | 'command';

/** `presence`: is it there. `state`: is it as desired. `exports`: what does it give. */
export type AskPurpose = 'presence' | 'state' | 'exports';

/**
 * Which retry settings hold: none, the query's own, those of the statecheck, those for after a delete, or those for what an earlier
 * request has made.
 */
export type Repeat = 'never' | 'own' | 'statecheck' | 'postdelete' | 'made-earlier';

export type FlowVerdict =
  | { readonly kind: 'as-desired' }
  | { readonly kind: 'created' }
  | { readonly kind: 'updated'; readonly because: 'statecheck' | 'exports' | 'createorupdate' }
  | { readonly kind: 'deleted' }
  /** A query resource gave what it is asked for. */
  | { readonly kind: 'queried' }
  /** A command or script was carried out. */
  | { readonly kind: 'ran' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'no-delete-query' }
  | { readonly kind: 'drift-without-update'; readonly anchor: AskedAnchor }
  | { readonly kind: 'callback-unanswered'; readonly anchor: CallbackAnchor }
  | { readonly kind: 'not-found-after-write' }
  | { readonly kind: 'not-as-desired-after-write'; readonly anchor: AskedAnchor }
  | { readonly kind: 'no-exports' }
  | { readonly kind: 'still-there' }
  /** What the delete names is not there, and what `exists` finds is another one. */
  | { readonly kind: 'delete-missed' };

/** What came of the last action: an answer (there / as desired / a row, or not), or a finished write. */
export type FlowOutcome =
  | { readonly kind: 'begun' }
  | { readonly kind: 'answered'; readonly positive: boolean }
  /** `changed`: false where there was nothing to do, such as a delete of what was not there. */
  | { readonly kind: 'written'; readonly changed: boolean }
  /** Of what has no answer: a script, a look for trouble. */
  | { readonly kind: 'done' };

export interface FlowStep<Phase> {
  readonly phase: Phase;
  readonly action: FlowAction;
}

export function step<Phase>(phase: Phase, action: FlowAction): FlowStep<Phase> {
  return { phase, action };
}

export function end<Phase>(phase: Phase, verdict: FlowVerdict): FlowStep<Phase> {
  return { phase, action: { kind: 'end', verdict } };
}
