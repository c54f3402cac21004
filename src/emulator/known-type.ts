import { ok, type Result } from '../base/result.ts';
import type { HandlerName, ResourceType } from '../resource-types/resource-type.ts';
import { checkInput, textOf } from './input.ts';
import type { OperationContext } from './operation-context.ts';
import { wireError, type WireError } from './wire-error.ts';
import type { Operation } from '../provider/cloud-control/wire.ts';

/**
 * The type that a request names, if it is one and has the handler. The service looks for the type before it looks at anything else of
 * the request, so the rest of the input is checked after it.
 */
export function knownType(
  operation: Operation,
  handler: HandlerName,
  context: OperationContext,
): Result<ResourceType, WireError> {
  const named = checkInput(operation, context.body, (name) => name === 'TypeName');
  if (!named.ok) return named;
  const typeName = textOf(context.body, 'TypeName') ?? '';
  const type = context.options.registry.find(typeName);
  // The registry knows types under other names too; the service does not.
  if (type?.typeName !== typeName) return wireError('TypeNotFoundException', `The type '${typeName}' cannot be found.`);
  const checked = checkInput(operation, context.body);
  if (!checked.ok) return checked;
  if (!Object.hasOwn(type.handlers, handler)) {
    return wireError(
      'UnsupportedActionException',
      `Resource type ${typeName} does not support ${handler.toUpperCase()} action`,
    );
  }
  return ok(type);
}
