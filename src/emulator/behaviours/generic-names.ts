import type { Place } from '../world.ts';
import { arnOf, globalArnOf } from './arn.ts';

/** What services are called in ARNs where it is not the type's own word in lower case. */
const arnServices: Readonly<Record<string, string>> = {
  ApiGatewayV2: 'apigateway',
  ApplicationAutoScaling: 'application-autoscaling',
  CertificateManager: 'acm',
  Cognito: 'cognito-idp',
  EFS: 'elasticfilesystem',
  ElasticLoadBalancingV2: 'elasticloadbalancing',
  EMR: 'elasticmapreduce',
  KinesisFirehose: 'firehose',
  OpenSearchService: 'es',
  ResourceGroups: 'resource-groups',
  StepFunctions: 'states',
};

/** Kinds that stand before a colon in ARNs, or are written in another way than in lower case. */
const arnResources: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'alarm:',
  'AWS::CloudWatch::CompositeAlarm': 'alarm:',
  'AWS::ECR::Repository': 'repository/',
  'AWS::EFS::FileSystem': 'file-system/',
  'AWS::Events::EventBus': 'event-bus/',
  'AWS::RDS::DBCluster': 'cluster:',
  'AWS::RDS::DBInstance': 'db:',
  'AWS::RDS::DBSubnetGroup': 'subgrp:',
  'AWS::SecretsManager::Secret': 'secret:',
  'AWS::StepFunctions::Activity': 'activity:',
  'AWS::StepFunctions::StateMachine': 'stateMachine:',
};

const globalServices = ['CloudFront', 'IAM', 'Organizations', 'Route53'];

/** The ARN of something of a type: partition, region and account are right, the rest is likely. */
export function likelyArn(typeName: string, id: string, place: Place): string {
  const [, service = 'service', resource = 'resource'] = typeName.split('::');
  const arn = globalServices.includes(service) ? globalArnOf : arnOf;
  return arn(
    place,
    arnServices[service] ?? service.toLowerCase(),
    (arnResources[typeName] ?? `${resource.toLowerCase()}/`) + id,
  );
}

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

/** `eni` for a property that holds an identifier of EC2's; undefined for any other. */
export function ec2PrefixOf(typeName: string, property: string): string | undefined {
  const [, service = '', resource = ''] = typeName.split('::');
  const isOwn = service === 'EC2' && (property === 'Id' || property.toLowerCase() === `${resource.toLowerCase()}id`);
  const kind = isOwn ? resource : ec2Kinds[property];
  return kind === undefined ? undefined : ec2Prefixes[kind];
}
