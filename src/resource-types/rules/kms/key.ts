import type { ValueMap } from '../../../values/value.ts';
import { rulesFor } from '../define-rule.ts';
import { policiesAt, has, memberOf, statementsOf, textsOf } from '../policy/read-policy.ts';
import { isTrueAt, readAt, readValue } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { deployments, kmsApi } from '../sources.ts';

const changing = ['*', 'kms:*', 'kms:put*', 'kms:putkeypolicy'];

export const keyRules: readonly ServiceRule[] = ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'].flatMap((typeName) => [
  rulesFor(typeName, kmsApi)('key-stays-manageable', (model) => {
    if (isTrueAt(model, 'BypassPolicyLockoutSafetyCheck') !== false) return undefined;
    for (const policy of policiesAt(model, ['KeyPolicy'])) {
      if (policy.kind !== 'document' || readAt(policy.map, 'Statement').kind === 'unknown') continue;
      const statements = statementsOf(policy.map).map(({ value }) => value);
      if (statements.length === 0 || statements.some(allowsChanges)) continue;
      return {
        path: policy.path,
        message: 'The new key policy will not allow you to update the key policy in the future.',
      };
    }
    return undefined;
  }),
  rulesFor(typeName, deployments)('key-policy-characters', (model) => {
    for (const policy of policiesAt(model, ['KeyPolicy'])) {
      const reading = policy.kind === 'document' ? readValue(policy.map) : undefined;
      const text = reading?.kind === 'known' ? JSON.stringify(reading.value) : '';
      const wrong = /[^\t\n\r\u0020-\u00FF]/u.exec(text)?.[0];
      if (wrong === undefined) continue;
      const allowed = String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`;
      return {
        path: policy.path,
        message: `1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: ${allowed}`,
        because: `it holds ${wrong}`,
      };
    }
    return undefined;
  }),
]);

function allowsChanges(statement: ValueMap): boolean {
  if (memberOf(statement, 'Effect') !== 'Allow') return false;
  return (
    has(statement, 'NotAction') ||
    textsOf(statement, 'Action', []).some(({ value }) => changing.includes(value.toLowerCase()))
  );
}
