/**
 * What GruCloud puts under the properties of a type and sends with them, so that its modules mean the same here.
 * Source: `propertiesDefault` in its specification of the type (packages/providers/aws/CognitoIdentityServiceProvider/UserPoolClient.js).
 */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'AWS::Cognito::UserPoolClient': {
    AccessTokenValidity: 60,
    IdTokenValidity: 60,
    RefreshTokenValidity: 30,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    PreventUserExistenceErrors: 'ENABLED',
  },
};

/** The defaults of a type under the properties that a module gives; maps are merged, everything else gives way. */
export function withGruCloudDefaults(
  typeName: string | undefined,
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const own = typeName !== undefined && Object.hasOwn(defaults, typeName) ? defaults[typeName] : undefined;
  return own === undefined ? properties : merged(own, properties);
}

function merged(under: Readonly<Record<string, unknown>>, over: Readonly<Record<string, unknown>>) {
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isMap(below) && isMap(value) ? merged(below, value) : value;
  }
  return result;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
