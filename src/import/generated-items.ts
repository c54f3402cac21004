import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../base/json.ts';
import { standardAttributes } from '../resource-types/quirks/user-pool-attributes.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/**
 * Properties that follow from another one, by type. Only one of both may be given.
 * Source: the CloudFormation reference of the types (2026-11).
 */
const following: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::EC2::Subnet': { AvailabilityZoneId: 'AvailabilityZone' },
};

/** Leaves out what the service puts there by itself: items of lists, prefixes of names, and what follows from another property. */
export function withoutGenerated(type: ResourceType, properties: JsonObject): JsonObject {
  const rules = Object.hasOwn(following, type.typeName) ? (following[type.typeName] ?? {}) : {};
  const own = Object.entries(properties).filter(([name]) => {
    const from = Object.hasOwn(rules, name) ? rules[name] : undefined;
    return from === undefined || !Object.hasOwn(properties, from);
  });
  return withoutGeneratedItems(type, Object.fromEntries(own));
}

function withoutGeneratedItems({ typeName }: ResourceType, properties: JsonObject): JsonObject {
  const schema = properties['Schema'];
  if (typeName !== 'AWS::Cognito::UserPool' || !Array.isArray(schema)) return properties;
  const { Schema: _schema, ...others } = properties;
  const own = (schema as readonly Json[])
    .filter((item) => !standardAttributes.some((one) => jsonEquals(one, item)))
    .map((item) => {
      const name = isJsonObject(item) ? item['Name'] : undefined;
      return isJsonObject(item) && typeof name === 'string'
        ? { ...item, Name: name.replace(/^(?:dev:)?custom:/, '') }
        : item;
    });
  return own.length === 0 ? others : { ...others, Schema: own };
}

/** Whether the service makes such a resource by itself, with its parent, and nobody can: the first security group of a network. */
export function isMadeByService({ typeName }: ResourceType, properties: JsonObject): boolean {
  return typeName === 'AWS::EC2::SecurityGroup' && properties['GroupName'] === 'default';
}
