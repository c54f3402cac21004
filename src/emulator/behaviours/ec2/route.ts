import { formatIpNetwork, parseIpNetwork } from '../../../base/ip-network.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Behaviour, Mutation, Refusal, Surroundings } from '../behaviour.ts';
import { findBy, textAt } from '../reading.ts';
import { ec2Absence, ec2Missing, ec2Refusal, ec2Words } from './ec2-words.ts';

export const route: Behaviour = {
  typeName: 'AWS::EC2::Route',
  // Whatever kind of destination was given, it is the second part of the identifier.
  generate: (wanted) => ({ ...wanted, CidrBlock: destinationOf(wanted) }),
  refuse: refuseRoute,
  presence: (identifier, around) =>
    ec2Words(`The route identified by ${identifier.split('|').at(-1) ?? ''} already exists.`, around),
  absence: (identifier, around) => {
    const [routeTableId = '', destination = ''] = identifier.split('|');
    return ec2Words(`no route with destination-cidr-block ${destination} in route table ${routeTableId}`, around);
  },
};

/** A destination as it is kept: 10.1.2.3/16 is 10.1.0.0/16. */
function destinationOf(model: JsonObject): string {
  const block = textAt(model, 'DestinationCidrBlock');
  const network = parseIpNetwork(block ?? '');
  if (network !== undefined) return formatIpNetwork(network);
  return block ?? textAt(model, 'DestinationIpv6CidrBlock') ?? textAt(model, 'DestinationPrefixListId') ?? '0.0.0.0/0';
}

function refuseRoute(mutation: Mutation, around: Surroundings): Refusal | undefined {
  if (mutation.kind === 'delete') return undefined;
  const { wanted } = mutation;
  const routeTableId = textAt(wanted, 'RouteTableId') ?? '';
  const missing = ec2Missing('AWS::EC2::RouteTable', routeTableId, around);
  if (missing !== undefined) return missing;
  const table = findBy(around, 'AWS::EC2::RouteTable', 'RouteTableId', routeTableId);
  const vpcId = table === undefined ? '' : (textAt(table.model, 'VpcId') ?? '');
  const own = findBy(around, 'AWS::EC2::VPC', 'VpcId', vpcId);
  if (mutation.kind === 'create' && own?.model['CidrBlock'] === destinationOf(wanted)) {
    return ec2Refusal(`The route identified by ${destinationOf(wanted)} already exists.`, around, 'AlreadyExists');
  }
  return refuseTarget(wanted, { routeTableId, vpcId }, around);
}

function refuseTarget(
  wanted: JsonObject,
  { routeTableId, vpcId }: { readonly routeTableId: string; readonly vpcId: string },
  around: Surroundings,
): Refusal | undefined {
  const natGateway = ec2Missing('AWS::EC2::NatGateway', textAt(wanted, 'NatGatewayId'), around);
  if (natGateway !== undefined) return natGateway;
  const gatewayId = textAt(wanted, 'GatewayId');
  if (gatewayId?.startsWith('igw-') !== true) return undefined;
  if (findBy(around, 'AWS::EC2::InternetGateway', 'InternetGatewayId', gatewayId) === undefined) {
    return { code: 'NotFound', message: ec2Absence('AWS::EC2::InternetGateway', gatewayId, around) };
  }
  const attachment = findBy(around, 'AWS::EC2::VPCGatewayAttachment', 'InternetGatewayId', gatewayId);
  return attachment?.model['VpcId'] === vpcId
    ? undefined
    : ec2Refusal(`route table ${routeTableId} and network gateway ${gatewayId} belong to different networks`, around);
}
