/**
 * What a person knows a resource by, where the service makes its identifier: properties whose values tell one resource of a type from
 * every other, as stacks use them. The service need not hold them to be unique.
 */
const naturalKeys: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': ['UserPoolName'],
  'AWS::Cognito::UserPoolClient': ['UserPoolId', 'ClientName'],
  'AWS::EC2::Subnet': ['VpcId', 'CidrBlock'],
  'AWS::EC2::SubnetRouteTableAssociation': ['RouteTableId', 'SubnetId'],
};

/** Undefined where none is known. */
export function naturalKeyOf(typeName: string): readonly string[] | undefined {
  return Object.hasOwn(naturalKeys, typeName) ? naturalKeys[typeName] : undefined;
}
