import type { JsonObject } from '../../../base/json.ts';
import { arnOf } from '../../arn.ts';
import { serviceWords, type Behaviour, type Mutation, type Refusal, type Surroundings } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { objectsAt, textAt } from '../reading.ts';

export const table: Behaviour = {
  typeName: 'AWS::DynamoDB::Table',
  generate: (wanted, around) => {
    const name = textAt(wanted, 'TableName') ?? `table-${randomText(around.random, alphanumerics, 12)}`;
    return withStream({ ...wanted, TableName: name, Arn: arnOf(around.place, 'dynamodb', `table/${name}`) }, around);
  },
  settle: (wanted, _before, around) => withStream(wanted, around),
  refuse: (mutation, around) => {
    const message = mutation.kind === 'delete' ? protection(mutation.before) : refuseTable(mutation);
    return message === undefined ? undefined : refusal(message, around);
  },
  absence: (identifier, { random }) =>
    serviceWords('DynamoDb', `Requested resource not found: Table: ${identifier} not found`, random),
  presence: (identifier, { random }) => serviceWords('DynamoDb', `Table already exists: ${identifier}`, random),
};

function refusal(message: string, { random }: Surroundings): Refusal {
  return { code: 'InvalidRequest', message: serviceWords('DynamoDb', message, random) };
}

/** A stream has the time of its making in its name. */
function withStream(model: JsonObject, { nowMs }: Surroundings): JsonObject {
  if (model['StreamSpecification'] === undefined) {
    return Object.fromEntries(Object.entries(model).filter(([name]) => name !== 'StreamArn'));
  }
  const label = new Date(nowMs).toISOString().replace('Z', '');
  return { StreamArn: `${textAt(model, 'Arn') ?? ''}/stream/${label}`, ...model };
}

function protection(before: JsonObject): string | undefined {
  return before['DeletionProtectionEnabled'] === true
    ? 'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.'
    : undefined;
}

function refuseTable({ wanted }: Exclude<Mutation, { kind: 'delete' }>): string | undefined {
  const isOnDemand = wanted['BillingMode'] === 'PAY_PER_REQUEST';
  const defined = objectsAt(wanted, 'AttributeDefinitions').map(
    (attribute) => textAt(attribute, 'AttributeName') ?? '',
  );
  const indexes = [...objectsAt(wanted, 'GlobalSecondaryIndexes'), ...objectsAt(wanted, 'LocalSecondaryIndexes')];
  const keys = [wanted, ...indexes].flatMap((holder) =>
    objectsAt(holder, 'KeySchema').map((key) => textAt(key, 'AttributeName') ?? ''),
  );
  const undefinedKeys = [...new Set(keys.filter((key) => !defined.includes(key)))];
  if (undefinedKeys.length > 0) {
    return `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${undefinedKeys.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`;
  }
  if (defined.some((name) => !keys.includes(name))) {
    return 'One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions';
  }
  return !isOnDemand && wanted['ProvisionedThroughput'] === undefined
    ? 'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED'
    : undefined;
}
