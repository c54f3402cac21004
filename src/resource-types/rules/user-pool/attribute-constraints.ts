import { standardAttributes } from '../../quirks/user-pool-attributes.ts';
import { numericAt, rulesFor, textAt } from '../define-rule.ts';
import { isTrueAt, mapsAt } from '../reading-model.ts';
import { deployments } from '../sources.ts';

const rule = rulesFor('AWS::Cognito::UserPool', deployments);

const standardTypes: ReadonlyMap<unknown, unknown> = new Map(
  standardAttributes.map((attribute) => [attribute['Name'], attribute['AttributeDataType']]),
);

export const attributeLengths = rule('attribute-lengths', (model) => {
  for (const { map, index } of mapsAt(model, 'Schema')) {
    const least = numericAt(map, 'StringAttributeConstraints', 'MinLength');
    const most = numericAt(map, 'StringAttributeConstraints', 'MaxLength');
    if (least === undefined || most === undefined || least <= most) continue;
    return {
      path: ['Schema', index, 'StringAttributeConstraints', 'MaxLength'],
      message: `Attribute ${fullName(textAt(map, 'Name')?.shown)} cannot have a max length shorter than it's min length`,
    };
  }
  return undefined;
});

export const attributeValues = rule('attribute-values', (model) => {
  for (const { map, index } of mapsAt(model, 'Schema')) {
    const least = numericAt(map, 'NumberAttributeConstraints', 'MinValue');
    const most = numericAt(map, 'NumberAttributeConstraints', 'MaxValue');
    if (least === undefined || most === undefined || least <= most) continue;
    return {
      path: ['Schema', index, 'NumberAttributeConstraints', 'MaxValue'],
      message: `Attribute ${fullName(textAt(map, 'Name')?.shown)} cannot have a max value smaller than it's min value`,
    };
  }
  return undefined;
});

/** Standard attributes may be made required or immutable, and keep their type. */
export const standardAttributesKeepType = rule('standard-attributes-keep-type', (model) => {
  for (const { map, index } of mapsAt(model, 'Schema')) {
    const name = textAt(map, 'Name');
    const fixed = standardTypes.get(name?.text);
    if (name === undefined || fixed === undefined) continue;
    const given = textAt(map, 'AttributeDataType');
    const isRetyped = given !== undefined && given.text !== fixed && !(fixed === 'String' && given.text === 'DateTime');
    if (!isRetyped && isTrueAt(map, 'DeveloperOnlyAttribute') !== true) continue;
    return {
      path: ['Schema', index, isRetyped ? 'AttributeDataType' : 'DeveloperOnlyAttribute'],
      message: `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${name.shown}`,
    };
  }
  return undefined;
});

function fullName(name = ''): string {
  return standardTypes.has(name) || name.includes(':') ? name : `custom:${name}`;
}
