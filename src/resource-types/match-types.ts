import { globOf } from '../base/glob.ts';
import { fromGruCloudName } from './naming/other-names.ts';
import { statementName } from './naming/statement-name.ts';

/**
 * The CloudFormation names of the types that a pattern means, in their order. It is one of the three spellings, and `*` stands for any
 * characters: `AWS::Cognito::*`, `awscc.cognito.user_pools`, `CognitoIdentityServiceProvider::*`.
 */
export function matchTypes(pattern: string, typeNames: readonly string[]): readonly string[] {
  const other = pattern.startsWith('AWS::') ? undefined : fromGruCloudName(pattern);
  const finders = [pattern, ...(other === undefined ? [] : [other])].map(globOf);
  // Names in statements have no colons; making those of all types takes longer than many a listing.
  const inStatements = pattern.includes('::') ? undefined : finders[0];
  return typeNames.filter(
    (typeName) =>
      finders.some((finder) => finder.test(typeName)) || inStatements?.test(statementName(typeName)) === true,
  );
}
