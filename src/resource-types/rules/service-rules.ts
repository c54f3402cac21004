import type { ServiceRule } from './service-rule.ts';
import { analyticsOneForm } from './user-pool-client/analytics-one-form.ts';
import { authFlowNamesNotMixed } from './user-pool-client/auth-flow-names-not-mixed.ts';
import { callbackWithoutFragment } from './user-pool-client/callback-without-fragment.ts';
import { readAttributesExist, writeAttributesWritable } from './user-pool-client/client-attributes.ts';
import { clientCredentialsAlone } from './user-pool-client/client-credentials-alone.ts';
import { clientCredentialsNeedSecret } from './user-pool-client/client-credentials-need-secret.ts';
import { codeNeedsCallback } from './user-pool-client/code-needs-callback.ts';
import { clientConstraints } from './user-pool-client/constraints.ts';
import { contextDataNeedsSecret } from './user-pool-client/context-data-needs-secret.ts';
import { defaultRedirectIsCallback } from './user-pool-client/default-redirect-is-callback.ts';
import { httpOnlyOnThisMachine } from './user-pool-client/http-only-on-this-machine.ts';
import { identityProvidersExist } from './user-pool-client/identity-providers-exist.ts';
import { oauthNeedsFlowsAndScopes } from './user-pool-client/oauth-needs-flows-and-scopes.ts';
import { oauthScopes } from './user-pool-client/oauth-scopes.ts';
import { tokenValidityOrder } from './user-pool-client/token-validity-order.ts';
import { tokenValidityRange } from './user-pool-client/token-validity-range.ts';
import { aliasOrUsername } from './user-pool/alias-or-username.ts';
import { poolConstraints } from './user-pool/constraints.ts';
import {
  customAttributeCount,
  customAttributeNameLength,
  customAttributesDistinct,
  customAttributesOptional,
  customAttributesStay,
} from './user-pool/custom-attributes.ts';
import { developerEmailNeedsSource } from './user-pool/developer-email-needs-source.ts';
import { mfaNeedsFactor } from './user-pool/mfa-needs-factor.ts';
import { passwordIsFirstFactor } from './user-pool/password-is-first-factor.ts';
import { phoneVerificationNeedsSms } from './user-pool/phone-verification-needs-sms.ts';

/** All of them. The order matters: a service looks at its request's own constraints first and answers with the first refusal. */
export const serviceRules: readonly ServiceRule[] = [
  ...clientConstraints,
  authFlowNamesNotMixed,
  tokenValidityRange,
  tokenValidityOrder,
  oauthNeedsFlowsAndScopes,
  codeNeedsCallback,
  clientCredentialsAlone,
  clientCredentialsNeedSecret,
  contextDataNeedsSecret,
  httpOnlyOnThisMachine,
  callbackWithoutFragment,
  defaultRedirectIsCallback,
  oauthScopes,
  identityProvidersExist,
  readAttributesExist,
  writeAttributesWritable,
  analyticsOneForm,

  ...poolConstraints,
  customAttributeNameLength,
  customAttributeCount,
  customAttributesOptional,
  customAttributesDistinct,
  customAttributesStay,
  aliasOrUsername,
  phoneVerificationNeedsSms,
  mfaNeedsFactor,
  passwordIsFirstFactor,
  developerEmailNeedsSource,
];
