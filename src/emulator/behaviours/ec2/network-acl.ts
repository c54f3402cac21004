import type { Behaviour } from '../behaviour.ts';
import { findBy, textAt } from '../reading.ts';
import { ec2Absence, ec2Id, ec2Missing, ec2Refusal } from './ec2-words.ts';

const typeName = 'AWS::EC2::NetworkAcl';

export const networkAcl: Behaviour = {
  typeName,
  generate: (wanted, around) => ({ ...wanted, Id: ec2Id('acl', around) }),
  refuse: (mutation, around) => {
    if (mutation.kind === 'create') return ec2Missing('AWS::EC2::VPC', textAt(mutation.wanted, 'VpcId'), around);
    if (mutation.kind === 'update') return undefined;
    const id = textAt(mutation.before, 'Id') ?? '';
    if (findBy(around, 'AWS::EC2::VPC', 'DefaultNetworkAcl', id) !== undefined) {
      return ec2Refusal(`cannot delete default network ACL ${id}`, around);
    }
    return findBy(around, 'AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId', id) === undefined
      ? undefined
      : ec2Refusal(`The networkAcl '${id}' has dependencies and cannot be deleted.`, around);
  },
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};
