import { itemsAtMost, matchesPattern, violation, type ConstrainedPlace } from '../constraint.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { mapsAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoApi } from '../sources.ts';

const typeName = 'AWS::Cognito::UserPoolResourceServer';

function place(name: string, property: string, member: string): ConstrainedPlace {
  return { typeName, name, path: [property], member, source: cognitoApi };
}

const scopeName = String.raw`[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+`;

export const resourceServerRules: readonly ServiceRule[] = [
  matchesPattern(
    place('server-identifier-characters', 'Identifier', 'identifier'),
    String.raw`[\x21\x23-\x5B\x5D-\x7E]+`,
  ),
  itemsAtMost(place('server-scope-count', 'Scopes', 'scopes'), 100),
  rulesFor(typeName, cognitoApi)('server-scope-names', (model) => {
    for (const { map, index } of mapsAt(model, 'Scopes')) {
      const name = textAt(map, 'ScopeName');
      if (name === undefined || new RegExp(`^${scopeName}$`).test(name.text)) continue;
      const member = `scopes.${index + 1}.member.scopeName`;
      const constraint = `Member must satisfy regular expression pattern: ${scopeName}`;
      return violation({ member }, ['Scopes', index, 'ScopeName'], name.shown, constraint);
    }
    return undefined;
  }),
];
