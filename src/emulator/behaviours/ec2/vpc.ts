import { formatIpNetwork, parseIpNetwork } from '../../../base/ip-network.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Resource } from '../../world.ts';
import type { Behaviour, Companion, Surroundings } from '../behaviour.ts';
import { allBy, textAt } from '../reading.ts';
import { ec2Absence, ec2Id, ec2Refusal } from './ec2-words.ts';

const typeName = 'AWS::EC2::VPC';

/** Types that name a VPC and let it go. */
const letGo = ['AWS::EC2::VPCCidrBlock', 'AWS::EC2::FlowLog', 'AWS::EC2::VPCDHCPOptionsAssociation'];

export const vpc: Behaviour = {
  typeName,
  generate: (wanted, around) => ({
    ...wanted,
    ...canonicalBlock(wanted),
    VpcId: ec2Id('vpc', around),
    CidrBlockAssociations: [ec2Id('vpc-cidr-assoc', around)],
    DefaultNetworkAcl: ec2Id('acl', around),
    DefaultSecurityGroup: ec2Id('sg', around),
    Ipv6CidrBlocks: [],
  }),
  bringsAlong: defaultsOf,
  refuse: (mutation, around) => {
    if (mutation.kind !== 'delete') return undefined;
    const vpcId = textAt(mutation.before, 'VpcId') ?? '';
    const own = companionsOf(mutation.before, around);
    const dependents = [...around.allResources()].filter(
      (resource) =>
        resource.typeName.startsWith('AWS::EC2::') &&
        resource.typeName !== typeName &&
        !letGo.includes(resource.typeName) &&
        resource.model['VpcId'] === vpcId &&
        !own.includes(resource),
    );
    return dependents.length === 0
      ? undefined
      : ec2Refusal(`The vpc '${vpcId}' has dependencies and cannot be deleted.`, around);
  },
  takesAlong: ({ identifier, model }, around) => [
    ...companionsOf(model, around),
    ...letGo.flatMap((name) => allBy(around, name, 'VpcId', identifier)),
  ],
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};

/** EC2 keeps the block that an address in it stands for: 10.0.0.7/16 is 10.0.0.0/16. */
export function canonicalBlock(wanted: JsonObject): JsonObject {
  const network = parseIpNetwork(textAt(wanted, 'CidrBlock') ?? '');
  return network === undefined ? {} : { CidrBlock: formatIpNetwork(network) };
}

/** The route table that a VPC has from the start: its first one, which cannot be deleted. */
export function mainRouteTable(vpcId: string, around: Surroundings): Resource | undefined {
  return [...allBy(around, 'AWS::EC2::RouteTable', 'VpcId', vpcId)].sort(
    (first, second) => first.sequence - second.sequence,
  )[0];
}

function defaultsOf(model: JsonObject, around: Surroundings): readonly Companion[] {
  const vpcId = textAt(model, 'VpcId') ?? '';
  const groupId = textAt(model, 'DefaultSecurityGroup') ?? '';
  const aclId = textAt(model, 'DefaultNetworkAcl') ?? '';
  const routeTableId = ec2Id('rtb', around);
  return [
    {
      typeName: 'AWS::EC2::RouteTable',
      identifier: routeTableId,
      model: { RouteTableId: routeTableId, VpcId: vpcId },
    },
    { typeName: 'AWS::EC2::NetworkAcl', identifier: aclId, model: { Id: aclId, VpcId: vpcId } },
    {
      typeName: 'AWS::EC2::SecurityGroup',
      identifier: groupId,
      model: {
        Id: groupId,
        GroupId: groupId,
        GroupName: 'default',
        GroupDescription: 'default VPC security group',
        VpcId: vpcId,
        SecurityGroupIngress: [
          {
            IpProtocol: '-1',
            FromPort: -1,
            ToPort: -1,
            SourceSecurityGroupId: groupId,
            SourceSecurityGroupOwnerId: around.place.accountId,
          },
        ],
      },
    },
  ];
}

function companionsOf(model: JsonObject, around: Surroundings): readonly Resource[] {
  const main = mainRouteTable(textAt(model, 'VpcId') ?? '', around);
  return [
    ...(main === undefined ? [] : [main]),
    ...allBy(around, 'AWS::EC2::NetworkAcl', 'Id', textAt(model, 'DefaultNetworkAcl') ?? ''),
    ...allBy(around, 'AWS::EC2::SecurityGroup', 'Id', textAt(model, 'DefaultSecurityGroup') ?? ''),
  ];
}
