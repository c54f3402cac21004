import { formatIpAddress, parseIpNetwork } from '../../../base/ip-network.ts';
import type { Behaviour } from '../behaviour.ts';
import { findBy, textAt } from '../reading.ts';
import { ec2Absence, ec2Id, ec2Missing, ec2Refusal } from './ec2-words.ts';

const typeName = 'AWS::EC2::NatGateway';

export const natGateway: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const subnet = findBy(around, 'AWS::EC2::Subnet', 'SubnetId', textAt(wanted, 'SubnetId'));
    const network = parseIpNetwork(subnet === undefined ? '' : (textAt(subnet.model, 'CidrBlock') ?? ''));
    // The first four addresses of a subnet are AWS's own.
    const address =
      network === undefined ? undefined : formatIpAddress(network.first + 4 + ((around.random.bytes(1)[0] ?? 0) % 8));
    return {
      ...(subnet === undefined ? {} : { VpcId: subnet.model['VpcId'] ?? null }),
      ...(address === undefined ? {} : { PrivateIpAddress: address }),
      ...wanted,
      NatGatewayId: ec2Id('nat', around),
      EniId: ec2Id('eni', around),
    };
  },
  refuse: (mutation, around) => {
    if (mutation.kind !== 'create') return undefined;
    const allocationId = textAt(mutation.wanted, 'AllocationId');
    const isThere = findBy(around, 'AWS::EC2::EIP', 'AllocationId', allocationId) !== undefined;
    return (
      ec2Missing('AWS::EC2::Subnet', textAt(mutation.wanted, 'SubnetId'), around) ??
      (allocationId === undefined || isThere
        ? undefined
        : ec2Refusal(`The allocation ID '${allocationId}' does not exist`, around, 'NotFound'))
    );
  },
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};
