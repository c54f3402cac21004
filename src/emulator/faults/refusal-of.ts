import { unreachable } from '../../base/unreachable.ts';
import type { WireError } from '../wire-error.ts';
import { isOtherOperation, otherOperations } from '../../provider/cloud-control/wire.ts';
import type { FaultEffect } from './fault.ts';

/** Who asks for what, for words that say so. */
export interface RefusedRequest {
  readonly operation: string;
  readonly region: string;
  readonly accountId: string;
}

/** The error that the first fault which refuses a request answers; undefined where none refuses it. */
export function refusalOf(effects: readonly FaultEffect[], request: RefusedRequest): WireError | undefined {
  for (const effect of effects) {
    const refusal = wireErrorOf(effect, request);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function wireErrorOf(effect: FaultEffect, request: RefusedRequest): WireError | undefined {
  switch (effect.kind) {
    case 'error': {
      const { name, message, status } = effect;
      return status === undefined ? { name, message } : { name, message, status };
    }
    case 'throttled':
      return { name: 'ThrottlingException', message: 'Rate exceeded' };
    case 'denied':
      return { name: 'AccessDeniedException', message: deniedWords(request) };
    case 'service-error': {
      const { status = 500 } = effect;
      return status === 503
        ? { name: 'ServiceUnavailable', message: 'Service is unavailable. Please try again later.', status }
        : {
            name: 'InternalFailure',
            message: 'The request processing has failed because of an internal error.',
            status,
          };
    }
    case 'expired-credentials':
      return { name: 'ExpiredTokenException', message: 'The security token included in the request is expired' };
    case 'cut':
    case 'lost-answer':
    case 'no-answer':
    case 'malformed':
    case 'duplicate':
    case 'delay':
    case 'fail':
    case 'stay':
    case 'lag':
    case 'iam-lag':
      return undefined;
    default:
      return unreachable(effect);
  }
}

/** As recorded on AWS (aws/aws-sdk#140); the actions of other services have name spaces of their own. */
function deniedWords({ operation, region, accountId }: RefusedRequest): string {
  const isOther = isOtherOperation(operation);
  const action = `${isOther ? actionPrefixes[otherOperations[operation].name] : 'cloudformation'}:${operation}`;
  const resource = isOther ? '' : ` on resource: arn:aws:cloudformation:${region}:${accountId}:resource/*`;
  return `User: arn:aws:iam::${accountId}:root is not authorized to perform: ${action}${resource} because no identity-based policy allows the ${action} action`;
}

/** What permissions call the services that are called otherwise on the wire. */
const actionPrefixes = { tagging: 'tag', ssm: 'ssm', secretsmanager: 'secretsmanager', s3: 's3' } as const;
