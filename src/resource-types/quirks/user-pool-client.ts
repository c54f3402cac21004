import type { Quirks } from './quirks.ts';

const sets = [
  'AllowedOAuthFlows',
  'AllowedOAuthScopes',
  'ExplicitAuthFlows',
  'CallbackURLs',
  'LogoutURLs',
  'ReadAttributes',
  'WriteAttributes',
  'SupportedIdentityProviders',
].map((name) => [name]);

export const userPoolClientQuirks: Quirks = {
  typeName: 'AWS::Cognito::UserPoolClient',
  unordered: sets,
  secret: [['ClientSecret']],
  ignoredRemovals: { AuthSessionValidity: 3, EnableTokenRevocation: true, RefreshTokenValidity: 30 },
  parents: { UserPoolId: { typeName: 'AWS::Cognito::UserPool', property: 'UserPoolId' } },
};
