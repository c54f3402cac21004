/** Where GruCloud's groups and types have other names than CloudFormation's services and types. */
const services: ReadonlyMap<string, string> = new Map([['CognitoIdentityServiceProvider', 'Cognito']]);
const types: ReadonlyMap<string, string> = new Map([
  ['CognitoIdentityServiceProvider::Group', 'UserPoolGroup'],
  ['CognitoIdentityServiceProvider::IdentityProvider', 'UserPoolIdentityProvider'],
  ['CognitoIdentityServiceProvider::ResourceServer', 'UserPoolResourceServer'],
  ['CognitoIdentityServiceProvider::RiskConfiguration', 'UserPoolRiskConfigurationAttachment'],
  ['Cognito::IdentityPoolProviderPrincipalTag', 'IdentityPoolPrincipalTag'],
  ['Cognito::IdentityPoolRolesAttachments', 'IdentityPoolRoleAttachment'],
]);

/** The CloudFormation name of a name as GruCloud writes it, `CognitoIdentityServiceProvider::UserPoolClient`; undefined for any other text. */
export function fromGruCloudName(name: string): string | undefined {
  const [group, type, ...rest] = name.split('::');
  if (group === undefined || type === undefined || rest.length > 0) return undefined;
  return `AWS::${services.get(group) ?? group}::${types.get(name) ?? type}`;
}
