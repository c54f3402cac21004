import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../base/json.ts';
import { standardAttributes } from '../resource-types/quirks/user-pool-attributes.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** Leaves out items of lists that the service puts there by itself, and prefixes that it puts before names. */
export function withoutGenerated({ typeName }: ResourceType, properties: JsonObject): JsonObject {
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
