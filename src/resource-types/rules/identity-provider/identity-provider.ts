import { itemsAtMost, textLength, violation, type ConstrainedPlace } from '../constraint.ts';
import { isAbsent, isGiven, rulesFor, textAt } from '../define-rule.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, deployments } from '../sources.ts';
import { oneOfValues } from '../constraint.ts';

const typeName = 'AWS::Cognito::UserPoolIdentityProvider';
const rule = rulesFor(typeName, deployments);
const social = ['Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple'];

function place(name: string, property: string, member: string): ConstrainedPlace {
  return { typeName, name, path: [property], member, source: cognitoApi };
}

/** What the details of each kind of provider must have, and what Cognito says where they have not. */
const required: readonly {
  readonly types: readonly string[];
  readonly keys: readonly string[];
  readonly message: string;
  readonly name: string;
}[] = [
  {
    name: 'social-details',
    types: ['Google', 'Facebook', 'LoginWithAmazon'],
    keys: ['client_id', 'client_secret', 'authorize_scopes'],
    message: 'clientId, clientSecret and authorizeScopes are all required idp details.',
  },
  {
    name: 'apple-details',
    types: ['SignInWithApple'],
    keys: ['client_id', 'team_id', 'key_id', 'private_key', 'authorize_scopes'],
    message: 'clientId, privateKey, teamId, and keyId are all required idp details.',
  },
  {
    name: 'oidc-details',
    types: ['OIDC'],
    keys: ['client_id', 'authorize_scopes', 'oidc_issuer', 'attributes_request_method'],
    message: 'clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.',
  },
];

export const identityProviderRules: readonly ServiceRule[] = [
  textLength(place('provider-name-length', 'ProviderName', 'providerName'), 1, 32),
  itemsAtMost(place('idp-identifier-count', 'IdpIdentifiers', 'idpIdentifiers'), 50),
  oneOfValues(place('provider-type-values', 'ProviderType', 'providerType'), ['SAML', ...social, 'OIDC']),
  ...required.map(({ name, types, keys, message }) =>
    rule(name, (model) => {
      const type = textAt(model, 'ProviderType');
      if (type === undefined || !types.includes(type.text)) return undefined;
      const isLacking = keys.some((key) => isAbsent(model, 'ProviderDetails', key));
      return isLacking ? { path: ['ProviderDetails'], message } : undefined;
    }),
  ),
  rule('social-provider-name', (model) => {
    const [type, name] = [textAt(model, 'ProviderType'), textAt(model, 'ProviderName')];
    if (type === undefined || name === undefined || !social.includes(type.text) || type.text === name.text) {
      return undefined;
    }
    return { path: ['ProviderName'], message: `Provider ${name.shown} cannot be of type ${type.shown}.` };
  }),
  rule('oidc-request-method', (model) => {
    const path = ['ProviderDetails', 'attributes_request_method'];
    const method = textAt(model, ...path);
    if (textAt(model, 'ProviderType')?.text !== 'OIDC' || method === undefined) return undefined;
    if (['GET', 'POST'].includes(method.text)) return undefined;
    const constraint = 'Member must satisfy enum value set: [POST, GET]';
    return violation({ member: 'attributesRequestMethod' }, path, method.shown, constraint);
  }),
  rule('oidc-issuer-encrypted', (model) => {
    const path = ['ProviderDetails', 'oidc_issuer'];
    const issuer = textAt(model, ...path);
    if (textAt(model, 'ProviderType')?.text !== 'OIDC' || issuer === undefined) return undefined;
    return issuer.text.startsWith('https://') ? undefined : { path, message: 'OIDC endpoint must start with https://' };
  }),
  rule('saml-one-metadata', (model) => {
    if (textAt(model, 'ProviderType')?.text !== 'SAML') return undefined;
    const names = ['MetadataURL', 'MetadataFile'];
    if (names.every((name) => isGiven(model, 'ProviderDetails', name))) {
      const message = 'Only one of the MetadataURL or MetadataFile should be provided.';
      return { path: ['ProviderDetails', 'MetadataFile'], message };
    }
    return undefined;
  }),
  rule('saml-needs-metadata', (model) => {
    if (textAt(model, 'ProviderType')?.text !== 'SAML') return undefined;
    return ['MetadataURL', 'MetadataFile'].every((name) => isAbsent(model, 'ProviderDetails', name))
      ? {
          path: ['ProviderDetails'],
          message: 'At least one of the MetadataURL or MetadataFile should be provided.',
        }
      : undefined;
  }),
];
