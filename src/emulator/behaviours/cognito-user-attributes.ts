import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import {
  attributeNameOnRead,
  standardAttributeNames,
  standardAttributes,
} from '../../resource-types/quirks/user-pool-attributes.ts';
import { plainText } from '../../values/reading.ts';

/** The Schema that a read shows: the standard attributes, with what was said of them, then the custom ones under their full names. */
export function showUserAttributes(declared: Json | undefined): Json {
  const given = new Map(attributesOf(declared).map((attribute) => [attribute['Name'], attribute]));
  const standard = standardAttributes.map((attribute) => ({ ...attribute, ...given.get(attribute['Name']) }));
  return [...standard, ...customAttributes(declared).values()];
}

function attributesOf(declared: Json | undefined): readonly JsonObject[] {
  return Array.isArray(declared) ? (declared as readonly Json[]).filter(isJsonObject) : [];
}

const customDefaults: JsonObject = {
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
};

/** By full name: `custom:tier`, `dev:custom:tier`. */
function customAttributes(declared: Json | undefined): ReadonlyMap<string, JsonObject> {
  return new Map(
    attributesOf(declared)
      .map((attribute): JsonObject => ({ ...customDefaults, ...attribute, Name: attributeNameOnRead(attribute) }))
      .filter(({ Name }) => !standardAttributeNames.has(plainText(Name ?? null)))
      .map((shown) => {
        const isBareText =
          shown['AttributeDataType'] === 'String' && !isJsonObject(shown['StringAttributeConstraints']);
        return [plainText(shown['Name'] ?? null), isBareText ? { ...shown, StringAttributeConstraints: {} } : shown];
      }),
  );
}
