import { isJsonObject, parseJson } from '../../base/json.ts';
import { formatPointer } from '../../base/json-pointer.ts';
import { acceptRequest, answerToRepeated } from '../accept-request.ts';
import { identifierOf } from '../identifiers.ts';
import { textOf } from '../input.ts';
import { knownType } from '../known-type.ts';
import { formatViolations, validateModel } from '../model-validation.ts';
import type { OperationHandler } from '../operation-context.ts';
import { covers, placesOf } from '../property-paths.ts';
import { validationError } from '../wire-error.ts';
import type { JsonObject } from '../../base/json.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';

export const createResource: OperationHandler = async (context) => {
  const type = knownType('CreateResource', 'create', context);
  if (!type.ok) return type;
  const repeated = answerToRepeated('CREATE', context);
  if (repeated !== undefined) return repeated;
  const wanted = parseJson(textOf(context.body, 'DesiredState') ?? '');
  if (!isJsonObject(wanted)) return validationError('Model validation failed (#: expected type: JSONObject)');
  const violations = [...validateModel(type.value.schema, wanted), ...readOnlyGiven(type.value, wanted)];
  if (violations.length > 0) return validationError(formatViolations(violations));
  return acceptRequest(
    {
      operation: 'CREATE',
      typeName: type.value.typeName,
      identifier: identifierOf(type.value, wanted),
      wanted,
    },
    context,
  );
};

/** Read-only properties are not part of what may be wanted, unless the schema contradicts itself and lets them be given. */
function readOnlyGiven(type: ResourceType, wanted: JsonObject): readonly string[] {
  const isWritable = (place: readonly string[]): boolean =>
    [...type.createOnly, ...type.writeOnly].some((path) => covers(path, place)) ||
    (place.length === 1 && type.required.includes(place[0] ?? ''));
  return type.readOnly
    .flatMap((path) => placesOf(wanted, path))
    .filter((place) => !isWritable(place))
    .map((place) => `#${formatPointer(place.slice(0, -1))}: extraneous key [${place.at(-1) ?? ''}] is not permitted`);
}
