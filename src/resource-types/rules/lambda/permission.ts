import { matchesPattern, oneOfValues, type ConstrainedPlace } from '../constraint.ts';
import type { ServiceRule } from '../service-rule.ts';
import { lambdaApi } from '../sources.ts';

function place(typeName: string, name: string, property: string): ConstrainedPlace {
  const member = property.charAt(0).toLowerCase() + property.slice(1);
  return { typeName: `AWS::Lambda::${typeName}`, name, path: [property], member, source: lambdaApi };
}

/** Statements of a function's or a layer's policy that are resources of their own. */
export const lambdaPermissionRules: readonly ServiceRule[] = [
  matchesPattern(place('Permission', 'permission-action', 'Action'), '(lambda:[*]|lambda:[a-zA-Z]+|[*])'),
  matchesPattern(place('Permission', 'permission-principal', 'Principal'), String.raw`[^\s]+`),
  matchesPattern(place('Permission', 'permission-source-account', 'SourceAccount'), String.raw`\d{12}`),
  oneOfValues(place('Permission', 'permission-url-auth', 'FunctionUrlAuthType'), ['NONE', 'AWS_IAM']),
  matchesPattern(place('LayerVersionPermission', 'layer-action', 'Action'), 'lambda:GetLayerVersion'),
  matchesPattern(
    place('LayerVersionPermission', 'layer-principal', 'Principal'),
    String.raw`\d{12}|\*|arn:(aws[a-zA-Z-]*):iam::\d{12}:root`,
  ),
  matchesPattern(place('LayerVersionPermission', 'layer-organization', 'OrganizationId'), 'o-[a-z0-9]{10,32}'),
];
