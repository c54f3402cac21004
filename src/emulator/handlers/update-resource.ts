import { formatPointer } from '../../base/json-pointer.ts';
import { acceptRequest, answerToRepeated } from '../accept-request.ts';
import { behaviourOf } from '../behaviours/index.ts';
import { identifierOf } from '../identifiers.ts';
import { textOf } from '../input.ts';
import { knownType } from '../known-type.ts';
import { locateResource } from '../locate-resource.ts';
import { formatViolations, validateModel } from '../model-validation.ts';
import { surroundingsOf, type OperationHandler } from '../operation-context.ts';
import { patchModel } from '../patch/patch-model.ts';
import { without } from '../property-paths.ts';
import { viewOf } from '../resource-view.ts';
import { validationError, wireError } from '../wire-error.ts';

/**
 * Reads the resource, patches what it read and lets the update handler have the whole, which has to satisfy the schema. What a read does
 * not return, write-only properties above all, is not in the whole unless the patch puts it there: a type that requires such a property
 * is only updated with it (pulumi-aws-native#277), and one whose required properties cannot be patched either is never updated
 * (pulumi-aws-native#1866).
 */
export const updateResource: OperationHandler = async (context) => {
  const type = knownType('UpdateResource', 'update', context);
  if (!type.ok) return type;
  const repeated = answerToRepeated('UPDATE', context);
  if (repeated !== undefined) return repeated;
  const resource = locateResource(type.value, context);
  if (!resource.ok) return resource;
  const { typeName, identifier, model } = resource.value;
  const current = viewOf(behaviourOf(typeName), model, surroundingsOf(type.value, context));
  const patched = patchModel(type.value, current, textOf(context.body, 'PatchDocument') ?? '');
  if (!patched.ok) return patched;
  if (identifierOf(type.value, patched.value) !== identifier) {
    const paths = type.value.identifier.map((path) => formatPointer(['properties', ...path])).join(', ');
    return wireError(
      'NotUpdatableException',
      `Invalid patch update: createOnlyProperties [${paths}] cannot be updated`,
    );
  }
  const violations = validateModel(type.value.schema, patched.value);
  if (violations.length > 0) return validationError(formatViolations(violations));
  return acceptRequest(
    {
      operation: 'UPDATE',
      typeName,
      identifier,
      wanted: patched.value,
      shownModel: without(patched.value, type.value.writeOnly),
    },
    context,
  );
};
