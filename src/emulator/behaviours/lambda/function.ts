import { isJsonObject } from '../../../base/json.ts';
import { arnOf } from '../../../resource-types/arns/arn.ts';
import { serviceWords, type Behaviour, type Surroundings } from '../behaviour.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { allBy, textAt } from '../reading.ts';

const typeName = 'AWS::Lambda::Function';

/** Of these one says where the code is (https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html). */
const sources = ['ZipFile', 'S3Bucket', 'ImageUri'];

export const lambdaFunction: Behaviour = {
  typeName,
  generate: (wanted, around) => {
    const name = textAt(wanted, 'FunctionName') ?? `function-${randomText(around.random, alphanumerics, 12)}`;
    return { ...wanted, FunctionName: name, Arn: arnOf(around.place, 'lambda', `function:${name}`) };
  },
  refuse: (mutation) => {
    const code = mutation.kind === 'create' ? mutation.wanted['Code'] : undefined;
    if (!isJsonObject(code) || sources.some((name) => code[name] !== undefined)) return undefined;
    return { code: 'InvalidRequest', message: 'Please provide a source for function code.' };
  },
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
