import type { Failure, FailureKind } from '../failure.ts';
import { ProxyError } from '../network/proxy-error.ts';
import { RoleError } from './assume-role.ts';
import { handlerErrorCodeIn, requestTokenIn } from './message-parts.ts';
import type { RequestName } from './wire.ts';

/** What a request is about; every failure says it. */
export interface Subject {
  readonly operation:
    | RequestName
    | 'AssumeRole'
    | 'DescribeStacks'
    | 'DescribeType'
    | 'GetCredentials'
    | 'GetCallerIdentity'
    | 'GetTemplate'
    | 'ListStackResources';
  readonly region: string;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
}

/** Modelled errors of Cloud Control, those of its front end, and those of the SDK's search for credentials. */
const kindByErrorName: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ...named('credentials', [
    'AuthFailure',
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidCredentialsException',
    'InvalidSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'ProviderError',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'TokenRefreshRequired',
    'UnrecognizedClient',
    'UnrecognizedClientException',
  ]),
  ...named('denied', [
    'AccessDenied',
    'AccessDeniedException',
    'DecryptionFailure',
    'Forbidden',
    'NotAuthorized',
    'OptInRequired',
    'SubscriptionRequiredException',
    'UnauthorizedOperation',
  ]),
  ...named('throttled', [
    'BandwidthLimitExceeded',
    'PriorRequestNotComplete',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ]),
  ...named('unreachable', ['RequestTimeout', 'RequestTimeoutException', 'TimeoutError']),
  ...named('service', [
    'HandlerFailureException',
    'HandlerInternalFailureException',
    'InternalError',
    'InternalFailure',
    'InternalServerError',
    'InternalServerException',
    'InternalServiceException',
    'NetworkFailureException',
    'ServiceInternalErrorException',
    'ServiceUnavailable',
    'ServiceUnavailableException',
  ]),
  ...named('invalid-request', [
    'AuthorizationHeaderMalformed',
    'BadRequest',
    'PermanentRedirect',
    'InvalidParameterException',
    'InvalidKeyId',
    'InvalidParameterValue',
    'InvalidRequestException',
    'MalformedQueryString',
    'MissingParameter',
    'PaginationTokenExpiredException',
    'SerializationException',
    'ValidationError',
    'ValidationException',
  ]),
  ...named('unknown-type', ['PrivateTypeException', 'TypeNotFoundException']),
  ...named('unsupported-action', ['UnsupportedActionException']),
  ...named('not-found', [
    'NoSuchBucket',
    'NoSuchKey',
    'NotFound',
    'ParameterNotFound',
    'ParameterVersionNotFound',
    'RequestTokenNotFoundException',
    'ResourceNotFoundException',
  ]),
  ...named('already-exists', ['AlreadyExistsException']),
  ...named('conflict', [
    'ClientTokenConflictException',
    'ConcurrentModificationException',
    'ConcurrentOperationException',
    'ResourceConflictException',
  ]),
  ...named('not-updatable', ['NotUpdatableException']),
  ...named('limit-exceeded', ['LimitExceededException', 'ServiceLimitExceededException']),
  ...named('interrupted', ['AbortError']),
]);

/** What the handler's code in the text means where the name of the error says only that a handler failed. */
const kindByHandlerErrorCode: ReadonlyMap<string, FailureKind> = new Map<string, FailureKind>([
  ['NotUpdatable', 'not-updatable'],
  ['InvalidRequest', 'invalid-request'],
  ['AccessDenied', 'denied'],
  ['UnauthorizedTaggingOperation', 'denied'],
  ['InvalidCredentials', 'credentials'],
  ['AlreadyExists', 'already-exists'],
  ['NotFound', 'not-found'],
  ['ResourceConflict', 'conflict'],
  ['Throttling', 'throttled'],
  ['ServiceLimitExceeded', 'limit-exceeded'],
  ['NotStabilized', 'other'],
  ['GeneralServiceException', 'other'],
  ['ServiceInternalError', 'service'],
  ['ServiceTimeout', 'service'],
  ['NetworkFailure', 'service'],
  ['InternalFailure', 'service'],
]);

const namesWithoutMeaning: ReadonlySet<string> = new Set([
  'GeneralServiceException',
  'HandlerFailureException',
  'HandlerInternalFailureException',
]);

/** System codes of a connection that was not made or broke. */
const connectionCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
]);

/** Codes of a certificate that is not trusted: `CERT_HAS_EXPIRED`, `SELF_SIGNED_CERT_IN_CHAIN`, `ERR_TLS_…`. */
const certificateCode = /CERT|^ERR_(?:SSL|TLS)_|UNABLE_TO_VERIFY/;

/** Those of a certificate whose issuer is not known. */
const issuerCode = /SELF_SIGNED|^UNABLE_TO_(?:GET_ISSUER|VERIFY)|^CERT_UNTRUSTED$/;

function named(kind: FailureKind, names: readonly string[]): readonly (readonly [string, FailureKind])[] {
  return names.map((name) => [name, kind] as const);
}

/** A failure of this kind about this subject; what is not said is not known. */
export function createFailure(
  subject: Subject,
  said: Pick<Failure, 'kind' | 'message'> & Partial<Omit<Failure, 'operation' | 'region' | 'typeName'>>,
): Failure {
  return {
    kind: said.kind,
    operation: subject.operation,
    region: subject.region,
    typeName: subject.typeName,
    identifier: said.identifier ?? subject.identifier,
    errorName: said.errorName,
    message: said.message,
    handlerErrorCode: said.handlerErrorCode,
    requestToken: said.requestToken,
    requestId: said.requestId,
    hooks: said.hooks ?? [],
    attempts: said.attempts ?? 1,
  };
}

/**
 * What an error of the SDK means. The name decides, never the HTTP status, but for an answer that has no name: that is a broken
 * service from 500 on, else one that cannot be understood. `address` is where the request went.
 */
export function failureFromError(error: unknown, subject: Subject, address: string | undefined): Failure {
  if (error instanceof RoleError) return failureFromError(error.cause, subjectOfRole(error), undefined);
  if (error instanceof ProxyError) {
    const { reason, message, isRefusal } = error;
    return createFailure(subject, { kind: isRefusal ? 'denied' : 'unreachable', errorName: reason, message });
  }
  const seen = lookAt(error);
  const connectionError = connectionErrorIn(error, address);
  if (connectionError !== undefined && !seen.isService && kindByErrorName.get(seen.name) !== 'credentials') {
    return createFailure(subject, { kind: 'unreachable', ...withAddress(connectionError, address) });
  }
  if (!seen.isService && seen.statusCode !== undefined) return createFailure(subject, unreadable(seen));
  if (seen.isService && (seen.name === '' || seen.name === 'Unknown')) return createFailure(subject, nameless(seen));

  const handlerErrorCode = handlerErrorCodeIn(seen.message);
  const kind = kindOf(seen.name, handlerErrorCode);
  return createFailure(subject, {
    kind,
    ...(kind === 'unreachable'
      ? withAddress({ errorName: seen.name, message: seen.message }, address)
      : { errorName: seen.name, message: seen.message }),
    handlerErrorCode,
    requestToken: requestTokenIn(seen.message),
    requestId: seen.requestId,
  });
}

/** The request never went out: what failed is the asking for the role that it was to be signed with. */
function subjectOfRole({ region, roleArn }: RoleError): Subject {
  return { operation: 'AssumeRole', region, typeName: undefined, identifier: roleArn };
}

/** An answer that came, but does not say what an answer of this operation must say. */
export function malformedAnswer(subject: Subject, message: string, requestId: string | undefined): Failure {
  return createFailure(subject, { kind: 'malformed', message, requestId });
}

/** Whether the failure proves that the very resource that the request named is not there. Nothing else does. */
export function provesAbsence(failure: Failure): boolean {
  return (
    failure.errorName === 'ResourceNotFoundException' &&
    failure.kind === 'not-found' &&
    (failure.handlerErrorCode ?? 'NotFound') === 'NotFound'
  );
}

const skewErrors: ReadonlySet<string | undefined> = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Whether a request may have been refused because our clock is wrong. */
export function isAboutTime({ errorName }: Failure): boolean {
  return skewErrors.has(errorName);
}

function kindOf(errorName: string, handlerErrorCode: string | undefined): FailureKind {
  const byCode = handlerErrorCode === undefined ? undefined : kindByHandlerErrorCode.get(handlerErrorCode);
  // A refusal is a refusal under any name: taken for absence it would make us create what is there.
  if (byCode === 'denied' || byCode === 'credentials') return byCode;
  const byName = kindByErrorName.get(errorName);
  return byName === undefined || namesWithoutMeaning.has(errorName) ? (byCode ?? byName ?? 'other') : byName;
}

interface Seen {
  readonly name: string;
  readonly message: string;
  /** Whether the service itself put the error into its answer. */
  readonly isService: boolean;
  readonly statusCode: number | undefined;
  readonly requestId: string | undefined;
}

function lookAt(error: unknown): Seen {
  if (typeof error !== 'object' || error === null) {
    return { name: '', message: String(error), isService: false, statusCode: undefined, requestId: undefined };
  }
  const { name, message, $fault, $metadata } = error as Readonly<Record<string, unknown>>;
  const metadata = (typeof $metadata === 'object' && $metadata !== null ? $metadata : {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    name: typeof name === 'string' ? name : '',
    message: typeof message === 'string' ? message : '',
    isService: $fault === 'client' || $fault === 'server',
    statusCode: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : undefined,
    requestId: typeof metadata['requestId'] === 'string' ? metadata['requestId'] : undefined,
  };
}

type Said = Pick<Failure, 'kind' | 'message'> & Partial<Failure>;

/** The parser's own words are left out: they quote the answer, which may hold secrets. */
function unreadable({ name, statusCode = 0, requestId }: Seen): Said {
  const what = name === 'SyntaxError' ? 'is not JSON' : 'cannot be understood';
  return {
    kind: statusCode >= 500 ? 'service' : 'malformed',
    message: `The answer (HTTP ${statusCode}) ${what}.`,
    requestId,
  };
}

function nameless({ message, statusCode = 0, requestId }: Seen): Said {
  // The SDK's word for an error without a text.
  const words = message === '' || message === 'UnknownError' ? '.' : `: ${message}`;
  return {
    kind: statusCode >= 500 ? 'service' : 'malformed',
    message: `The answer (HTTP ${statusCode}) is an error without a name${words}`,
    requestId,
  };
}

interface ConnectionError {
  readonly errorName: string;
  readonly message: string;
}

/** Looks for a system code in the error, in what it gathers (several addresses of one host) and in its cause. */
function connectionErrorIn(error: unknown, address: string | undefined, depth = 0): ConnectionError | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const { code, name, message, errors, cause } = error as Readonly<Record<string, unknown>>;
  // The SDK appends a hint for programmers where the connection broke within the answer.
  const words = typeof message === 'string' ? (message.split('\n')[0] ?? '') : '';
  if (Array.isArray(errors)) {
    const found = errors.flatMap((inner: unknown) => connectionErrorIn(inner, address, depth + 1) ?? []);
    const [first] = found;
    if (first !== undefined) {
      return { errorName: first.errorName, message: found.map((inner) => inner.message).join(', ') };
    }
  }
  if (typeof code === 'string' && (connectionCodes.has(code) || certificateCode.test(code))) {
    const said = words === '' ? code : words;
    return { errorName: code, message: issuerCode.test(code) ? certificateWords(said, error, address) : said };
  }
  if (name === 'TimeoutError') return { errorName: name, message: words === '' ? name : words };
  return connectionErrorIn(cause, address, depth + 1);
}

/** The file whose certificates were trusted is noted on the error by the agent. */
function certificateWords(said: string, error: object, address: string | undefined): string {
  const from = 'certificateBundle' in error ? error.certificateBundle : undefined;
  const help =
    typeof from === 'string'
      ? `no certificate in ${from} vouches for it`
      : 'if your organization inspects TLS connections, set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS to the file with its certificates';
  return `the certificate of ${address === undefined ? 'the endpoint' : hostOf(address)} is not trusted: ${said}; ${help}`;
}

function hostOf(address: string): string {
  return address.replace(/^[a-z]+:\/\//, '');
}

function withAddress(error: ConnectionError, address: string | undefined): ConnectionError {
  if (address === undefined || error.message.includes(hostOf(address))) return error;
  return { errorName: error.errorName, message: `${error.message} (${address})` };
}
