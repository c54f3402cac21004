import type { PlannedBeside } from '../plan.ts';
import { saveRequest } from './save-resource.ts';
import type { SavedResource } from './saved-plan.ts';
import type { Sealing } from './saved-value.ts';

/** What a saved plan calls a resource for which no entry stands: `AWS::SQS::Queue=IDENTIFIER`, which is no name of an entry. */
export function savedNameOf(
  { typeName, identifier }: Pick<PlannedBeside, 'typeName' | 'identifier'>,
  sealing: Pick<Sealing, 'holdsSecret'>,
): string {
  return `${typeName}=${sealing.holdsSecret(identifier) ? '***' : identifier}`;
}

/**
 * What a plan writes to a resource for which no entry stands, as a saved plan keeps it. It rests on nothing but that the resource is there:
 * what its request takes from it is in the request.
 */
export function saveBeside(
  { typeName, region, identifier, action, requests }: PlannedBeside,
  sealing: Sealing,
): SavedResource {
  const resource = savedNameOf({ typeName, identifier }, sealing);
  const properties = { value: {} };
  return {
    resource,
    action: action.kind,
    basis: {
      kind: 'present',
      type: typeName,
      region,
      identifier: sealing.holdsSecret(identifier) ? '***' : identifier,
      properties,
      after: properties,
    },
    requests: requests.map((request) => saveRequest(resource, request, sealing)),
  };
}
