import type { StackResource } from '../stack/stack.ts';
import type { FailureReason } from './outcome.ts';
import { refusalsAhead } from './refusals-ahead.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/** Stands before the first write of a build: it opens where no resource that is still to come is refused. */
export interface WriteGate {
  /** Whether a resource may be written. The first who asks has the other resources looked at whose turn has not ended. */
  isOpen(resource: StackResource, pending: readonly StackResource[], scopes: Scopes): Promise<boolean>;
  /** What keeps it shut, by the name of the resource; empty while nobody has asked. */
  refusals(): ReadonlyMap<string, FailureReason>;
}

/** A build that goes on after failures goes on beside a refused resource too. */
export function createWriteGate(session: Session): WriteGate {
  let found: ReadonlyMap<string, FailureReason> | undefined = session.onFailure === 'ignore' ? new Map() : undefined;
  let looking: Promise<ReadonlyMap<string, FailureReason>> | undefined;
  return {
    isOpen: async (resource, pending, scopes) => {
      if (found === undefined) {
        looking ??= refusalsAhead(session, scopes, resource, pending);
        found = await looking;
      }
      return found.size === 0;
    },
    refusals: () => found ?? new Map<string, FailureReason>(),
  };
}
