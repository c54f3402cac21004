import type { SpecialParameter, SpecialRequest } from './special-table.ts';

/** What every read of Cloud Control may carry besides. */
export const requestOptions: readonly SpecialParameter[] = [
  { name: 'RoleArn', isRequired: false, description: 'The role with which Cloud Control works.' },
  { name: 'TypeVersionId', isRequired: false, description: 'The version of a private type.' },
];

/** `WHERE TypeName = …`, of every generic table. */
export const typeNameParameter: SpecialParameter = {
  name: 'TypeName',
  isRequired: true,
  description: 'The type, as in AWS::Cognito::UserPool.',
  mistakeIn: (text) =>
    /^[A-Za-z0-9]{2,64}(::[A-Za-z0-9]{2,64}){2}(::MODULE)?$/.test(text)
      ? undefined
      : 'is not the name of a type like AWS::Cognito::UserPool',
};

export function optionsOf({ given }: SpecialRequest): { readonly roleArn?: string; readonly typeVersionId?: string } {
  const roleArn = given.get('RoleArn');
  const typeVersionId = given.get('TypeVersionId');
  return { ...(roleArn === undefined ? {} : { roleArn }), ...(typeVersionId === undefined ? {} : { typeVersionId }) };
}
