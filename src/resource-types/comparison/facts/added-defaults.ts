import { jsonEquals, type Json } from '../../../base/json.ts';
import { matchesPath } from '../../match-path.ts';
import type { PropertyPath } from '../../resource-type.ts';
import type { Place } from '../place.ts';

interface AddedDefault {
  readonly type: string;
  readonly path: PropertyPath;
  /** Absent where the service makes the value. */
  readonly value?: Json;
}

/** What a service adds to JSON of free shape and to maps. */
const addedDefaults: readonly AddedDefault[] = [
  // AWS Billing API Reference, CostCategoryRule: Type is REGULAR unless it is given; recorded reads of 2026.
  { type: 'AWS::CE::CostCategory', path: ['Rules', '*', 'Type'], value: 'REGULAR' },
  // Amazon Cognito API Reference, CreateIdentityProvider: ProviderDetails has these in the answer, worked out of what was given (the
  // metadata of a SAML provider, the discovery document of an OIDC one, the constants of the social ones); recorded reads of 2026.
  ...[
    'ActiveEncryptionCertificate',
    'SSORedirectBindingURI',
    'SLORedirectBindingURI',
    'api_version',
    'attributes_url',
    'attributes_url_add_attributes',
    'authorize_url',
    'jwks_uri',
    'oidc_issuer',
    'token_request_method',
    'token_url',
  ].map((name) => ({ type: 'AWS::Cognito::UserPoolIdentityProvider', path: ['ProviderDetails', name] })),
];

/** Whether a live member that was not declared is known to be added by the service with this value. */
export function addedDefault({ facts, path }: Place, live: Json | undefined): boolean {
  return addedDefaults.some(
    (one) =>
      one.type === facts.typeName &&
      matchesPath(one.path, path) &&
      (one.value === undefined || jsonEquals(one.value, live)),
  );
}
