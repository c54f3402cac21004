import type { JsonObject } from '../../../base/json.ts';
import type { Behaviour, Mutation, Refusal, Surroundings } from '../behaviour.ts';
import { lowerCaseAlphanumerics, randomText } from '../random-text.ts';
import { allBy, mentions, objectsAt, textAt } from '../reading.ts';
import { ec2Absence, ec2Id, ec2Missing, ec2Refusal } from './ec2-words.ts';

const typeName = 'AWS::EC2::SecurityGroup';
const ruleTypes = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

export const securityGroup: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const id = ec2Id('sg', around);
    return {
      ...wanted,
      GroupName: wanted['GroupName'] ?? `group-${randomText(around.random, lowerCaseAlphanumerics, 12)}`,
      Id: id,
      GroupId: id,
    };
  },
  refuse: (mutation, around) =>
    mutation.kind === 'delete' ? refuseDelete(mutation.before, around) : refuseGroup(mutation, around),
  takesAlong: ({ identifier }, around) => ruleTypes.flatMap((name) => allBy(around, name, 'GroupId', identifier)),
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
};

function refuseGroup(mutation: Exclude<Mutation, { kind: 'delete' }>, around: Surroundings): Refusal | undefined {
  const { wanted } = mutation;
  if (mutation.kind === 'create') {
    const vpcId = textAt(wanted, 'VpcId');
    const name = textAt(wanted, 'GroupName');
    const missing = ec2Missing('AWS::EC2::VPC', vpcId, around);
    if (missing !== undefined) return missing;
    const isTaken = [...around.resources(typeName)].some(
      ({ model }) => name !== undefined && model['GroupName'] === name && model['VpcId'] === vpcId,
    );
    if (isTaken) {
      const message = `The security group '${name ?? ''}' already exists for VPC '${vpcId ?? ''}'`;
      return ec2Refusal(message, around, 'AlreadyExists');
    }
  }
  return [...objectsAt(wanted, 'SecurityGroupIngress'), ...objectsAt(wanted, 'SecurityGroupEgress')]
    .map((rule) => refuseRule(rule, around))
    .find((refusal) => refusal !== undefined);
}

/** The group that a rule names must be there. */
export function refuseRule(rule: JsonObject, around: Surroundings): Refusal | undefined {
  return (
    ec2Missing(typeName, ownGroup(rule, 'SourceSecurityGroupId', around), around) ??
    ec2Missing(typeName, ownGroup(rule, 'DestinationSecurityGroupId', around), around)
  );
}

/** Groups of other accounts cannot be looked for. */
function ownGroup(rule: JsonObject, name: string, around: Surroundings): string | undefined {
  const owner = textAt(rule, 'SourceSecurityGroupOwnerId');
  return owner === undefined || owner === around.place.accountId ? textAt(rule, name) : undefined;
}

function refuseDelete(before: JsonObject, around: Surroundings): Refusal | undefined {
  const id = textAt(before, 'GroupId') ?? '';
  if (before['GroupName'] === 'default') {
    return ec2Refusal(`the specified group: "${id}" name: "default" cannot be deleted by a user`, around);
  }
  const isUsed = [...around.allResources()].some(
    (resource) =>
      resource.identifier !== id &&
      !(ruleTypes.includes(resource.typeName) && resource.model['GroupId'] === id) &&
      mentions(resource.model, id),
  );
  return isUsed ? ec2Refusal(`resource ${id} has a dependent object`, around) : undefined;
}
