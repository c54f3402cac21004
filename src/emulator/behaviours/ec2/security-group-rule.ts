import { jsonEquals, type JsonObject } from '../../../base/json.ts';
import type { Behaviour, Mutation, Refusal, Surroundings } from '../behaviour.ts';
import { numberAt, textAt } from '../reading.ts';
import { ec2Id, ec2Missing, ec2Refusal, ec2Words } from './ec2-words.ts';
import { refuseRule } from './security-group.ts';

export const securityGroupIngress = ruleOf('AWS::EC2::SecurityGroupIngress');
export const securityGroupEgress = ruleOf('AWS::EC2::SecurityGroupEgress');

/** What makes two rules of a group the same one. */
const identity = [
  'GroupId',
  'IpProtocol',
  'FromPort',
  'ToPort',
  'CidrIp',
  'CidrIpv6',
  'SourceSecurityGroupId',
  'SourcePrefixListId',
  'DestinationSecurityGroupId',
  'DestinationPrefixListId',
];

/** A rule that is a resource of its own. */
function ruleOf(typeName: string): Behaviour {
  return {
    typeName,
    generate: (wanted, around) => ({ ...wanted, Id: ec2Id('sgr', around) }),
    refuse: (mutation, around) => refuse(typeName, mutation, around),
    absence: (identifier, around) => ec2Words(`The security group rule ID '${identifier}' does not exist`, around),
  };
}

function refuse(typeName: string, mutation: Mutation, around: Surroundings): Refusal | undefined {
  if (mutation.kind !== 'create') return undefined;
  const { wanted } = mutation;
  const refusal =
    ec2Missing('AWS::EC2::SecurityGroup', textAt(wanted, 'GroupId'), around) ?? refuseRule(wanted, around);
  if (refusal !== undefined) return refusal;
  const isThere = [...around.resources(typeName)].some(({ model }) =>
    identity.every((name) => jsonEquals(model[name] ?? null, wanted[name] ?? null)),
  );
  return isThere
    ? ec2Refusal(`the specified rule "${describe(wanted)}" already exists`, around, 'AlreadyExists')
    : undefined;
}

function describe(rule: JsonObject): string {
  const peer = identity
    .slice(4)
    .map((name) => textAt(rule, name))
    .find((value) => value !== undefined);
  const protocol = textAt(rule, 'IpProtocol') ?? '-1';
  if (protocol === '-1') return `peer: ${peer ?? ''}, ALL, ALLOW`;
  const ports = `from port: ${numberAt(rule, 'FromPort') ?? -1}, to port: ${numberAt(rule, 'ToPort') ?? -1}`;
  return `peer: ${peer ?? ''}, ${protocol.toUpperCase()}, ${ports}, ALLOW`;
}
