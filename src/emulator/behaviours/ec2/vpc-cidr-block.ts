import type { Behaviour } from '../behaviour.ts';
import { textAt } from '../reading.ts';
import { ec2Id, ec2Missing } from './ec2-words.ts';
import { canonicalBlock } from './vpc.ts';

export const vpcCidrBlock: Behaviour = {
  typeName: 'AWS::EC2::VPCCidrBlock',
  generate: (wanted, around) => ({ ...wanted, ...canonicalBlock(wanted), Id: ec2Id('vpc-cidr-assoc', around) }),
  refuse: (mutation, around) =>
    mutation.kind === 'create' ? ec2Missing('AWS::EC2::VPC', textAt(mutation.wanted, 'VpcId'), around) : undefined,
};
