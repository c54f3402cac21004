import { isValueMap, type ValueMap } from '../../../values/value.ts';
import { violation } from '../constraint.ts';
import { isAbsent, isGiven, keysAt, rulesFor, textAt } from '../define-rule.ts';
import { itemsAt, mapsAt } from '../reading-model.ts';
import type { Refusal, ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

const rule = rulesFor('AWS::Cognito::IdentityPoolRoleAttachment', deployments);
const matches = ['StartsWith', 'Equals', 'Contains', 'NotEqual'];

/** The first mapping that is refused. */
function eachMapping(
  model: ValueMap,
  check: (mapping: ValueMap, key: string) => (Omit<Refusal, 'path'> & { readonly path: Refusal['path'] }) | undefined,
): Refusal | undefined {
  const mappings = model['RoleMappings'] ?? null;
  if (!isValueMap(mappings)) return undefined;
  for (const [key, mapping] of Object.entries(mappings)) {
    if (!isValueMap(mapping)) continue;
    const refusal = check(mapping, key);
    if (refusal !== undefined) return { ...refusal, path: ['RoleMappings', key, ...refusal.path] };
  }
  return undefined;
}

export const roleAttachmentRules: readonly ServiceRule[] = [
  rule(
    'role-keys',
    (model) => {
      const wrong = keysAt(model, 'Roles').find((key) => !['authenticated', 'unauthenticated'].includes(key));
      return wrong === undefined
        ? undefined
        : { path: ['Roles', wrong], message: `Roles takes authenticated and unauthenticated, not ${wrong}` };
    },
    { words: 'ours' },
  ),
  rule('mapping-match-types', (model) =>
    eachMapping(model, (mapping, key) => {
      for (const { map, index } of mapsAt(mapping, 'RulesConfiguration', 'Rules')) {
        const match = textAt(map, 'MatchType');
        if (match === undefined || matches.includes(match.text)) continue;
        const member = `roleMappings.${key}.member.rulesConfiguration.rules.${index + 1}.member.matchType`;
        const path = ['RulesConfiguration', 'Rules', index, 'MatchType'];
        return violation({ member }, path, match.shown, `Member must satisfy enum value set: [${matches.join(', ')}]`);
      }
      return undefined;
    }),
  ),
  rule('mapping-rule-count', (model) =>
    eachMapping(model, (mapping) =>
      (itemsAt(mapping, 'RulesConfiguration', 'Rules').length ?? 0) <= 25
        ? undefined
        : {
            path: ['RulesConfiguration', 'Rules'],
            message: 'The number of rules in the request exceeded 25.',
          },
    ),
  ),
  rule(
    'mapping-ambiguity',
    (model) =>
      eachMapping(model, (mapping) => {
        const type = textAt(mapping, 'Type');
        if (type === undefined || !['Token', 'Rules'].includes(type.text)) return undefined;
        return isAbsent(mapping, 'AmbiguousRoleResolution')
          ? { path: [], message: `a role mapping of type ${type.text} needs AmbiguousRoleResolution` }
          : undefined;
      }),
    { words: 'ours' },
  ),
  rule('mapping-provider-name', (model) =>
    eachMapping(model, (mapping, key) =>
      key.includes('.') || key.startsWith('arn:') || !isAbsent(mapping, 'IdentityProvider')
        ? undefined
        : {
            path: [],
            message: `(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
          },
    ),
  ),
  rule(
    'mapping-needs-rules',
    (model) =>
      eachMapping(model, (mapping) =>
        textAt(mapping, 'Type')?.text === 'Rules' && isAbsent(mapping, 'RulesConfiguration')
          ? { path: [], message: 'a role mapping of type Rules needs RulesConfiguration' }
          : undefined,
      ),
    { words: 'ours' },
  ),
  rule(
    'mapping-without-rules',
    (model) =>
      eachMapping(model, (mapping) =>
        textAt(mapping, 'Type')?.text === 'Token' && isGiven(mapping, 'RulesConfiguration')
          ? { path: ['RulesConfiguration'], message: 'a role mapping of type Token takes no RulesConfiguration' }
          : undefined,
      ),
    { words: 'ours' },
  ),
];
