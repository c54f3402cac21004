import { ok, type Result } from '../base/result.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { behaviourOf } from './behaviours/index.ts';
import { notFoundWords } from './presence-words.ts';
import { homeOf } from './home.ts';
import { findResource, parseIdentifier } from './identifiers.ts';
import { textOf } from './input.ts';
import { surroundingsOf, type OperationContext } from './operation-context.ts';
import { wireError, type WireError } from './wire-error.ts';
import type { Resource } from './world.ts';

/** The resource that the request's Identifier names. Its absence is found by the read handler, so it is told in the handler's name. */
export function locateResource(type: ResourceType, context: OperationContext): Result<Resource, WireError> {
  const text = textOf(context.body, 'Identifier') ?? '';
  const reading = parseIdentifier(type, text);
  if (!reading.ok) return reading;
  const resource = findResource(
    context.view.partition(homeOf(type.typeName, context.place)).resources.get(type.typeName),
    reading.value,
  );
  if (resource !== undefined) return ok(resource);
  const identifier = reading.value.kind === 'primary' ? reading.value.identifier : text;
  const words = notFoundWords(behaviourOf(type.typeName), identifier, surroundingsOf(type, context));
  return handlerNotFound(type, words, context);
}

/** ResourceNotFoundException as a failed handler brings it about. */
export function handlerNotFound(
  type: ResourceType,
  words: string,
  context: OperationContext,
): Result<never, WireError> {
  return wireError(
    'ResourceNotFoundException',
    `${type.typeName} Handler returned status FAILED: ${words} (HandlerErrorCode: NotFound, RequestToken: ${context.options.random.uuid()})`,
  );
}
