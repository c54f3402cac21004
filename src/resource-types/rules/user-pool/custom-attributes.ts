import { isValueMap, type PlainValue, type ValueMap } from '../../../values/value.ts';
import { standardAttributeNames } from '../../quirks/user-pool-attributes.ts';
import { violation } from '../constraint.ts';
import { isTrueAt, mapsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { cognitoGuide, deployments } from '../sources.ts';

const typeName = 'AWS::Cognito::UserPool';

interface CustomAttribute {
  /** Without `custom:`. */
  readonly name: string;
  readonly shown: string;
  readonly map: ValueMap;
  readonly index: number;
}

/** The declared attributes that are not standard ones; those whose name is not known are left out. */
function customAttributes(model: ValueMap): readonly CustomAttribute[] {
  const found: CustomAttribute[] = [];
  for (const { map, index } of mapsAt(model, 'Schema')) {
    const name = readAt(map, 'Name');
    if (name.kind !== 'known' || typeof name.value !== 'string' || standardAttributeNames.has(name.value)) continue;
    found.push({ name: bare(name.value), shown: bare(name.shown), map, index });
  }
  return found;
}

function bare(name: string): string {
  return name.replace(/^(dev:)?custom:/, '');
}

export const customAttributeCount: ServiceRule = {
  typeName,
  name: 'custom-attribute-count',
  source: deployments,
  check: (model) => {
    const attributes = customAttributes(model);
    if (attributes.length <= 50) return undefined;
    const shown = `[${attributes.map((attribute) => attribute.shown).join(', ')}]`;
    return violation({ member: 'schema' }, ['Schema'], shown, 'Member must have length less than or equal to 50');
  },
};

export const customAttributeNameLength: ServiceRule = {
  typeName,
  name: 'custom-attribute-name-length',
  source: deployments,
  check: (model) => {
    const wrong = customAttributes(model).find(({ name }) => name.length > 20);
    if (wrong === undefined) return undefined;
    const member = `schema.${wrong.index + 1}.member.name`;
    const constraint = 'Member must have length less than or equal to 20';
    return violation({ member }, ['Schema', wrong.index, 'Name'], wrong.shown, constraint);
  },
};

export const customAttributesOptional: ServiceRule = {
  typeName,
  name: 'custom-attributes-optional',
  source: deployments,
  check: (model) => {
    const wrong = customAttributes(model).find(({ map }) => isTrueAt(map, 'Required') === true);
    if (wrong === undefined) return undefined;
    return {
      path: ['Schema', wrong.index, 'Required'],
      message: 'Required custom attributes are not supported currently.',
    };
  },
};

export const customAttributesDistinct: ServiceRule = {
  typeName,
  name: 'custom-attributes-distinct',
  source: deployments,
  check: (model) => {
    const seen = new Set<string>();
    for (const { name, shown, index } of customAttributes(model)) {
      if (seen.has(name)) {
        return {
          path: ['Schema', index, 'Name'],
          message: `Duplicate custom attribute names custom:${shown} are not allowed in a user pool schema.`,
        };
      }
      seen.add(name);
    }
    return undefined;
  },
};

/** Custom attributes can be added to a pool, never changed or removed. */
export const customAttributesStay: ServiceRule = {
  typeName,
  name: 'custom-attributes-stay',
  source: cognitoGuide,
  check: (model, { previous }) => {
    if (previous === undefined || readAt(model, 'Schema').kind === 'unknown') return undefined;
    const now = new Map(customAttributes(model).map((attribute) => [attribute.name, attribute]));
    for (const before of customAttributes(previous)) {
      const after = now.get(before.name);
      if (after === undefined || decisive.some((member) => differs(before.map, after.map, member))) {
        return { path: ['Schema'], message: 'Existing schema attributes cannot be modified or deleted.' };
      }
    }
    return undefined;
  },
};

/** Members whose change is a change of the attribute, where both sides name them. */
const decisive = [
  'AttributeDataType',
  'Mutable',
  'DeveloperOnlyAttribute',
  'StringAttributeConstraints',
  'NumberAttributeConstraints',
];

/** Compared is only what both sides say: a read fills in what was never declared. */
function differs(before: ValueMap, after: ValueMap, member: string): boolean {
  const [left, right] = [readAt(before, member), readAt(after, member)];
  return left.kind === 'known' && right.kind === 'known' && contradict(left.value, right.value);
}

function contradict(left: PlainValue, right: PlainValue): boolean {
  if (!isValueMap(left) || !isValueMap(right)) return left !== right;
  return Object.entries(left).some(([key, value]) => Object.hasOwn(right, key) && right[key] !== value);
}
