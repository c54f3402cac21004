import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const accessQuirks: readonly Quirks[] = [
  makeQuirks('AWS::Cognito::UserPoolIdentityProvider', {
    // Keys are free there; these two are what Google, Amazon, OIDC and Apple are told to be kept.
    secret: [
      ['ProviderDetails', 'client_secret'],
      ['ProviderDetails', 'private_key'],
    ],
  }),
  makeQuirks('AWS::IAM::Role', {
    // Each policy carries its own name.
    unordered: [['Policies'], ['ManagedPolicyArns']],
    ignoredRemovals: { Description: '', MaxSessionDuration: 3600 },
  }),
  makeQuirks('AWS::IAM::RolePolicy', {
    parents: { RoleName: { typeName: 'AWS::IAM::Role', property: 'RoleName' } },
  }),
];
