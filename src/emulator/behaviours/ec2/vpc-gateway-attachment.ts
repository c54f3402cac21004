import type { JsonObject } from '../../../base/json.ts';
import type { Behaviour, Refusal, Surroundings } from '../behaviour.ts';
import { allBy, findBy, textAt } from '../reading.ts';
import { ec2Missing, ec2Refusal } from './ec2-words.ts';

const typeName = 'AWS::EC2::VPCGatewayAttachment';

export const vpcGatewayAttachment: Behaviour = {
  typeName,
  // The identifier names the kind of gateway and the VPC: `IGW|vpc-…`.
  generate: (wanted) => ({ ...wanted, AttachmentType: textAt(wanted, 'VpnGatewayId') === undefined ? 'IGW' : 'VGW' }),
  refuse: (mutation, around) => {
    if (mutation.kind === 'create') return refuseCreate(mutation.wanted, around);
    if (mutation.kind === 'update') return undefined;
    const vpcId = textAt(mutation.before, 'VpcId') ?? '';
    const isMapped = [...around.resources('AWS::EC2::NatGateway')].some(
      ({ model }) => model['VpcId'] === vpcId && model['ConnectivityType'] !== 'private',
    );
    return isMapped && textAt(mutation.before, 'InternetGatewayId') !== undefined
      ? ec2Refusal(
          `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
          around,
        )
      : undefined;
  },
};

function refuseCreate(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const vpcId = textAt(wanted, 'VpcId') ?? '';
  const gatewayId = textAt(wanted, 'InternetGatewayId');
  const missing =
    ec2Missing('AWS::EC2::VPC', vpcId, around) ??
    ec2Missing('AWS::EC2::InternetGateway', gatewayId, around) ??
    ec2Missing('AWS::EC2::VPNGateway', textAt(wanted, 'VpnGatewayId'), around);
  if (missing !== undefined || gatewayId === undefined) return missing;
  const attached = findBy(around, typeName, 'InternetGatewayId', gatewayId);
  if (attached !== undefined) {
    const network = textAt(attached.model, 'VpcId') ?? '';
    return ec2Refusal(`resource ${gatewayId} is already attached to network ${network}`, around, 'AlreadyExists');
  }
  const isTaken = allBy(around, typeName, 'VpcId', vpcId).some(({ model }) => model['AttachmentType'] === 'IGW');
  return isTaken
    ? ec2Refusal(`Network ${vpcId} already has an internet gateway attached`, around, 'AlreadyExists')
    : undefined;
}
