import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

const hostNames = {
  EnableResourceNameDnsAAAARecord: false,
  EnableResourceNameDnsARecord: false,
  HostnameType: 'ip-name',
};

export const ec2Quirks: readonly Quirks[] = [
  makeQuirks('AWS::EC2::VPC', {
    ignoredRemovals: { EnableDnsSupport: true },
    readDefaults: { EnableDnsHostnames: false, EnableDnsSupport: true, InstanceTenancy: 'default' },
  }),
  makeQuirks('AWS::EC2::Subnet', {
    ignoredRemovals: {
      AssignIpv6AddressOnCreation: false,
      EnableDns64: false,
      PrivateDnsNameOptionsOnLaunch: hostNames,
    },
    readDefaults: {
      AssignIpv6AddressOnCreation: false,
      EnableDns64: false,
      Ipv6Native: false,
      MapPublicIpOnLaunch: false,
      PrivateDnsNameOptionsOnLaunch: hostNames,
    },
    partialDefaults: [{ path: ['PrivateDnsNameOptionsOnLaunch'], defaults: hostNames }],
  }),
  makeQuirks('AWS::EC2::SecurityGroup', {
    unordered: [['SecurityGroupIngress'], ['SecurityGroupEgress']],
    readDefaults: {
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', FromPort: -1, IpProtocol: '-1', ToPort: -1 }],
    },
  }),
  makeQuirks('AWS::EC2::NatGateway', { readDefaults: { AvailabilityMode: 'zonal', ConnectivityType: 'public' } }),
  makeQuirks('AWS::EC2::EIP', { readDefaults: { Domain: 'vpc', PublicIpv4Pool: 'amazon' } }),
];
