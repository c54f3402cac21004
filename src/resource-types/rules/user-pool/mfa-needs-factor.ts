import { itemsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

/** A second factor is SMS unless EnabledMfas names another one. */
export const mfaNeedsFactor: ServiceRule = {
  typeName: 'AWS::Cognito::UserPool',
  name: 'mfa-needs-factor',
  source: deployments,
  check: (model, { previous }) => {
    const mode = readAt(model, 'MfaConfiguration');
    if (mode.kind !== 'known' || (mode.value !== 'ON' && mode.value !== 'OPTIONAL')) return undefined;
    // The list is write-only: an update that does not name it leaves the factors as they are.
    if (previous !== undefined && !itemsAt(model, 'EnabledMfas').isGiven) return undefined;
    const factors = itemsAt(model, 'EnabledMfas');
    if (!factors.isComplete || factors.items.some(({ text }) => text !== 'SMS_MFA')) return undefined;
    if (readAt(model, 'SmsConfiguration').kind !== 'absent') return undefined;
    return {
      path: ['MfaConfiguration'],
      message: 'SMS configuration and Auto verification for phone_number are required when MFA is required/optional',
    };
  },
};
