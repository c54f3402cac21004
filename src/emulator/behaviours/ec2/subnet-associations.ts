import type { JsonObject } from '../../../base/json.ts';
import type { Behaviour, Refusal, Surroundings } from '../behaviour.ts';
import { findBy, textAt } from '../reading.ts';
import { ec2Id, ec2Missing, ec2Refusal, ec2Words } from './ec2-words.ts';

export const subnetRouteTableAssociation: Behaviour = {
  typeName: 'AWS::EC2::SubnetRouteTableAssociation',
  generate: (wanted, around) => ({ ...wanted, Id: ec2Id('rtbassoc', around) }),
  refuse: (mutation, around) => {
    if (mutation.kind !== 'create') return undefined;
    const { wanted } = mutation;
    const refusal = refuseUnrelated(wanted, ['AWS::EC2::RouteTable', 'RouteTableId', 'Route table'], around);
    if (refusal !== undefined) return refusal;
    const subnetId = textAt(wanted, 'SubnetId');
    return findBy(around, 'AWS::EC2::SubnetRouteTableAssociation', 'SubnetId', subnetId) === undefined
      ? undefined
      : ec2Refusal(
          `the specified association for route table ${textAt(wanted, 'RouteTableId') ?? ''} conflicts with an existing association`,
          around,
          'AlreadyExists',
        );
  },
  absence: (identifier, around) => ec2Words(`The association ID '${identifier}' does not exist`, around),
};

export const subnetNetworkAclAssociation: Behaviour = {
  typeName: 'AWS::EC2::SubnetNetworkAclAssociation',
  generate: (wanted, around) => ({ ...wanted, AssociationId: ec2Id('aclassoc', around) }),
  refuse: (mutation, around) =>
    mutation.kind === 'create'
      ? refuseUnrelated(mutation.wanted, ['AWS::EC2::NetworkAcl', 'NetworkAclId', 'Network acl'], around)
      : undefined,
  absence: (identifier, around) => ec2Words(`The association ID '${identifier}' does not exist`, around),
};

/** Both ends must be there, and in one VPC. */
function refuseUnrelated(
  wanted: JsonObject,
  [typeName, property, kind]: readonly [string, string, string],
  around: Surroundings,
): Refusal | undefined {
  const id = textAt(wanted, property) ?? '';
  const subnetId = textAt(wanted, 'SubnetId') ?? '';
  const missing = ec2Missing(typeName, id, around) ?? ec2Missing('AWS::EC2::Subnet', subnetId, around);
  if (missing !== undefined) return missing;
  const vpcOf = (type: string, identifier: string): unknown =>
    [...around.resources(type)].find((resource) => resource.identifier === identifier)?.model['VpcId'];
  return vpcOf(typeName, id) === vpcOf('AWS::EC2::Subnet', subnetId)
    ? undefined
    : ec2Refusal(`${kind} ${id} and subnet ${subnetId} belong to different networks`, around);
}
