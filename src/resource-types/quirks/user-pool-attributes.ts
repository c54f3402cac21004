import type { Json, JsonObject } from '../../base/json.ts';

const anyLength = { MinLength: '0', MaxLength: '2048' };

function textAttribute(name: string, more: JsonObject = {}): JsonObject {
  return {
    AttributeDataType: 'String',
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Name: name,
    Required: false,
    StringAttributeConstraints: anyLength,
    ...more,
  };
}

function flagAttribute(name: string): JsonObject {
  return { AttributeDataType: 'Boolean', DeveloperOnlyAttribute: false, Mutable: true, Name: name, Required: false };
}

/** The attributes that every user pool has, as a read of `Schema` returns them when none was declared. */
export const standardAttributes: readonly JsonObject[] = [
  textAttribute('sub', {
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
  }),
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username'].map((name) =>
    textAttribute(name),
  ),
  ...['profile', 'picture', 'website', 'email'].map((name) => textAttribute(name)),
  flagAttribute('email_verified'),
  textAttribute('gender'),
  textAttribute('birthdate', { StringAttributeConstraints: { MinLength: '10', MaxLength: '10' } }),
  ...['zoneinfo', 'locale', 'phone_number'].map((name) => textAttribute(name)),
  flagAttribute('phone_number_verified'),
  textAttribute('address'),
  {
    AttributeDataType: 'Number',
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Name: 'updated_at',
    NumberAttributeConstraints: { MinValue: '0' },
    Required: false,
  },
  textAttribute('identities', { StringAttributeConstraints: {} }),
];

export const standardAttributeNames: ReadonlySet<string> = new Set(
  standardAttributes.map((attribute) => nameOf(attribute)),
);

/** How an attribute of a declared `Schema` reads back: a custom one has a prefix, `custom:` or `dev:custom:`. */
export function attributeNameOnRead(attribute: JsonObject): string {
  const name = nameOf(attribute);
  if (standardAttributeNames.has(name) || name.includes(':')) return name;
  return (attribute['DeveloperOnlyAttribute'] === true ? 'dev:custom:' : 'custom:') + name;
}

function nameOf(attribute: JsonObject): string {
  const name: Json | undefined = attribute['Name'];
  return typeof name === 'string' ? name : '';
}
