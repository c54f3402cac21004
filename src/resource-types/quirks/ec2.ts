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
  }),
  makeQuirks('AWS::EC2::Subnet', {
    ignoredRemovals: {
      AssignIpv6AddressOnCreation: false,
      EnableDns64: false,
      PrivateDnsNameOptionsOnLaunch: hostNames,
    },
  }),
  makeQuirks('AWS::EC2::SecurityGroup', {
    unordered: [['SecurityGroupIngress'], ['SecurityGroupEgress']],
  }),
];
