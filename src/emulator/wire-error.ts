import { err, type Err } from '../base/result.ts';
import type { ErrorStatus } from './emulator.ts';

/** An error as the service answers it. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  /** Where it differs from what the name stands for. */
  readonly status?: number;
  /** Its name stands alone, as services beside Cloud Control have it. Default: in a name space. */
  readonly isBare?: true;
}

/** HTTP status of each error in the service's model. */
const modelledStatus: ReadonlyMap<string, number> = new Map([
  ['ClientTokenConflictException', 409],
  ['ConcurrentModificationException', 500],
  ['ConcurrentOperationException', 409],
  ['HandlerFailureException', 502],
  ['HandlerInternalFailureException', 502],
  ['InvalidCredentialsException', 401],
  ['NetworkFailureException', 502],
  ['RequestTokenNotFoundException', 404],
  ['ResourceConflictException', 409],
  ['ResourceNotFoundException', 404],
  ['ServiceInternalErrorException', 502],
  ['ThrottlingException', 429],
  ['TypeNotFoundException', 404],
  ['UnsupportedActionException', 405],
]);

/** Errors that the front end in front of the service raises, each under its own name space. */
const nameSpaces: ReadonlyMap<string, string> = new Map([
  ['ValidationException', 'com.amazon.coral.validate'],
  ['ThrottlingException', 'com.amazon.coral.availability'],
  ['SerializationException', 'com.amazon.coral.service'],
  ['UnknownOperationException', 'com.amazon.coral.service'],
  ['AccessDeniedException', 'com.amazon.coral.service'],
  ['UnrecognizedClientException', 'com.amazon.coral.service'],
  ['MissingAuthenticationTokenException', 'com.amazon.coral.service'],
  ['ExpiredTokenException', 'com.amazon.coral.service'],
  ['ServiceUnavailable', 'com.amazon.coral.service'],
  ['InternalFailure', 'com.amazon.coral.service'],
]);

export function wireError(name: string, message: string): Err<WireError> {
  return err({ name, message });
}

/** ValidationException, which the service's model does not know and which it answers most often. */
export function validationError(message: string): Err<WireError> {
  return wireError('ValidationException', message);
}

/** AWS answers 400 to every mistake of a client, whatever its model says; its own trouble keeps the modelled status. */
export function statusOf(error: WireError, errorStatus: ErrorStatus): number {
  if (error.status !== undefined) return error.status;
  if (error.name === 'InternalFailure') return 500;
  const modelled = modelledStatus.get(error.name) ?? 400;
  return errorStatus === 'modelled' || modelled >= 500 ? modelled : 400;
}

/** The body of an error; a modelled one says `Message`, one of the front end `message`. */
export function formatErrorBody(error: WireError): string {
  if (error.isBare === true) return JSON.stringify({ __type: error.name, Message: error.message });
  const frontEnd = nameSpaces.get(error.name);
  const type = `${frontEnd ?? 'com.amazon.cloudapiservice'}#${error.name}`;
  return JSON.stringify(
    frontEnd === undefined ? { __type: type, Message: error.message } : { __type: type, message: error.message },
  );
}

export function requestTokenNotFound(requestToken: string): Err<WireError> {
  return wireError('RequestTokenNotFoundException', `Request with token ${requestToken} was not found`);
}
