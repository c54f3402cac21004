import { holdsNetwork, networksOverlap, parseIpNetwork, type IpNetwork } from '../../../base/ip-network.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Behaviour, Refusal, Surroundings } from '../behaviour.ts';
import { allBy, findBy, mentions, textAt } from '../reading.ts';
import { zoneIdOf } from './availability-zones.ts';
import { ec2Absence, ec2Id, ec2Missing, ec2Refusal } from './ec2-words.ts';
import { canonicalBlock } from './vpc.ts';

const typeName = 'AWS::EC2::Subnet';

/** Types that put network interfaces into the subnets that they name. */
const occupants = [
  'AWS::EC2::Instance',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::VPCEndpoint',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::Function',
];

export const subnet: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const zone = textAt(wanted, 'AvailabilityZone') ?? `${around.place.region}a`;
    return {
      ...wanted,
      ...canonicalBlock(wanted),
      SubnetId: ec2Id('subnet', around),
      AvailabilityZone: zone,
      AvailabilityZoneId: wanted['AvailabilityZoneId'] ?? zoneIdOf(zone),
      NetworkAclAssociationId: ec2Id('aclassoc', around),
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    };
  },
  refuse: (mutation, around) => {
    if (mutation.kind === 'create') return refuseCreate(mutation.wanted, around);
    if (mutation.kind === 'update') return undefined;
    const subnetId = textAt(mutation.before, 'SubnetId') ?? '';
    return occupants.some((name) => [...around.resources(name)].some(({ model }) => mentions(model, subnetId)))
      ? ec2Refusal(`The subnet '${subnetId}' has dependencies and cannot be deleted.`, around)
      : undefined;
  },
  takesAlong: ({ identifier }, around) =>
    ['AWS::EC2::SubnetRouteTableAssociation', 'AWS::EC2::SubnetNetworkAclAssociation'].flatMap((name) =>
      allBy(around, name, 'SubnetId', identifier),
    ),
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};

function refuseCreate(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const vpcId = textAt(wanted, 'VpcId') ?? '';
  const missing = ec2Missing('AWS::EC2::VPC', vpcId, around);
  if (missing !== undefined) return missing;
  const block = textAt(wanted, 'CidrBlock');
  const network = parseIpNetwork(block ?? '');
  if (network === undefined) return undefined;
  if (!blocksOf(vpcId, around).some((outer) => holdsNetwork(outer, network))) {
    return ec2Refusal(`The CIDR '${block ?? ''}' is invalid.`, around);
  }
  const others = allBy(around, typeName, 'VpcId', vpcId).map(({ model }) =>
    parseIpNetwork(textAt(model, 'CidrBlock') ?? ''),
  );
  return others.some((other) => other !== undefined && networksOverlap(other, network))
    ? ec2Refusal(`The CIDR '${block ?? ''}' conflicts with another subnet`, around, 'AlreadyExists')
    : undefined;
}

/** The VPC's own block and those that were added to it. */
function blocksOf(vpcId: string, around: Surroundings): readonly IpNetwork[] {
  const own = findBy(around, 'AWS::EC2::VPC', 'VpcId', vpcId);
  const added = allBy(around, 'AWS::EC2::VPCCidrBlock', 'VpcId', vpcId);
  return [...(own === undefined ? [] : [own]), ...added]
    .map(({ model }) => parseIpNetwork(textAt(model, 'CidrBlock') ?? ''))
    .filter((network) => network !== undefined);
}
