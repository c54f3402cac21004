import type { JsonObject } from '../../../base/json.ts';
import { arnOf } from '../../../resource-types/arns/arn.ts';
import { serviceWords, type Behaviour, type Surroundings } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { textAt } from '../reading.ts';

export const table: Behaviour = {
  typeName: 'AWS::DynamoDB::Table',
  generate: (wanted, around) => {
    const name = textAt(wanted, 'TableName') ?? `table-${randomText(around.random, alphanumerics, 12)}`;
    return withStream({ ...wanted, TableName: name, Arn: arnOf(around.place, 'dynamodb', `table/${name}`) }, around);
  },
  settle: (wanted, _before, around) => withStream(wanted, around),
  absence: (identifier, { random }) =>
    serviceWords('DynamoDb', `Requested resource not found: Table: ${identifier} not found`, random),
  presence: (identifier, { random }) => serviceWords('DynamoDb', `Table already exists: ${identifier}`, random),
};

/** A stream has the time of its making in its name. */
function withStream(model: JsonObject, { nowMs }: Surroundings): JsonObject {
  if (model['StreamSpecification'] === undefined) {
    return Object.fromEntries(Object.entries(model).filter(([name]) => name !== 'StreamArn'));
  }
  const label = new Date(nowMs).toISOString().replace('Z', '');
  return { StreamArn: `${textAt(model, 'Arn') ?? ''}/stream/${label}`, ...model };
}
