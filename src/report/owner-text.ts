import type { Owner } from '../plan/owner.ts';

/** `the stack shop (prd), where it is "queue"`. */
export function ownerText(owner: Owner): string {
  if (owner.kind === 'cloudformation') return `the CloudFormation stack ${owner.stack}`;
  const environment = owner.environment === undefined ? '' : ` (${owner.environment})`;
  const resource = owner.resource === undefined ? '' : `, where it is "${owner.resource}"`;
  return `the stack ${owner.stack}${environment}${resource}`;
}
