import { numberBetween } from '../constraint.ts';
import { rulesFor } from '../define-rule.ts';
import { policiesAt } from '../policy/read-policy.ts';
import { itemsAt, readValue } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments, iamApi } from '../sources.ts';

const typeName = 'AWS::IAM::Role';

export const roleRules: readonly ServiceRule[] = [
  numberBetween(
    { typeName, name: 'session-duration', path: ['MaxSessionDuration'], member: 'maxSessionDuration', source: iamApi },
    3600,
    43_200,
  ),
  rulesFor(typeName, iamApi)('attached-policies', (model, { neighbours }) => {
    const missing = itemsAt(model, 'ManagedPolicyArns').items.find(
      ({ text }) => neighbours?.isThere('AWS::IAM::ManagedPolicy', 'PolicyArn', text) === false,
    );
    if (missing === undefined) return undefined;
    return {
      path: ['ManagedPolicyArns', missing.index],
      message: `Policy ${missing.shown} does not exist or is not attachable.`,
      code: 'NotFound',
    };
  }),
];

/** Characters of a managed policy, blanks between its elements aside. */
const mostCharacters = 6144;

export const managedPolicySize = rulesFor('AWS::IAM::ManagedPolicy', deployments)('managed-policy-size', (model) => {
  for (const policy of policiesAt(model, ['PolicyDocument'])) {
    const reading = policy.kind === 'document' ? readValue(policy.map) : undefined;
    if (reading?.kind !== 'known' || JSON.stringify(reading.value).length <= mostCharacters) continue;
    return { path: policy.path, message: `Cannot exceed quota for PolicySize: ${mostCharacters}` };
  }
  return undefined;
});
