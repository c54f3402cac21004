import type { JsonObject } from '../../base/json.ts';
import { deletionRefusal, serviceRefusal } from '../../resource-types/rules/check-service-rules.ts';
import type { Neighbours, RuleContext } from '../../resource-types/rules/service-rule.ts';
import { identifierOf } from '../identifiers.ts';
import { serviceWords, type Mutation, type Refusal, type Surroundings } from './behaviour.ts';

/** How services call themselves in what their handlers pass on, where that is not the second part of the type's name. */
const services: Readonly<Record<string, string>> = {
  'AWS::Cognito::IdentityPool': 'CognitoIdentity',
  'AWS::Cognito::IdentityPoolRoleAttachment': 'CognitoIdentity',
  Cognito: 'CognitoIdentityProvider',
  DynamoDB: 'DynamoDb',
  EC2: 'Ec2',
  IAM: 'Iam',
  KMS: 'Kms',
  Logs: 'CloudWatchLogs',
  SNS: 'Sns',
  SQS: 'Sqs',
  SSM: 'Ssm',
};

/** The account of a request that names none: ARNs in stacks that are tried out here belong to other ones. */
const placeholderAccount = '000000000000';

/** What the service refuses although the type's schema allows it: the rules that the check knows as well. */
export function refusedByRules(mutation: Mutation, around: Surroundings): Refusal | undefined {
  const { type, place, random } = around;
  const model = mutation.kind === 'delete' ? mutation.before : mutation.wanted;
  const context: RuleContext = {
    region: place.region,
    ...(place.accountId === placeholderAccount ? {} : { accountId: place.accountId }),
    ...(mutation.kind === 'update' ? { previous: mutation.before } : {}),
    neighbours: neighboursOf(model, around),
  };
  const judge = mutation.kind === 'delete' ? deletionRefusal : serviceRefusal;
  const refusal = judge(type.typeName, model, context);
  if (refusal === undefined) return undefined;
  const [, service = ''] = type.typeName.split('::');
  const name = services[type.typeName] ?? services[service] ?? service;
  return {
    code: refusal.code ?? 'InvalidRequest',
    message: refusal.passedOn ?? serviceWords(name, refusal.message, random),
  };
}

function neighboursOf(model: JsonObject, around: Surroundings): Neighbours {
  const own = identifierOf(around.type, model);
  const others = (typeName: string): readonly JsonObject[] =>
    [...around.resources(typeName)]
      .filter((other) => typeName !== around.type.typeName || other.identifier !== own)
      .map((other) => other.model);
  return {
    owner: (typeName, property) => {
      const value = model[property];
      return [...around.resources(typeName)].find(
        (resource) => resource.identifier === value || resource.model['Arn'] === value,
      )?.model;
    },
    siblings: (typeName, property) => others(typeName).filter((other) => other[property] === model[property]),
    others,
    isThere: (typeName, property, value) =>
      around.canBeMade(typeName) && !isElsewhere(value, around)
        ? [...around.resources(typeName)].some((one) => one.model[property] === value)
        : undefined,
  };
}

/** What has an ARN of another account, region or of AWS itself cannot be looked for. */
function isElsewhere(value: string, { place }: Surroundings): boolean {
  const [prefix, , , region = '', accountId = ''] = value.split(':');
  return prefix === 'arn' && (accountId !== place.accountId || (region !== '' && region !== place.region));
}
