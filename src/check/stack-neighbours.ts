import type { Neighbours } from '../resource-types/rules/service-rule.ts';
import { Unknown, type Value } from '../values/value.ts';
import type { StackModel, StackModels } from './stack-models.ts';

/** What a stack makes beside one of its resources, for rules of services that look around. */
export function neighboursOf(model: StackModel, { models, isComplete }: StackModels): Neighbours {
  const owner = (of: StackModel, typeName: string, property: string): StackModel | 'elsewhere' | undefined =>
    ownerOf(of.row.desiredState[property] ?? null, typeName, models);
  return {
    owner: (typeName, property) => {
      const found = owner(model, typeName, property);
      return found === 'elsewhere' ? undefined : found?.row.desiredState;
    },
    siblings: (typeName, property) => {
      const ownerType = model.type.parents[property]?.typeName ?? pools[property];
      const own = ownerType === undefined ? undefined : owner(model, ownerType, property);
      if (ownerType === undefined || own === undefined || own === 'elsewhere' || !isComplete) return undefined;
      const found = models
        .filter(({ type }) => type.typeName === typeName)
        .map((other) => ({ other, of: owner(other, ownerType, property) }));
      // One whose owner is not known may belong to the same.
      if (found.some(({ of }) => of === undefined)) return undefined;
      return found.filter(({ of }) => of === own).map(({ other }) => other.row.desiredState);
    },
    others: (typeName) =>
      models
        .filter(
          (other) =>
            other.type.typeName === typeName &&
            other.resource !== model.resource &&
            typeof other.row.region === 'string' &&
            other.row.region === model.row.region,
        )
        .map((other) => other.row.desiredState),
    // What is not in the stack may have been made elsewhere.
    isThere: () => undefined,
  };
}

/** Properties that refer to an owner although the schema does not say so. */
const pools: Readonly<Record<string, string>> = { UserPoolId: 'AWS::Cognito::UserPool' };

/**
 * The resource of a stack that a value refers to: what it exports, or the name that it was given. `elsewhere` where the value is
 * known and no resource of the stack has it.
 */
function ownerOf(value: Value, typeName: string, models: readonly StackModel[]): StackModel | 'elsewhere' | undefined {
  const candidates = models.filter(({ type }) => type.typeName === typeName);
  if (value instanceof Unknown) {
    const named = candidates.filter(({ resource }) => value.name.startsWith(`${resource}.`));
    return named.length === 1 ? named[0] : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const named = candidates.filter(({ type, row }) =>
    type.identifier.some(([name]) => name !== undefined && row.desiredState[name] === value),
  );
  return named.length === 1 ? named[0] : 'elsewhere';
}
