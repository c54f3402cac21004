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
