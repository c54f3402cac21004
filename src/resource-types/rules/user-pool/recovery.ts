import { itemsAtMost, violation } from '../constraint.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { itemsAt, mapsAt, numberAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi, deployments } from '../sources.ts';

const typeName = 'AWS::Cognito::UserPool';
const rule = rulesFor(typeName, deployments);
const path = ['AccountRecoverySetting', 'RecoveryMechanisms'];
const names = ['verified_email', 'verified_phone_number', 'admin_only'];

export const recovery: readonly ServiceRule[] = [
  itemsAtMost(
    {
      typeName,
      name: 'recovery-mechanism-count',
      path,
      member: 'accountRecoverySetting.recoveryMechanisms',
      source: cognitoApi,
    },
    2,
  ),
  rulesFor(typeName, cognitoApi)('recovery-mechanism-names', (model) => {
    for (const { map, index } of mapsAt(model, ...path)) {
      const name = textAt(map, 'Name');
      if (name === undefined || names.includes(name.text)) continue;
      const member = `accountRecoverySetting.recoveryMechanisms.${index + 1}.member.name`;
      const constraint = `Member must satisfy enum value set: [${names.join(', ')}]`;
      return violation({ member }, [...path, index, 'Name'], name.shown, constraint);
    }
    return undefined;
  }),
  rule('recovery-admin-alone', (model) => {
    const admin = mapsAt(model, ...path).find(({ map }) => textAt(map, 'Name')?.text === 'admin_only');
    if (admin === undefined || (itemsAt(model, ...path).length ?? 0) < 2) return undefined;
    return {
      path: [...path, admin.index, 'Name'],
      message: 'Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.',
    };
  }),
  rule('recovery-distinct', (model) => {
    const seen = new Set<string | number>();
    for (const { map, index } of mapsAt(model, ...path)) {
      for (const key of [textAt(map, 'Name')?.text, numberAt(map, 'Priority')]) {
        if (key === undefined) continue;
        if (seen.has(key)) {
          return {
            path: [...path, index],
            message: 'Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.',
          };
        }
        seen.add(key);
      }
    }
    return undefined;
  }),
];

const updates = ['UserAttributeUpdateSettings', 'AttributesRequireVerificationBeforeUpdate'];

export const attributesVerifiedBeforeUpdate = rule('attributes-verified-before-update', (model) => {
  const verified = itemsAt(model, 'AutoVerifiedAttributes');
  if (!verified.isComplete || readAt(model, 'AutoVerifiedAttributes').kind === 'unknown') return undefined;
  const wrong = itemsAt(model, ...updates).items.find(
    ({ text }) => !verified.items.some((attribute) => attribute.text === text),
  );
  if (wrong === undefined) return undefined;
  return {
    path: [...updates, wrong.index],
    message: 'All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes',
  };
});

/** A read shows the older property, too; so an update is refused only where it changes it. */
export const oneTemporaryValidity = rule('one-temporary-validity', (model, { previous }) => {
  const older = ['AdminCreateUserConfig', 'UnusedAccountValidityDays'];
  const days = numberAt(model, ...older);
  if (
    days === undefined ||
    numberAt(model, 'Policies', 'PasswordPolicy', 'TemporaryPasswordValidityDays') === undefined
  ) {
    return undefined;
  }
  if (previous !== undefined) return undefined;
  return {
    path: older,
    message: 'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
  };
});
