import type { RandomSource } from '../../base/random.ts';
import { digits, hexadecimals, lowerCaseAlphanumerics, randomText } from './random-text.ts';

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' + digits;

/** Prefixes of EC2's identifiers, by the kind of thing. */
const ec2Prefixes: Readonly<Record<string, string>> = {
  CapacityReservation: 'cr',
  CarrierGateway: 'cagw',
  ClientVpnEndpoint: 'cvpn-endpoint',
  CustomerGateway: 'cgw',
  DHCPOptions: 'dopt',
  EC2Fleet: 'fleet',
  EgressOnlyInternetGateway: 'eigw',
  FlowLog: 'fl',
  Host: 'h',
  Instance: 'i',
  InternetGateway: 'igw',
  IPAM: 'ipam',
  IPAMPool: 'ipam-pool',
  IPAMScope: 'ipam-scope',
  KeyPair: 'key',
  LaunchTemplate: 'lt',
  LocalGatewayRouteTable: 'lgw-rtb',
  NatGateway: 'nat',
  NetworkAcl: 'acl',
  NetworkInsightsAnalysis: 'nia',
  NetworkInsightsPath: 'nip',
  NetworkInterface: 'eni',
  NetworkInterfaceAttachment: 'eni-attach',
  PlacementGroup: 'pg',
  PrefixList: 'pl',
  RouteTable: 'rtb',
  SecurityGroup: 'sg',
  SpotFleet: 'sfr',
  Snapshot: 'snap',
  Subnet: 'subnet',
  SubnetCidrBlock: 'subnet-cidr-assoc',
  TrafficMirrorFilter: 'tmf',
  TrafficMirrorSession: 'tms',
  TrafficMirrorTarget: 'tmt',
  TransitGateway: 'tgw',
  TransitGatewayAttachment: 'tgw-attach',
  TransitGatewayConnect: 'tgw-attach',
  TransitGatewayPeeringAttachment: 'tgw-attach',
  TransitGatewayRouteTable: 'tgw-rtb',
  TransitGatewayVpcAttachment: 'tgw-attach',
  Volume: 'vol',
  VPC: 'vpc',
  VPCEndpoint: 'vpce',
  VPCEndpointService: 'vpce-svc',
  VPCPeeringConnection: 'pcx',
  VPNConnection: 'vpn',
  VPNGateway: 'vgw',
};

/** Properties of any type that hold the identifier of something of EC2's. */
const ec2Kinds: Readonly<Record<string, string>> = {
  EniId: 'NetworkInterface',
  NetworkInterfaceId: 'NetworkInterface',
  PrimaryNetworkInterfaceId: 'NetworkInterface',
  SecurityGroupId: 'SecurityGroup',
  SubnetId: 'Subnet',
  VolumeId: 'Volume',
  VpcId: 'VPC',
};

/** Prefixes of other services that name their things as EC2 does, by type. */
const prefixes: Readonly<Record<string, string>> = {
  'AWS::DirectoryService::MicrosoftAD': 'd',
  'AWS::DirectoryService::SimpleAD': 'd',
  'AWS::EFS::AccessPoint': 'fsap',
  'AWS::EFS::FileSystem': 'fs',
  'AWS::EFS::MountTarget': 'fsmt',
  'AWS::ServiceDiscovery::HttpNamespace': 'ns',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'ns',
  'AWS::ServiceDiscovery::PublicDnsNamespace': 'ns',
  'AWS::ServiceDiscovery::Service': 'srv',
};

/** Services with identifiers of a form of their own. */
const forms: Readonly<Record<string, (random: RandomSource) => string>> = {
  ApiGateway: (random) => randomText(random, lowerCaseAlphanumerics, 10),
  ApiGatewayV2: (random) => randomText(random, lowerCaseAlphanumerics, 10),
  CloudFront: (random) => `E${randomText(random, capitals, 13)}`,
  Route53: (random) => `Z${randomText(random, capitals, 20)}`,
};

/** An identifier as the service of a type would make one for a property: `vpc-0…`; undefined where nothing is known of its form. */
export function likelyIdentifier(typeName: string, property: string, random: RandomSource): string | undefined {
  const [, service = '', resource = ''] = typeName.split('::');
  const isOwn = property === 'Id' || property.toLowerCase() === `${resource.toLowerCase()}id`;
  const kind = isOwn && service === 'EC2' ? resource : ec2Kinds[property];
  const prefix = kind === undefined ? (isOwn ? prefixes[typeName] : undefined) : ec2Prefixes[kind];
  if (prefix !== undefined) return `${prefix}-0${randomText(random, hexadecimals, 16)}`;
  return /id$/i.test(property) ? forms[service]?.(random) : undefined;
}
