import { expect } from 'chai';
import { failureFromError, provesAbsence, type Subject } from '../../../../src/provider/cloud-control/failures.ts';
import { createRig, failureOf } from '../provider-rig.ts';
import { connectionError, RawAnswer, serviceError } from '../scripted-handler.ts';

const subject: Subject = { operation: 'GetResource', region: 'eu-west-1', typeName: 'A::B::C', identifier: 'i' };
const address = 'http://127.0.0.1:4566';

describe('failureFromError', () => {
  const byName: readonly (readonly [string, string])[] = [
    ['AccessDenied', 'denied'],
    ['AccessDeniedException', 'denied'],
    ['AlreadyExistsException', 'already-exists'],
    ['ClientTokenConflictException', 'conflict'],
    ['ConcurrentModificationException', 'conflict'],
    ['ConcurrentOperationException', 'conflict'],
    ['ExpiredTokenException', 'credentials'],
    ['GeneralServiceException', 'other'],
    ['HandlerFailureException', 'service'],
    ['HandlerInternalFailureException', 'service'],
    ['InvalidCredentialsException', 'credentials'],
    ['InvalidRequestException', 'invalid-request'],
    ['InvalidSignatureException', 'credentials'],
    ['NetworkFailureException', 'service'],
    ['NotStabilizedException', 'other'],
    ['NotUpdatableException', 'not-updatable'],
    ['PrivateTypeException', 'unknown-type'],
    ['RequestTokenNotFoundException', 'not-found'],
    ['ResourceConflictException', 'conflict'],
    ['ResourceNotFoundException', 'not-found'],
    ['SerializationException', 'invalid-request'],
    ['ServiceInternalErrorException', 'service'],
    ['ServiceLimitExceededException', 'limit-exceeded'],
    ['ThrottlingException', 'throttled'],
    ['TypeNotFoundException', 'unknown-type'],
    ['UnknownOperationException', 'other'],
    ['UnrecognizedClientException', 'credentials'],
    ['UnsupportedActionException', 'unsupported-action'],
    ['ValidationException', 'invalid-request'],
    ['__proto__', 'other'],
  ];
  for (const [name, kind] of byName) {
    it(`knows ${name} as ${kind}, whatever the status`, async () => {
      for (const statusCode of [400, 404, 429, 500]) {
        const { provider } = createRig([['CancelResourceRequest', serviceError(name, 'words', statusCode)]], {
          maxAttempts: 1,
        });
        const failure = failureOf(await provider.cancel({ region: 'eu-west-1', requestToken: 'r' }));
        expect(failure).to.include({ kind, errorName: name, message: 'words', requestId: 'request-id-1' });
      }
    });
  }

  it('knows a name under any namespace, in the header too', async () => {
    const { provider } = createRig([
      ['GetResource', new RawAnswer(400, '{"__type":"com.amazon.coral.service#AccessDeniedException","message":"no"}')],
      [
        'GetResource',
        new RawAnswer(400, '{"message":"no"}', { 'x-amzn-errortype': 'AccessDeniedException:http://x/' }),
      ],
    ]);
    const target = { region: 'eu-west-1', typeName: 'A::B::C', identifier: 'i' };
    for (let turn = 0; turn < 2; turn++) {
      expect(failureOf(await provider.read(target))).to.include({ kind: 'denied', errorName: 'AccessDeniedException' });
    }
  });

  it('reads the code of the handler and the token of the request out of the text', () => {
    const message = 'A::B::C Handler returned status FAILED: no (HandlerErrorCode: AccessDenied, RequestToken: 4f-5e)';
    expect(failureFromError(serviceException('GeneralServiceException', message), subject, address)).to.deep.equal({
      kind: 'denied',
      ...subject,
      errorName: 'GeneralServiceException',
      message,
      handlerErrorCode: 'AccessDenied',
      requestToken: '4f-5e',
      requestId: undefined,
      hooks: [],
      attempts: 1,
    });
  });

  it('lets the code of the handler decide where the name says nothing', () => {
    const of = (name: string, code: string) =>
      failureFromError(serviceException(name, `no (HandlerErrorCode: ${code})`), subject, address).kind;
    expect(of('HandlerFailureException', 'Throttling')).to.equal('throttled');
    expect(of('NeverSeenException', 'NotUpdatable')).to.equal('not-updatable');
    expect(of('ValidationException', 'Throttling')).to.equal('invalid-request');
    expect(of('HandlerFailureException', 'NeverSeen')).to.equal('service');
  });

  const connections: readonly (readonly [unknown, string, string])[] = [
    [
      connectionError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:4566'),
      'ECONNREFUSED',
      'connect ECONNREFUSED 127.0.0.1:4566',
    ],
    [connectionError('ECONNRESET', 'socket hang up'), 'ECONNRESET', 'socket hang up (http://127.0.0.1:4566)'],
    [connectionError('EPIPE', ''), 'EPIPE', 'EPIPE (http://127.0.0.1:4566)'],
    [
      Object.assign(new Error('Request timed out'), { name: 'TimeoutError' }),
      'TimeoutError',
      'Request timed out (http://127.0.0.1:4566)',
    ],
    [
      connectionError('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'the certificate of 127.0.0.1:4566 is not trusted: self-signed certificate; if your organization inspects TLS connections, set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS to the file with its certificates',
    ],
    [
      connectionError('CERT_HAS_EXPIRED', 'certificate has expired'),
      'CERT_HAS_EXPIRED',
      'certificate has expired (http://127.0.0.1:4566)',
    ],
    [
      new AggregateError([
        connectionError('ECONNREFUSED', 'connect ::1'),
        connectionError('ECONNREFUSED', 'connect 127'),
      ]),
      'ECONNREFUSED',
      'connect ::1, connect 127 (http://127.0.0.1:4566)',
    ],
    [
      new TypeError('fetch failed', { cause: connectionError('ENOTFOUND', 'getaddrinfo ENOTFOUND x') }),
      'ENOTFOUND',
      'getaddrinfo ENOTFOUND x (http://127.0.0.1:4566)',
    ],
    [
      Object.assign(connectionError('ECONNRESET', 'aborted\n  Deserialization error: …'), {
        $metadata: { httpStatusCode: 200 },
      }),
      'ECONNRESET',
      'aborted (http://127.0.0.1:4566)',
    ],
  ];
  for (const [error, errorName, message] of connections) {
    it(`calls unreachable, with the address: ${message}`, () => {
      expect(failureFromError(error, subject, address)).to.include({ kind: 'unreachable', errorName, message });
    });
  }

  it('calls missing credentials so, even where a broken connection is behind it', () => {
    const error = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
      cause: connectionError('ECONNREFUSED', 'connect ECONNREFUSED 169.254.169.254:80'),
    });
    expect(failureFromError(error, subject, undefined)).to.include({
      kind: 'credentials',
      errorName: 'CredentialsProviderError',
    });
  });

  it('takes anything else for what it says', () => {
    expect(failureFromError(new Error('Odd.'), subject, address)).to.include({
      kind: 'other',
      errorName: 'Error',
      message: 'Odd.',
    });
    expect(failureFromError('odd', subject, address)).to.include({ kind: 'other', message: 'odd' });
  });

  for (const [statusCode, body, kind, message] of [
    [503, '<html>', 'service', 'The answer (HTTP 503) is not JSON.'],
    [500, '<html>', 'service', 'The answer (HTTP 500) is not JSON.'],
    [499, '<html>', 'malformed', 'The answer (HTTP 499) is not JSON.'],
    [499, '{}', 'malformed', 'The answer (HTTP 499) is an error without a name.'],
    [403, '<html>', 'malformed', 'The answer (HTTP 403) is not JSON.'],
    [500, '{}', 'service', 'The answer (HTTP 500) is an error without a name.'],
    [400, '{"message":"why"}', 'malformed', 'The answer (HTTP 400) is an error without a name: why'],
    [404, '', 'malformed', 'The answer (HTTP 404) is an error without a name.'],
    [400, '{"__type":null}', 'malformed', 'The answer (HTTP 400) cannot be understood.'],
  ] as const) {
    it(`takes a nameless answer for what it is: ${message}`, async () => {
      const { provider } = createRig([['GetResource', new RawAnswer(statusCode, body)]], { maxAttempts: 1 });
      const failure = failureOf(await provider.read({ region: 'r-1', typeName: 'A::B::C', identifier: 'i' }));
      expect(failure).to.include({ kind, message, requestId: 'request-id-1' });
    });
  }
});

describe('provesAbsence', () => {
  it('wants the name, and no code that speaks against it', () => {
    const of = (name: string, message: string) =>
      provesAbsence(failureFromError(serviceException(name, message), subject, address));
    expect(of('ResourceNotFoundException', 'gone')).to.equal(true);
    expect(of('ResourceNotFoundException', 'gone (HandlerErrorCode: NotFound)')).to.equal(true);
    expect(of('ResourceNotFoundException', 'gone (HandlerErrorCode: Throttling)')).to.equal(false);
    expect(of('ResourceNotFoundException', 'gone (HandlerErrorCode: AccessDenied)')).to.equal(false);
    expect(of('TypeNotFoundException', 'gone (HandlerErrorCode: NotFound)')).to.equal(false);
    expect(of('RequestTokenNotFoundException', 'gone')).to.equal(false);
  });
});

function serviceException(name: string, message: string): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 } });
}
