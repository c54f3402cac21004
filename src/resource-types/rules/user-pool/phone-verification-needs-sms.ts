import { itemsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

export const phoneVerificationNeedsSms: ServiceRule = {
  typeName: 'AWS::Cognito::UserPool',
  name: 'phone-verification-needs-sms',
  source: deployments,
  check: (model) => {
    const phone = itemsAt(model, 'AutoVerifiedAttributes').items.find(({ text }) => text === 'phone_number');
    if (phone === undefined || readAt(model, 'SmsConfiguration').kind !== 'absent') return undefined;
    return {
      path: ['AutoVerifiedAttributes', phone.index],
      message: 'SMS configuration is required when phone_number is selected for auto verification',
    };
  },
};
