import { acceptRequest, answerToRepeated } from '../accept-request.ts';
import { findResource, parseIdentifier } from '../identifiers.ts';
import { textOf } from '../input.ts';
import { knownType } from '../known-type.ts';
import type { OperationHandler } from '../operation-context.ts';

/** Accepts the deletion of anything; that a resource is not there is found out while the request runs. */
export const deleteResource: OperationHandler = async (context) => {
  const type = knownType('DeleteResource', 'delete', context);
  if (!type.ok) return type;
  const repeated = answerToRepeated('DELETE', context);
  if (repeated !== undefined) return repeated;
  const text = textOf(context.body, 'Identifier') ?? '';
  const reading = parseIdentifier(type.value, text);
  if (!reading.ok) return reading;
  const found = findResource(context.partition.resources.get(type.value.typeName), reading.value);
  const identifier = found?.identifier ?? (reading.value.kind === 'primary' ? reading.value.identifier : text);
  return acceptRequest({ operation: 'DELETE', typeName: type.value.typeName, identifier }, context);
};
