import { createHash } from 'node:crypto';
import type { JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { arnOf } from '../../resource-types/arns/arn.ts';
import { textAt } from '../behaviours/reading.ts';
import { textOf } from '../input.ts';
import type { OperationContext } from '../operation-context.ts';
import { validationError, type WireError } from '../wire-error.ts';
import { otherServiceError } from './other-service-error.ts';

/** Parameters that AWS keeps for everybody: `/aws/service/ami-amazon-linux-latest/…`. */
const publicPrefix = '/aws/service/';

/** GetParameter of Systems Manager. The public parameters of AWS are there with values made up of their names. */
export function getParameter({ body, partition, place }: OperationContext): Result<JsonObject, WireError> {
  const given = textOf(body, 'Name');
  if (given === undefined || given === '') return validationError("1 validation error detected: Value null at 'name'");
  // Other accounts share parameters by their ARNs.
  const name = given.replace(/^arn:[^:]*:ssm:[^:]*:\d*:parameter/, '');
  const resources = partition.resources.get('AWS::SSM::Parameter');
  const model = resources?.get(name)?.model ?? (name === given ? undefined : resources?.get(name.slice(1))?.model);
  if (model === undefined) {
    return name.startsWith(publicPrefix)
      ? answer(name, { Type: 'String', Value: publicValue(name) }, place)
      : otherServiceError('ParameterNotFound', '');
  }
  return answer(name, model, place);
}

function answer(name: string, model: JsonObject, place: OperationContext['place']): Result<JsonObject, WireError> {
  return ok({
    Parameter: {
      Name: name,
      Type: textAt(model, 'Type') ?? 'String',
      Value: textAt(model, 'Value') ?? '',
      Version: 1,
      ARN: arnOf(place, 'ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`),
      DataType: textAt(model, 'DataType') ?? 'text',
    },
  });
}

/** An image's id where the name speaks of images, else any text. */
function publicValue(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 17);
  return /(?:^|[/_-])(?:ami|image)(?:[/_-]|$)/.test(name) ? `ami-${digits}` : digits;
}
