import { parseIpNetwork } from '../../../base/ip-network.ts';
import type { ValueMap } from '../../../values/value.ts';
import { rulesFor, textAt } from '../define-rule.ts';
import { mapsAt } from '../reading-model.ts';
import type { Refusal, ServiceRule } from '../service-rule.ts';
import { ec2Api } from '../sources.ts';

/** Blocks that a VPC and its subnets may have are /16 to /28. */
const blocks = ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::VPCCidrBlock'].map((typeName) =>
  rulesFor(typeName, ec2Api)('network-block', (model) => {
    const block = textAt(model, 'CidrBlock');
    if (block === undefined) return undefined;
    const network = parseIpNetwork(block.text);
    const path = ['CidrBlock'];
    if (network === undefined) {
      const message = `Value (${block.shown}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`;
      return { path, message };
    }
    return network.bits < 16 || network.bits > 28
      ? { path, message: `The CIDR '${block.shown}' is invalid.`, because: 'it must be between /16 and /28' }
      : undefined;
  }),
);

const zone = rulesFor('AWS::EC2::Subnet', ec2Api)('subnet-zone', (model, { region }) => {
  const given = textAt(model, 'AvailabilityZone');
  if (given === undefined || region === undefined || isZoneOf(given.text, region)) return undefined;
  // A text of another form stands for a zone that whoever wrote it will put there.
  if (!/^[a-z]{2}(-[a-z]+)+-\d/.test(given.text)) return undefined;
  const zones = ['a', 'b', 'c'].map((letter) => region + letter).join(', ');
  return {
    path: ['AvailabilityZone'],
    message: `Value (${given.shown}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones}.`,
  };
});

/** `eu-west-1a`; local and wavelength zones begin with their region, too: `us-west-2-lax-1a`. */
function isZoneOf(text: string, region: string): boolean {
  return text.startsWith(region) && /^([a-z]|-[a-z0-9-]+[a-z])$/.test(text.slice(region.length));
}

const destination = rulesFor('AWS::EC2::Route', ec2Api)('route-destination', (model) => {
  const block = textAt(model, 'DestinationCidrBlock');
  if (block === undefined || parseIpNetwork(block.text) !== undefined) return undefined;
  return {
    path: ['DestinationCidrBlock'],
    message: `Value (${block.shown}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
  };
});

const group = rulesFor('AWS::EC2::SecurityGroup', ec2Api);

const groupName = group('security-group-name', (model, { previous }) => {
  const name = textAt(model, 'GroupName');
  // The default group of a VPC has that name.
  if (name === undefined || previous !== undefined) return undefined;
  const path = ['GroupName'];
  if (name.text === 'default') return { path, message: 'Cannot use reserved security group name: default' };
  return name.text.startsWith('sg-')
    ? {
        path,
        message: `Value (${name.shown}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`,
      }
    : undefined;
});

const groupRules = group('security-group-rules', (model) => {
  for (const list of ['SecurityGroupIngress', 'SecurityGroupEgress']) {
    for (const { map, index } of mapsAt(model, list)) {
      const refusal = refuseBlock(map);
      if (refusal !== undefined) return { ...refusal, path: [list, index, ...refusal.path] };
    }
  }
  return undefined;
});

const lone = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].map((typeName) =>
  rulesFor(typeName, ec2Api)('security-group-rule', (model) => refuseBlock(model)),
);

function refuseBlock(rule: ValueMap): Refusal | undefined {
  const block = textAt(rule, 'CidrIp');
  return block === undefined || parseIpNetwork(block.text) !== undefined
    ? undefined
    : { path: ['CidrIp'], message: `CIDR block ${block.shown} is malformed` };
}

export const networkRules: readonly ServiceRule[] = [...blocks, zone, destination, groupName, groupRules, ...lone];
