import type { Behaviour } from '../behaviour.ts';
import { findBy, textAt } from '../reading.ts';
import { ec2Absence, ec2Id, ec2Refusal } from './ec2-words.ts';

const typeName = 'AWS::EC2::InternetGateway';

export const internetGateway: Behaviour = {
  typeName,
  generate: (wanted, around) => ({ ...wanted, InternetGatewayId: ec2Id('igw', around) }),
  refuse: (mutation, around) => {
    if (mutation.kind !== 'delete') return undefined;
    const gatewayId = textAt(mutation.before, 'InternetGatewayId') ?? '';
    return findBy(around, 'AWS::EC2::VPCGatewayAttachment', 'InternetGatewayId', gatewayId) === undefined
      ? undefined
      : ec2Refusal(`The internetGateway '${gatewayId}' has dependencies and cannot be deleted.`, around);
  },
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};
