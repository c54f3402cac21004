import type { JsonObject } from '../../../base/json.ts';
import { arnOf, isArnOfPlace } from '../../arn.ts';
import { serviceWords, type Behaviour, type Refusal, type Surroundings } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { allBy, findBy, numberAt, objectAt, textAt } from '../reading.ts';

const typeName = 'AWS::Lambda::Function';

export const lambdaFunction: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const name = textAt(wanted, 'FunctionName') ?? `function-${randomText(around.random, alphanumerics, 12)}`;
    return { ...wanted, FunctionName: name, Arn: arnOf(around.place, 'lambda', `function:${name}`) };
  },
  refuse: (mutation, around) => (mutation.kind === 'delete' ? undefined : refuse(mutation.wanted, around)),
  takesAlong: ({ identifier, model }, around) =>
    [identifier, textAt(model, 'Arn') ?? ''].flatMap((name) =>
      allBy(around, 'AWS::Lambda::Permission', 'FunctionName', name),
    ),
  absence: (identifier, around) => functionAbsence(identifier, around),
  presence: (identifier, { random }) => serviceWords('Lambda', `Function already exist: ${identifier}`, random),
};

/** A statement of a function's own policy. */
export const lambdaPermission: Behaviour = {
  typeName: 'AWS::Lambda::Permission',
  generate: (wanted, around) => ({ ...wanted, Id: around.random.uuid() }),
  refuse: (mutation, around) => {
    if (mutation.kind !== 'create') return undefined;
    const name = textAt(mutation.wanted, 'FunctionName') ?? '';
    const isThere = [...around.resources(typeName)].some(
      ({ identifier, model }) =>
        identifier === name || model['Arn'] === name || name.startsWith(`${textAt(model, 'Arn') ?? ''}:`),
    );
    return isThere ? undefined : { code: 'NotFound', message: functionAbsence(name, around) };
  },
};

function functionAbsence(name: string, { place, random }: Surroundings): string {
  const arn = name.startsWith('arn:') ? name : arnOf(place, 'lambda', `function:${name}`);
  return serviceWords('Lambda', `Function not found: ${arn}`, random);
}

function refuse(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  const refusal = (message: string): Refusal => ({
    code: 'InvalidRequest',
    message: serviceWords('Lambda', message, around.random),
  });
  const arn = textAt(wanted, 'Role') ?? '';
  if (isArnOfPlace(arn, 'iam', around.place) && findBy(around, 'AWS::IAM::Role', 'Arn', arn) === undefined) {
    return refusal('The role defined for the function cannot be assumed by Lambda.');
  }
  const code = objectAt(wanted, 'Code');
  const isZip = code['ZipFile'] !== undefined || code['S3Bucket'] !== undefined;
  if (isZip && (textAt(wanted, 'Runtime') === undefined || textAt(wanted, 'Handler') === undefined)) {
    return refusal('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
  }
  const wrong = limits.find(({ name, least, most }) => {
    const value = numberAt(wanted, name);
    return value !== undefined && (value < least || value > most);
  });
  if (wrong === undefined) return undefined;
  const value = numberAt(wanted, wrong.name) ?? 0;
  const bound = value < wrong.least ? `greater than or equal to ${wrong.least}` : `less than or equal to ${wrong.most}`;
  return refusal(
    `1 validation error detected: Value '${value}' at '${wrong.member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/** Seconds and mebibytes. */
const limits = [
  { name: 'Timeout', member: 'timeout', least: 1, most: 900 },
  { name: 'MemorySize', member: 'memorySize', least: 128, most: 10_240 },
];
