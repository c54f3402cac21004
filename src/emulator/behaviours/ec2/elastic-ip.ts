import type { Behaviour } from '../behaviour.ts';
import { findBy, textAt } from '../reading.ts';
import { ec2Id, ec2Refusal, ec2Words } from './ec2-words.ts';

export const elasticIp: Behaviour = {
  typeName: 'AWS::EC2::EIP',
  // Addresses that are set aside for documentation.
  generate: (wanted, around) => ({
    ...wanted,
    PublicIp: `203.0.113.${around.random.bytes(1)[0] ?? 1}`,
    AllocationId: ec2Id('eipalloc', around),
  }),
  refuse: (mutation, around) => {
    if (mutation.kind !== 'delete') return undefined;
    const allocationId = textAt(mutation.before, 'AllocationId') ?? '';
    return findBy(around, 'AWS::EC2::NatGateway', 'AllocationId', allocationId) === undefined
      ? undefined
      : ec2Refusal('Elastic IP address is in use', around);
  },
  absence: (identifier, around) =>
    ec2Words(`The allocation ID '${identifier.split('|').at(-1) ?? ''}' does not exist`, around),
};
