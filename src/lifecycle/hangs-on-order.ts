import type { FailureReason, ResourceOutcome } from './outcome.ts';

/** Handler error codes that a service may answer with while something is missing, or still in the way. */
const codes: ReadonlySet<string> = new Set([
  'AlreadyExists',
  'GeneralServiceException',
  'InvalidRequest',
  'NotFound',
  'NotStabilized',
  'ResourceConflict',
]);

/**
 * Whether a write may have been refused only for the order in which entries were written: something that no entry refers to was not there
 * yet (a route needs the attachment of its gateway), or was there still (a subnet that an instance uses).
 */
export function hangsOnOrder(outcome: ResourceOutcome): outcome is ResourceOutcome & { kind: 'failed' } {
  return outcome.kind === 'failed' && outcome.written === undefined && isOfOrder(outcome.reason);
}

/** The same of a reason. */
export function isOfOrder(reason: FailureReason): boolean {
  if (reason.kind === 'not-removed') return isOfOrder(reason.reason);
  if (reason.kind === 'several') return reason.failures.some((one) => isOfOrder(one.reason));
  if (reason.kind !== 'trouble' || reason.trouble.kind !== 'failed') return false;
  const { kind, handlerErrorCode, errorName, operation } = reason.trouble.failure;
  // A read that fails is no refusal of a write.
  if (!/^(?:Create|Update|Delete)Resource$/.test(operation)) return false;
  if (handlerErrorCode !== undefined) return codes.has(handlerErrorCode);
  // What a service refuses before it looks at anything is wrong in every order.
  if (errorName === 'ValidationException') return false;
  return kind === 'not-found' || kind === 'conflict' || kind === 'already-exists' || kind === 'invalid-request';
}
