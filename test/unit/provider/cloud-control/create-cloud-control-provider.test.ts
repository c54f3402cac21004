import { expect } from 'chai';
import { createCloudControlProvider } from '../../../../src/provider/cloud-control/create-cloud-control-provider.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { countingRandom, createRig, failureOf, progress, valueOf } from '../provider-rig.ts';
import { serviceError } from '../scripted-handler.ts';

const target = { region: 'eu-west-1', typeName: 'AWS::SQS::Queue', identifier: 'q' };
const deletion = (event: Record<string, string>) => progress({ Operation: 'DELETE', Identifier: 'q', ...event });

describe('createCloudControlProvider', () => {
  describe('delete', () => {
    it('follows the request to its end', async () => {
      const { provider, handler } = createRig([
        ['DeleteResource', deletion({})],
        ['GetResourceRequestStatus', deletion({ OperationStatus: 'SUCCESS' })],
      ]);
      expect(valueOf(await provider.delete(target))).to.include({ status: 'SUCCESS', wasAbsent: false });
      expect(handler.requests[0]?.input).to.deep.equal({
        TypeName: 'AWS::SQS::Queue',
        Identifier: 'q',
        ClientToken: 'token-1',
      });
    });

    it('is content when the request ends with "not found"', async () => {
      const failed = deletion({ OperationStatus: 'FAILED', ErrorCode: 'NotFound', StatusMessage: 'gone' });
      const { provider } = createRig([
        ['DeleteResource', deletion({})],
        ['GetResourceRequestStatus', failed],
      ]);
      const event = valueOf(await provider.delete(target));
      expect(event).to.include({ status: 'FAILED', wasAbsent: true, requestToken: 'request-1' });
      expect(event.fields).to.include({ ErrorCode: 'NotFound', StatusMessage: 'gone' });
    });

    it('is content when the request is refused with "not found", and words the event alike', async () => {
      const message = 'gone (HandlerErrorCode: NotFound, RequestToken: 4f5e)';
      const { provider } = createRig([['DeleteResource', serviceError('ResourceNotFoundException', message)]]);
      expect(valueOf(await provider.delete(target))).to.deep.equal({
        requestToken: '4f5e',
        operation: 'DELETE',
        status: 'FAILED',
        typeName: 'AWS::SQS::Queue',
        identifier: 'q',
        wasAbsent: true,
        fields: {
          ErrorCode: 'NotFound',
          Identifier: 'q',
          Operation: 'DELETE',
          OperationStatus: 'FAILED',
          RequestToken: '4f5e',
          StatusMessage: message,
          TypeName: 'AWS::SQS::Queue',
        },
      });
    });

    it('is not content with a type that does not exist, or with any other end', async () => {
      const { provider } = createRig([
        ['DeleteResource', serviceError('TypeNotFoundException', 'no such type')],
        ['DeleteResource', deletion({ OperationStatus: 'FAILED', ErrorCode: 'AccessDenied' })],
        ['DeleteResource', deletion({ OperationStatus: 'CANCEL_COMPLETE', ErrorCode: 'NotFound' })],
      ]);
      expect(failureOf(await provider.delete(target)).kind).to.equal('unknown-type');
      expect(failureOf(await provider.delete(target))).to.include({
        kind: 'request-failed',
        handlerErrorCode: 'AccessDenied',
        message: 'The request failed, and the service does not say why.',
      });
      expect(failureOf(await provider.delete(target)).errorName).to.equal('CANCEL_COMPLETE');
    });

    it('takes an update of what is not there for a failure', async () => {
      const { provider } = createRig([['UpdateResource', serviceError('ResourceNotFoundException', 'gone')]]);
      expect(failureOf(await provider.update({ ...target, patch: [] })).kind).to.equal('not-found');
    });
  });

  describe('requests that are known by their token', () => {
    it('gives the status of a request that failed as an event', async () => {
      const { provider } = createRig([
        ['GetResourceRequestStatus', progress({ OperationStatus: 'FAILED', RetryAfter: 1_767_225_600.25 })],
      ]);
      const event = valueOf(await provider.requestStatus({ region: 'eu-west-1', requestToken: 'request-1' }));
      expect(event.status).to.equal('FAILED');
      expect(event.fields['RetryAfter']).to.equal(1_767_225_600.25);
    });

    it('names the token when there is no such request', async () => {
      const { provider } = createRig([
        ['CancelResourceRequest', serviceError('RequestTokenNotFoundException', 'Request was not found', 404)],
      ]);
      expect(failureOf(await provider.cancel({ region: 'eu-west-1', requestToken: 'r' }))).to.include({
        kind: 'not-found',
        requestToken: 'r',
      });
    });

    it('lists all pages of requests, filtered by the service', async () => {
      const { ProgressEvent: event } = progress({ OperationStatus: 'NEW_WORD' });
      const { provider, handler } = createRig([
        ['ListResourceRequests', { ResourceRequestStatusSummaries: [event ?? null], NextToken: 'next' }],
        ['ListResourceRequests', { ResourceRequestStatusSummaries: [] }],
      ]);
      const events = valueOf(await provider.listRequests({ region: 'eu-west-1', statuses: ['PENDING'] }));
      expect(events.map(({ status, fields }) => [status, fields['OperationStatus']])).to.deep.equal([
        ['IN_PROGRESS', 'NEW_WORD'],
      ]);
      expect(handler.requests.map((request) => request.input)).to.deep.equal([
        { MaxResults: 100, ResourceRequestStatusFilter: { OperationStatuses: ['PENDING'] } },
        { MaxResults: 100, NextToken: 'next', ResourceRequestStatusFilter: { OperationStatuses: ['PENDING'] } },
      ]);
    });
  });

  it('signs for the account that is given, else for account 000000000000 behind a request handler', async () => {
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 's', sessionToken: 'session' };
    const own = createRig([['DeleteResource', deletion({ OperationStatus: 'SUCCESS' })]], { credentials });
    const local = createRig([['DeleteResource', deletion({ OperationStatus: 'SUCCESS' })]]);
    await own.provider.delete(target);
    await local.provider.delete(target);
    expect(own.handler.requests[0]?.headers['authorization']).to.match(/Credential=123456789012\/\d+\/eu-west-1\//);
    expect(own.handler.requests[0]?.headers['x-amz-security-token']).to.equal('session');
    expect(local.handler.requests[0]?.headers['authorization']).to.contain('Credential=000000000000/');
  });

  it('leaves the request handler open when it is closed', async () => {
    const { provider, handler } = createRig([['DeleteResource', deletion({ OperationStatus: 'SUCCESS' })]]);
    await provider.delete(target);
    provider.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(handler.isDestroyed).to.equal(false);
  });

  it('refuses what is no request handler', () => {
    const create = () =>
      createCloudControlProvider({ clock: createFakeClock(), random: countingRandom(), requestHandler: {} });
    expect(create).to.throw('A request handler needs a method `handle`.');
  });

  for (const endpointUrl of ['localhost:4566', 'ftp://localhost', 'http://']) {
    it(`fails where the address of the endpoint is ${endpointUrl}`, async () => {
      const { provider } = createRig([], { endpointUrl });
      expect(failureOf(await provider.delete(target))).to.include({
        kind: 'other',
        errorName: 'InvalidEndpoint',
        message: `\`${endpointUrl}\` is not the http or https address of an endpoint.`,
        attempts: 1,
      });
    });
  }

  it('causes no warning of the process, however many requests wait at a time', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => {
      warnings.push(warning);
    };
    process.on('warning', note);
    try {
      const throttled = serviceError('ThrottlingException', 'Rate exceeded');
      const { provider } = createRig(
        Array.from({ length: 60 }, () => ['GetResource', throttled] as const),
        {
          maxAttempts: 2,
        },
      );
      await Promise.all(Array.from({ length: 30 }, () => provider.read(target)));
      await new Promise((resolve) => setImmediate(resolve));
      expect(warnings).to.deep.equal([]);
    } finally {
      process.off('warning', note);
    }
  });
});
