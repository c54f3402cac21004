import { tableRules } from './dynamodb/table.ts';
import { networkRules } from './ec2/network.ts';
import { managedPolicySize, roleRules } from './iam/role.ts';
import { keyRules } from './kms/key.ts';
import { eventSourceMappingRules } from './lambda/event-source-mapping.ts';
import { functionRules } from './lambda/function.ts';
import { lambdaPermissionRules } from './lambda/permission.ts';
import { protectedLogGroup } from './logs/log-group.ts';
import { policyRules } from './policy/policy-rules.ts';
import { bucketPolicyRules } from './s3/bucket-policy.ts';
import { bucketRules } from './s3/bucket.ts';
import type { ServiceRule } from './service-rule.ts';
import { topicName } from './sns/topic.ts';
import { queueRules } from './sqs/queue.ts';
import { parameterRules } from './ssm/parameter.ts';
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
import { analyticsRegion } from './user-pool-client/analytics-region.ts';
import { openidNeedsUser } from './user-pool-client/openid-needs-user.ts';
import { identityPoolRules } from './identity-pool/identity-pool.ts';
import { roleAttachmentRules } from './identity-pool/role-attachment.ts';
import { identityProviderRules } from './identity-provider/identity-provider.ts';
import { resourceServerRules } from './identity-provider/resource-server.ts';
import { brandingRules } from './user-pool-attachments/branding.ts';
import { groupRoleAccount } from './user-pool-attachments/group.ts';
import { logDeliveryRules } from './user-pool-attachments/log-delivery.ts';
import { riskRules } from './user-pool-attachments/risk-configuration.ts';
import { domainRules } from './user-pool-domain/domain.ts';
import { attributeLengths, attributeValues, standardAttributesKeepType } from './user-pool/attribute-constraints.ts';
import { poolDeletion } from './user-pool/deletion.ts';
import { emailAndSms } from './user-pool/email-and-sms.ts';
import { invitationPlaceholders, messagePlaceholders } from './user-pool/messages.ts';
import {
  emailFactorNeedsDeveloper,
  mfaOffWithoutFactors,
  passwordlessNeedsTier,
  relyingPartyIsDomain,
} from './user-pool/mfa.ts';
import { attributesVerifiedBeforeUpdate, oneTemporaryValidity, recovery } from './user-pool/recovery.ts';
import { triggers } from './user-pool/triggers.ts';
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
  openidNeedsUser,
  analyticsOneForm,
  analyticsRegion,

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
  ...messagePlaceholders,
  ...invitationPlaceholders,
  ...recovery,
  attributesVerifiedBeforeUpdate,
  oneTemporaryValidity,
  ...emailAndSms,
  mfaOffWithoutFactors,
  emailFactorNeedsDeveloper,
  relyingPartyIsDomain,
  passwordlessNeedsTier,
  ...triggers,
  attributeLengths,
  attributeValues,
  standardAttributesKeepType,
  ...poolDeletion,

  ...domainRules,
  ...identityProviderRules,
  ...resourceServerRules,
  ...identityPoolRules,
  ...roleAttachmentRules,
  ...riskRules,
  ...logDeliveryRules,
  ...brandingRules,
  groupRoleAccount,

  ...policyRules,
  ...bucketRules,
  ...bucketPolicyRules,
  ...queueRules,
  topicName,
  ...eventSourceMappingRules,
  ...functionRules,
  ...lambdaPermissionRules,
  ...tableRules,
  ...parameterRules,
  ...roleRules,
  managedPolicySize,
  ...keyRules,
  protectedLogGroup,
  ...networkRules,
];

const byTypeName = new Map<string, ServiceRule[]>();
for (const rule of serviceRules) byTypeName.set(rule.typeName, [...(byTypeName.get(rule.typeName) ?? []), rule]);

/** Whether a rule of a type looks at other resources. */
export function looksAround(typeName: string): boolean {
  return rulesOf(typeName).some((rule) => rule.looksAround === true);
}

/** The rules of a type, in the order in which the service would look. */
export function rulesOf(typeName: string): readonly ServiceRule[] {
  return byTypeName.get(typeName) ?? [];
}

const ofWrites = new Map<string, readonly ServiceRule[]>();

/** Those of them that are about a create or an update. */
export function writeRulesOf(typeName: string): readonly ServiceRule[] {
  let rules = ofWrites.get(typeName);
  if (rules === undefined) {
    rules = rulesOf(typeName).filter(({ on }) => on !== 'delete');
    ofWrites.set(typeName, rules);
  }
  return rules;
}
