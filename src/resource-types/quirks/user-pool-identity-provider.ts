import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const userPoolIdentityProviderQuirks: Quirks = makeQuirks('AWS::Cognito::UserPoolIdentityProvider', {
  // Keys are free there; these two are what Google, Amazon, OIDC and Apple are told to be kept.
  secret: [
    ['ProviderDetails', 'client_secret'],
    ['ProviderDetails', 'private_key'],
  ],
});
