import { matchesAny } from './match-path.ts';
import type { PropertyPath, ResourceType } from './resource-type.ts';

/**
 * Write-only properties that an update of something else has to send again, because the handler would set them back. `source` is where
 * that is said.
 */
const resets: readonly {
  readonly typeName: string;
  readonly paths: readonly PropertyPath[];
  readonly source: string;
}[] = [
  {
    // An attribute that an UpdateUserPool request leaves out is set to its default.
    typeName: 'AWS::Cognito::UserPool',
    paths: [['EnabledMfas']],
    source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html',
  },
  {
    // The request names the version of the managed login; nobody says that one without it keeps the version.
    typeName: 'AWS::Cognito::UserPoolDomain',
    paths: [['ManagedLoginVersion']],
    source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolDomain.html',
  },
  {
    // The handler puts the parameter anew, and an overwritten parameter has what the request gives.
    typeName: 'AWS::SSM::Parameter',
    paths: [['Description'], ['AllowedPattern'], ['Policies'], ['Tier']],
    source: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html',
  },
  {
    // Users of another tool over Cloud Control lost the volumes of a service by an update without them.
    typeName: 'AWS::ECS::Service',
    paths: [['VolumeConfigurations'], ['ServiceConnectConfiguration']],
    source: 'https://github.com/go-to-k/cdkd/issues/809',
  },
];

/** Last names of properties that hold credentials: what has to stay as it is, and does nothing when it is set to what it was. */
const credential = /(?:Password|Secret|SecretKey|SecretString|Token|Credentials?|AuthString|PrivateKey)$/;

/** Properties that act when they are sent, whatever their names: the code of a function is deployed anew from what lies there today. */
const acting: Readonly<Record<string, readonly PropertyPath[]>> = {
  'AWS::Lambda::Function': [['Code']],
};

/** Whether an update of something else sends again what is at a path, because of something write-only at it or in it. */
export function isSentAgain(type: ResourceType, path: PropertyPath): boolean {
  if ((acting[type.typeName] ?? []).some((place) => isWithin(path, place))) return false;
  const reset = resets.find(({ typeName }) => typeName === type.typeName)?.paths ?? [];
  return type.writeOnly
    .filter((place) => isWithin(path, place) || isWithin(place, path))
    .some((place) => credential.test(place.findLast((part) => part !== '*') ?? '') || matchesAny(reset, place));
}

function isWithin(path: PropertyPath, outer: PropertyPath): boolean {
  return (
    outer.length <= path.length &&
    outer.every((part, index) => part === '*' || path[index] === '*' || part === path[index])
  );
}
