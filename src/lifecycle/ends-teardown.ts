import type { FailureKind } from '../provider/failure.ts';
import type { FailureReason } from './outcome.ts';

/** What would stop every other delete as well: who asks, the way there, or the person. */
const failuresOfAll: readonly FailureKind[] = ['credentials', 'unreachable', 'interrupted'];

/**
 * Whether a failure ends a teardown even with `--on-failure ignore`: no credentials, no connection, an interruption, or a statement that
 * cannot be carried out at all. A delete that the service rejects does not.
 */
export function endsTeardown(reason: FailureReason): boolean {
  switch (reason.kind) {
    case 'interrupted':
      return true;
    case 'several':
      return reason.failures.some((one) => endsTeardown(one.reason));
    case 'trouble':
      return reason.trouble.kind !== 'failed' || failuresOfAll.includes(reason.trouble.failure.kind);
    default:
      return false;
  }
}
