import * as relatives from './cognito-relatives.ts';
import type { RuleCase } from './rule-case.ts';
import { serviceCases } from './services.ts';
import { laterClientCases } from './user-pool-client-more.ts';
import { clientCases } from './user-pool-client.ts';
import { messageCases } from './user-pool-messages.ts';
import { settingCases } from './user-pool-settings.ts';
import { poolCases } from './user-pool.ts';

/** A case of every service rule, by type. */
export const ruleCases: Readonly<Record<string, readonly RuleCase[]>> = {
  'AWS::Cognito::UserPoolClient': [...clientCases, ...laterClientCases],
  'AWS::Cognito::UserPool': [...poolCases, ...messageCases, ...settingCases],
  'AWS::Cognito::UserPoolDomain': relatives.domainCases,
  'AWS::Cognito::UserPoolIdentityProvider': relatives.identityProviderCases,
  'AWS::Cognito::UserPoolResourceServer': relatives.resourceServerCases,
  'AWS::Cognito::IdentityPool': relatives.identityPoolCases,
  'AWS::Cognito::IdentityPoolRoleAttachment': relatives.roleAttachmentCases,
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': relatives.riskCases,
  'AWS::Cognito::LogDeliveryConfiguration': relatives.logDeliveryCases,
  'AWS::Cognito::ManagedLoginBranding': relatives.brandingCases,
  'AWS::Cognito::UserPoolUICustomizationAttachment': relatives.customizationCases,
  'AWS::Cognito::UserPoolGroup': relatives.groupCases,
  ...serviceCases,
};
