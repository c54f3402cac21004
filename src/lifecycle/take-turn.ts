import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { hangsOnOrder } from './hangs-on-order.ts';
import type { ResourceOutcome } from './outcome.ts';
import type { Session } from './session.ts';

/** How a turn of a resource ended. */
export type ResourceTurn =
  | { readonly kind: 'ended'; readonly outcome: ResourceOutcome }
  /** A write of it was refused, perhaps for want of these, which come before it. */
  | { readonly kind: 'postponed'; readonly until: ReadonlySet<string>; readonly outcome: ResourceOutcome };

/**
 * Announces the resource, acts, and tells how it ended. `pendingBefore`: the entries before it in the order of the run that were not done when
 * its write was sent. A refusal that order may cause is not the end of it as long as there are any.
 */
export async function takeTurn(
  session: Session,
  resource: StackResource,
  act: () => Promise<ResourceOutcome>,
  pendingBefore: () => ReadonlySet<string> = () => new Set(),
): Promise<ResourceTurn> {
  const { emit, clock } = session;
  const address = formatAddress(resource.address);
  const started = clock.now();
  emit({ kind: 'resource.started', resource: address, phase: 'main' });
  const outcome = await act();
  const until = withoutDependents(session, resource, pendingBefore());
  if (until.size > 0 && hangsOnOrder(outcome) && !session.stopping.stop.aborted) {
    emit({ kind: 'resource.postponed', resource: address, until: [...until], reason: outcome.reason });
    return { kind: 'postponed', until, outcome };
  }
  emit({ kind: 'resource.finished', resource: address, outcome, elapsedMs: clock.now() - started });
  return { kind: 'ended', outcome };
}

/** What waits for a resource cannot be what that resource waits for. */
function withoutDependents(
  { stack }: Session,
  { name }: StackResource,
  pending: ReadonlySet<string>,
): ReadonlySet<string> {
  if (pending.size === 0) return pending;
  const dependents = stack.graph.dependentsOf(name);
  return new Set([...pending].filter((one) => !dependents.has(one)));
}
