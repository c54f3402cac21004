import type { NoOwner, Owner } from '../plan/owner.ts';

/** `the stack shop (prd), where it is "queue"`. */
export function ownerText(owner: Owner | NoOwner): string {
  if (owner.kind === 'nobody') return 'nobody: it has no mark, and was not built by this stack';
  if (owner.kind === 'cloudformation') return `the CloudFormation stack ${owner.stack}`;
  const environment = owner.environment === undefined ? '' : ` (${owner.environment})`;
  const resource = owner.resource === undefined ? '' : `, where it is "${owner.resource}"`;
  return `the stack ${owner.stack}${environment}${resource}`;
}
