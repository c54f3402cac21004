import { expect } from 'chai';
import { createRig, failureOf, valueOf } from '../provider-rig.ts';
import { RawAnswer, serviceError } from '../scripted-handler.ts';

const queue = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', identifier: 'q' };
const clients = { region: 'eu-west-1', typeName: 'AWS::Cognito::UserPoolClient' };
const notFound = serviceError(
  'ResourceNotFoundException',
  'AWS::SQS::Queue Handler returned status FAILED: gone (HandlerErrorCode: NotFound, RequestToken: 4f5e)',
);

describe('readResource', () => {
  it('yields the properties and the identifier that the service gives', async () => {
    const { provider, handler } = createRig([
      ['GetResource', { ResourceDescription: { Identifier: 'q1', Properties: '{"QueueName":"q","__proto__":1}' } }],
    ]);
    const reading = valueOf(await provider.read({ ...queue, roleArn: 'arn:role', typeVersionId: '3' }));
    expect(JSON.stringify(reading)).to.equal(
      '{"kind":"found","identifier":"q1","properties":{"QueueName":"q","__proto__":1}}',
    );
    expect(handler.requests[0]?.input).to.deep.equal({
      TypeName: 'AWS::SQS::Queue',
      Identifier: 'q',
      RoleArn: 'arn:role',
      TypeVersionId: '3',
    });
    expect(handler.requests[0]?.hostname).to.equal('cloudcontrolapi.eu-west-1.amazonaws.com');
  });

  it('takes "not found" of that very resource for absence, under any HTTP status', async () => {
    const modelled = serviceError('ResourceNotFoundException', 'gone', 404);
    const { provider } = createRig([
      ['GetResource', notFound],
      ['GetResource', modelled],
    ]);
    expect(valueOf(await provider.read(queue))).to.deep.equal({ kind: 'absent' });
    expect(valueOf(await provider.read(queue))).to.deep.equal({ kind: 'absent' });
  });

  const notAbsence: readonly (readonly [string, RawAnswer, string])[] = [
    [
      'a type that does not exist',
      serviceError('TypeNotFoundException', 'The type cannot be found.', 404),
      'unknown-type',
    ],
    ['a denial with status 404', serviceError('AccessDeniedException', 'not authorized', 404), 'denied'],
    [
      'a denial that the handler met, under the name of "not found"',
      serviceError('ResourceNotFoundException', 'no (HandlerErrorCode: AccessDenied, RequestToken: 1)'),
      'denied',
    ],
    [
      '"not found" under a general name',
      serviceError('GeneralServiceException', 'no (HandlerErrorCode: NotFound, RequestToken: 1)'),
      'not-found',
    ],
    ['a 404 without a name', new RawAnswer(404, '{}'), 'malformed'],
    ['a 404 of a proxy', new RawAnswer(404, '<html>'), 'malformed'],
  ];
  for (const [title, answer, kind] of notAbsence) {
    it(`does not take for absence: ${title}`, async () => {
      const { provider } = createRig([['GetResource', answer]], { maxAttempts: 1 });
      expect(failureOf(await provider.read(queue)).kind).to.equal(kind);
    });
  }

  for (const body of [
    '{"ResourceDescr',
    'null',
    '[]',
    '{}',
    '{"ResourceDescription":{}}',
    described('[]'),
    described('x'),
  ]) {
    it(`calls ${body} malformed, after a second look`, async () => {
      const { provider, handler } = createRig([
        ['GetResource', new RawAnswer(200, body)],
        ['GetResource', new RawAnswer(200, body)],
      ]);
      const failure = failureOf(await provider.read(queue));
      expect(failure).to.include({ kind: 'malformed', attempts: 2, requestId: 'request-id-1', errorName: undefined });
      handler.expectDone();
    });
  }

  it('does not quote an answer that cannot be read, since it may hold a secret', async () => {
    const answer = new RawAnswer(200, 'hunter2');
    const { provider } = createRig([['GetResource', answer]], { maxAttempts: 1 });
    expect(failureOf(await provider.read(queue)).message).to.equal('The answer (HTTP 200) is not JSON.');
  });
});

describe('listResources', () => {
  it('joins all pages and reads every model', async () => {
    const { provider, handler } = createRig([
      ['ListResources', page(['a', '{"ClientId":"a"}'], 'next-1')],
      ['ListResources', page(undefined, 'next-2')],
      ['ListResources', page(['b', undefined])],
    ]);
    const listing = valueOf(await provider.list({ ...clients, model: { UserPoolId: 'pool' } }));
    expect(listing).to.deep.equal({
      kind: 'listed',
      resources: [
        { identifier: 'a', properties: { ClientId: 'a' } },
        { identifier: 'b', properties: {} },
      ],
    });
    expect(handler.requests.map((request) => request.input['NextToken'])).to.deep.equal([
      undefined,
      'next-1',
      'next-2',
    ]);
    expect(handler.requests.map((request) => request.input['ResourceModel'])).to.deep.equal(
      Array(3).fill('{"UserPoolId":"pool"}'),
    );
  });

  it('fails as a whole when the third page is denied', async () => {
    const { provider } = createRig([
      ['ListResources', page(['a', '{}'], 'next-1')],
      ['ListResources', page(['b', '{}'], 'next-2')],
      ['ListResources', serviceError('AccessDeniedException', 'not authorized')],
    ]);
    expect(failureOf(await provider.list(clients))).to.deep.equal({
      kind: 'denied',
      operation: 'ListResources',
      region: 'eu-west-1',
      typeName: 'AWS::Cognito::UserPoolClient',
      identifier: undefined,
      errorName: 'AccessDeniedException',
      message: 'not authorized',
      handlerErrorCode: undefined,
      requestToken: undefined,
      requestId: 'request-id-1',
      hooks: [],
      attempts: 1,
    });
  });

  it('ends with a failure when a page token comes again', async () => {
    const { provider, handler } = createRig([
      ['ListResources', page(undefined, 'next-1')],
      ['ListResources', page(undefined, 'next-2')],
      ['ListResources', page(undefined, 'next-1')],
    ]);
    expect(failureOf(await provider.list(clients))).to.include({
      kind: 'malformed',
      message: 'The answer repeats a NextToken.',
    });
    handler.expectDone();
  });

  it('tells of an absent parent only where a model names one', async () => {
    const { provider } = createRig([
      ['ListResources', notFound],
      ['ListResources', notFound],
    ]);
    const listing = await provider.list({ ...clients, model: { UserPoolId: 'pool' } });
    expect(valueOf(listing)).to.deep.equal({ kind: 'parent-absent' });
    expect(failureOf(await provider.list(clients)).kind).to.equal('not-found');
  });

  it('takes an answer that names only the type for an empty list', async () => {
    const { provider } = createRig([['ListResources', { TypeName: 'AWS::Cognito::UserPoolClient' }]]);
    expect(valueOf(await provider.list(clients))).to.deep.equal({ kind: 'listed', resources: [] });
  });

  for (const [title, resources] of [
    ['without a list', undefined],
    ['with an entry that has no identifier', [{ Properties: '{}' }]],
    ['with an entry whose properties are no object', [{ Identifier: 'a', Properties: '"x"' }]],
  ] as const) {
    it(`calls an answer ${title} malformed`, async () => {
      const body = JSON.stringify({ ResourceDescriptions: resources });
      const { provider } = createRig([['ListResources', new RawAnswer(200, body)]], { maxAttempts: 1 });
      expect(failureOf(await provider.list(clients)).kind).to.equal('malformed');
    });
  }
});

function described(properties: string): string {
  return JSON.stringify({ ResourceDescription: { Identifier: 'q', Properties: properties } });
}

function page(resource: readonly [string, string | undefined] | undefined, nextToken?: string): RawAnswer {
  const resources = resource === undefined ? [] : [{ Identifier: resource[0], Properties: resource[1] }];
  return new RawAnswer(200, JSON.stringify({ ResourceDescriptions: resources, NextToken: nextToken }));
}
