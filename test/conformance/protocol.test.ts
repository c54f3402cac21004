import { expect } from 'chai';
import type { JsonObject } from '../../src/base/json.ts';
import { createRig, type Rig } from '../unit/emulator/emulator-rig.ts';
import { plainText } from '../../src/values/reading.ts';

const bucket = 'AWS::Test::Bucket';
const vault = 'AWS::Test::Vault';
const client = 'AWS::Cognito::UserPoolClient';
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

function create(desired: JsonObject, more: JsonObject = {}): JsonObject {
  return { TypeName: bucket, DesiredState: JSON.stringify(desired), ...more };
}

function update(identifier: string, patch: unknown, more: JsonObject = {}): JsonObject {
  return { TypeName: bucket, Identifier: identifier, PatchDocument: JSON.stringify(patch), ...more };
}

/** What the service answers at once, word for word. */
const refusals: readonly {
  readonly title: string;
  readonly operation: string;
  readonly body: JsonObject;
  readonly error: string;
  readonly message: string | RegExp;
}[] = [
  ...['CreateResource', 'GetResource', 'UpdateResource', 'DeleteResource', 'ListResources'].map((operation) => ({
    title: `${operation} looks for the type before anything else`,
    operation,
    body: { TypeName: 'AWS::Does::NotExist' },
    error: 'TypeNotFoundException',
    message: "The type 'AWS::Does::NotExist' cannot be found.",
  })),
  {
    title: 'a statement name is no type name',
    operation: 'GetResource',
    body: { TypeName: 'awscc.cognito.user_pools', Identifier: 'x' },
    error: 'ValidationException',
    message:
      "1 validation error detected: Value 'awscc.cognito.user_pools' at 'typeName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}",
  },
  {
    title: 'a missing type name',
    operation: 'GetResource',
    body: { Identifier: 'x' },
    error: 'ValidationException',
    message:
      "1 validation error detected: Value null at 'typeName' failed to satisfy constraint: Member must not be null",
  },
  {
    title: 'several broken members at once',
    operation: 'UpdateResource',
    body: { TypeName: bucket, ClientToken: 'a b' },
    error: 'ValidationException',
    message:
      "3 validation errors detected: Value 'a b' at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [-A-Za-z0-9+/=]+; Value null at 'identifier' failed to satisfy constraint: Member must not be null; Value null at 'patchDocument' failed to satisfy constraint: Member must not be null",
  },
  {
    title: 'a desired state that is too long is not repeated',
    operation: 'CreateResource',
    body: { TypeName: bucket, DesiredState: 'x'.repeat(262_145) },
    error: 'ValidationException',
    message:
      "1 validation error detected: Value at 'desiredState' failed to satisfy constraint: Member must have length less than or equal to 262144",
  },
  {
    title: 'a patch that is a list and not text',
    operation: 'UpdateResource',
    body: { TypeName: bucket, Identifier: 'one', PatchDocument: [] },
    error: 'SerializationException',
    message: 'Start of list found where not expected',
  },
  {
    title: 'text where a number belongs',
    operation: 'ListResourceRequests',
    body: { MaxResults: '5' },
    error: 'SerializationException',
    message: 'STRING_VALUE can not be converted to an Integer',
  },
  {
    title: 'a number out of range',
    operation: 'ListResourceRequests',
    body: { MaxResults: 101 },
    error: 'ValidationException',
    message:
      "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  },
  {
    title: 'an unknown status in a filter',
    operation: 'ListResourceRequests',
    body: { ResourceRequestStatusFilter: { OperationStatuses: ['DONE'] } },
    error: 'ValidationException',
    message:
      "1 validation error detected: Value '[DONE]' at 'resourceRequestStatusFilter.operationStatuses' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PENDING, IN_PROGRESS, SUCCESS, FAILED, CANCEL_IN_PROGRESS, CANCEL_COMPLETE]]",
  },
  {
    title: 'an operation that does not exist',
    operation: 'DescribeResource',
    body: {},
    error: 'UnknownOperationException',
    message: 'The requested operation is not recognized.',
  },
  {
    title: 'a property that the schema does not know',
    operation: 'CreateResource',
    body: create({ BucketSomething: 1 }),
    error: 'ValidationException',
    message: 'Model validation failed (#: extraneous key [BucketSomething] is not permitted)',
  },
  {
    title: 'a property of the wrong type',
    operation: 'CreateResource',
    body: create({ BucketName: true }),
    error: 'ValidationException',
    message: 'Model validation failed (#/BucketName: expected type: String, found: Boolean)',
  },
  {
    title: 'a missing property',
    operation: 'CreateResource',
    body: { TypeName: client, DesiredState: '{"ClientName":"web"}' },
    error: 'ValidationException',
    message: 'Model validation failed (#: required key [UserPoolId] not found)',
  },
  {
    title: 'several violations, a line each',
    operation: 'CreateResource',
    body: create({ Tags: [{ Key: 'a' }, { Value: 1 }], Size: 11 }),
    error: 'ValidationException',
    message:
      'Model validation failed (#/Tags/0: required key [Value] not found\n#/Tags/1: required key [Key] not found\n#/Tags/1/Value: expected type: String, found: Integer\n#/Size: 11 is not less or equal to 10)',
  },
  {
    title: 'a read-only property',
    operation: 'CreateResource',
    body: create({ Arn: 'arn:aws:x' }),
    error: 'ValidationException',
    message: 'Model validation failed (#: extraneous key [Arn] is not permitted)',
  },
  {
    title: 'a change of a create-only property',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'replace', path: '/BucketName', value: 'two' }]),
    error: 'NotUpdatableException',
    message: 'Invalid patch update: createOnlyProperties [/properties/BucketName] cannot be updated',
  },
  {
    title: 'several create-only properties',
    operation: 'UpdateResource',
    body: update('one', [
      { op: 'replace', path: '/BucketName', value: 'two' },
      { op: 'add', path: '/Logging', value: { Target: 't', Zone: 'b' } },
    ]),
    error: 'NotUpdatableException',
    message:
      'Invalid patch update: createOnlyProperties [/properties/BucketName, /properties/Logging/Zone] cannot be updated',
  },
  {
    title: 'a create-only property inside of what is written',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'add', path: '/Logging', value: { Target: 't', Zone: 'b' } }]),
    error: 'NotUpdatableException',
    message: 'Invalid patch update: createOnlyProperties [/properties/Logging/Zone] cannot be updated',
  },
  {
    title: 'a change of a read-only property',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'replace', path: '/Arn', value: 'x' }]),
    error: 'ValidationException',
    message: 'Invalid patch update: readOnlyProperties [/properties/Arn] cannot be updated',
  },
  {
    title: 'a replacement of what is not there',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'replace', path: '/Mode', value: 'ON' }]),
    error: 'ValidationException',
    message: '[REPLACE Operation] noSuchPath in source, path provided : //Mode',
  },
  {
    title: 'an addition below what is not there',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'add', path: '/Labels/x', value: 't' }]),
    error: 'ValidationException',
    message: '[ADD Operation] noSuchPath in source, path provided: //Labels/x',
  },
  {
    title: 'an addition below a string',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'add', path: '/BucketName/x', value: 't' }]),
    error: 'ValidationException',
    message: '[ADD Operation] parent is not a container in source, path provided : //BucketName/x | node : "one"',
  },
  {
    title: 'a test of another value',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'test', path: '/BucketName', value: 'two' }]),
    error: 'ValidationException',
    message: '[TEST Operation] value mismatch',
  },
  ...(
    [
      ['replace', '/Tags/1', 'index Out of bound, index is greater than 0'],
      ['add', '/Tags/2', 'index Out of bound, index is greater than 1'],
      ['remove', '/Tags/-1', 'index Out of bound, index is negative'],
      ['remove', '/Tags/first', 'Object operation on array target'],
    ] as const
  ).map(([op, path, message]) => ({
    title: `to ${op} ${path} of a list of one item`,
    operation: 'UpdateResource' as const,
    body: update('one', [
      { op: 'add', path: '/Tags', value: [{ Key: 'a', Value: '1' }] },
      { op, path, value: { Key: 'b', Value: '2' } },
    ]),
    error: 'ValidationException',
    message,
  })),
  {
    title: 'several names without a leading slash, of which the first is lost',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'add', path: 'Logging/Target', value: 't' }]),
    error: 'ValidationException',
    message: 'Model validation failed (#: extraneous key [Target] is not permitted)',
  },
  {
    title: 'a patched state that breaks the schema',
    operation: 'UpdateResource',
    body: update('one', [{ op: 'add', path: '/Mode', value: 'HALF' }]),
    error: 'ValidationException',
    message: 'Model validation failed (#/Mode: HALF is not a valid enum value)',
  },
  {
    title: 'an update of what is not there',
    operation: 'UpdateResource',
    body: update('none', []),
    error: 'ResourceNotFoundException',
    message: new RegExp(
      `^AWS::Test::Bucket Handler returned status FAILED: Resource of type 'AWS::Test::Bucket' with identifier 'none' was not found\\. \\(HandlerErrorCode: NotFound, RequestToken: ${uuid}\\)$`,
    ),
  },
  {
    title: 'a read of what is not there',
    operation: 'GetResource',
    body: { TypeName: bucket, Identifier: 'none' },
    error: 'ResourceNotFoundException',
    message: /^AWS::Test::Bucket Handler returned status FAILED: .* \(HandlerErrorCode: NotFound, RequestToken: .*\)$/,
  },
  {
    title: 'an identifier with a part missing',
    operation: 'GetResource',
    body: { TypeName: client, Identifier: 'us-east-1_abcdefghi' },
    error: 'ValidationException',
    message:
      'Identifier us-east-1_abcdefghi is not valid for identifier [/properties/UserPoolId, /properties/ClientId]',
  },
  {
    title: 'an identifier with an empty part',
    operation: 'DeleteResource',
    body: { TypeName: client, Identifier: 'pool|' },
    error: 'ValidationException',
    message: 'Identifier pool| is not valid for identifier [/properties/UserPoolId, /properties/ClientId]',
  },
  {
    title: 'a type that cannot be updated',
    operation: 'UpdateResource',
    body: { TypeName: 'AWS::Test::Parameter', Identifier: 'x', PatchDocument: '[]' },
    error: 'UnsupportedActionException',
    message: 'Resource type AWS::Test::Parameter does not support UPDATE action',
  },
  {
    title: 'a type that cannot be listed',
    operation: 'ListResources',
    body: { TypeName: 'AWS::Test::Parameter' },
    error: 'UnsupportedActionException',
    message: 'Resource type AWS::Test::Parameter does not support LIST action',
  },
  {
    title: 'a list without its parent',
    operation: 'ListResources',
    body: { TypeName: client },
    error: 'InvalidRequestException',
    message:
      'Missing Or Invalid ResourceModel property in AWS::Cognito::UserPoolClient list handler request input. Required property: [UserPoolId]',
  },
  {
    title: 'a list under a parent that is not there',
    operation: 'ListResources',
    body: { TypeName: client, ResourceModel: '{"UserPoolId":"us-east-1_none"}' },
    error: 'ResourceNotFoundException',
    message:
      /^AWS::Cognito::UserPoolClient Handler returned status FAILED: User pool us-east-1_none does not exist\. \(Service: CognitoIdentityProvider, Status Code: 400, Request ID: .*\) \(SDK Attempt Count: 1\) \(HandlerErrorCode: NotFound, RequestToken: .*\)$/,
  },
  ...['GetResourceRequestStatus', 'CancelResourceRequest'].map((operation) => ({
    title: `${operation} of an unknown token`,
    operation,
    body: { RequestToken: 'DOESNOTEXIST' },
    error: 'RequestTokenNotFoundException',
    message: 'Request with token DOESNOTEXIST was not found',
  })),
];

describe('Cloud Control over the wire', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = createRig();
    await rig.create(bucket, { BucketName: 'one', Logging: { Target: 't', Zone: 'a' } });
  });

  describe('refuses at once with HTTP 400', () => {
    for (const { title, operation, body, error, message } of refusals) {
      it(title, async () => {
        const answer = await rig.ask(operation, body);
        expect(answer.error, answer.message).to.equal(error);
        expect(answer.status).to.equal(400);
        if (typeof message === 'string') expect(answer.message).to.equal(message);
        else expect(answer.message).to.match(message);
      });
    }
  });

  it('names errors of the service and of its front end as AWS does', async () => {
    const modelled = await rig.ask('GetResourceRequestStatus', { RequestToken: 'x' });
    expect(modelled.body).to.deep.equal({
      __type: 'com.amazon.cloudapiservice#RequestTokenNotFoundException',
      Message: 'Request with token x was not found',
    });
    expect(modelled.headers['content-type']).to.equal('application/x-amz-json-1.0');
    expect(modelled.headers['x-amzn-requestid']).to.match(new RegExp(`^${uuid}$`));
    const frontEnd = await rig.ask('CreateResource', create({ Nothing: 1 }));
    expect(frontEnd.body['__type']).to.equal('com.amazon.coral.validate#ValidationException');
  });

  it('answers with the statuses of the model when asked to', async () => {
    const modelled = createRig({ errorStatus: 'modelled' });
    const statuses = await Promise.all([
      modelled.ask('GetResource', { TypeName: bucket, Identifier: 'none' }),
      modelled.ask('ListResources', { TypeName: 'AWS::Test::Parameter' }),
      modelled.ask('CreateResource', create({ Nothing: 1 })),
    ]);
    expect(statuses.map(({ status }) => status)).to.deep.equal([404, 405, 400]);
  });

  it('refuses what is not JSON', async () => {
    const answer = await rig.emulator.handle({
      target: 'CloudApiService.GetResource',
      body: '{',
      region: 'us-east-1',
      accountId: '000000000000',
    });
    expect(answer.body).to.contain('com.amazon.coral.service#SerializationException');
  });

  describe('accepts first and fails later', () => {
    it('the creation of a resource that is there', async () => {
      const first = await rig.begin('CreateResource', create({ BucketName: 'one' }));
      expect(first).to.include({ OperationStatus: 'IN_PROGRESS', Operation: 'CREATE', Identifier: 'one' });
      const last = await rig.ask('GetResourceRequestStatus', { RequestToken: first['RequestToken'] ?? '' });
      expect(last.body['ProgressEvent']).to.deep.include({
        OperationStatus: 'FAILED',
        ErrorCode: 'AlreadyExists',
        Identifier: 'one',
      });
    });

    it('the deletion of a resource that is not there', async () => {
      const last = await rig.finish('DeleteResource', { TypeName: bucket, Identifier: 'none' });
      expect(last).to.include({ OperationStatus: 'FAILED', ErrorCode: 'NotFound', Operation: 'DELETE' });
    });

    it('the creation of a client under a pool that is not there', async () => {
      const last = await rig.finish('CreateResource', {
        TypeName: client,
        DesiredState: '{"UserPoolId":"us-east-1_nothing00"}',
      });
      expect(last).to.include({ OperationStatus: 'FAILED', ErrorCode: 'NotFound' });
      expect(last['StatusMessage']).to.match(
        new RegExp(
          `^User pool us-east-1_nothing00 does not exist\\. \\(Service: CognitoIdentityProvider, Status Code: 400, Request ID: ${uuid}\\) \\(SDK Attempt Count: 1\\)$`,
        ),
      );
    });
  });

  describe('events', () => {
    it('leave the identifier out until the service has made one', async () => {
      const first = await rig.begin('CreateResource', { TypeName: vault, DesiredState: '{"Name":"v"}' });
      expect(Object.keys(first)).to.have.members([
        'TypeName',
        'RequestToken',
        'Operation',
        'OperationStatus',
        'EventTime',
      ]);
      const last = await rig.ask('GetResourceRequestStatus', { RequestToken: first['RequestToken'] ?? '' });
      expect(last.body['ProgressEvent']).to.have.property('Identifier').that.is.a('string');
    });

    it('count time in seconds and say when to ask again', async () => {
      const slow = createRig({ requestMs: 2500 });
      const first = await slow.begin('CreateResource', create({ BucketName: 'two' }));
      expect(first).to.not.have.property('RetryAfter');
      const asked = await slow.ask('GetResourceRequestStatus', { RequestToken: first['RequestToken'] ?? '' });
      const start = Date.UTC(2026, 0, 1) / 1000;
      expect(asked.body['ProgressEvent']).to.deep.include({
        OperationStatus: 'IN_PROGRESS',
        EventTime: start,
        RetryAfter: start + 2.5,
      });
      const listed = await slow.ask('ListResourceRequests', {});
      expect(listed.body['ResourceRequestStatusSummaries']).to.deep.equal([asked.body['ProgressEvent']]);
      expect(await slow.list(bucket)).to.deep.equal([]);
      slow.clock.advance(2500);
      expect(await slow.list(bucket)).to.deep.equal(['two']);
    });

    it('of an update show the patched state, without write-only properties', async () => {
      const id = await rig.create(vault, { Name: 'v', Secret: 's' });
      const event = await rig.begin('UpdateResource', {
        TypeName: vault,
        Identifier: id,
        PatchDocument: '[{"op":"add","path":"/Secret","value":"t"},{"op":"add","path":"/Count","value":1}]',
      });
      expect(JSON.parse(plainText(event['ResourceModel'] ?? null))).to.deep.equal({ Name: 'v', Count: 1, Id: id });
    });
  });

  describe('tokens of clients', () => {
    const asked = create({ BucketName: 'two' }, { ClientToken: 'token-1' });

    it('may bring the same request back for the same question', async () => {
      const replaying = createRig({ onRepeatedToken: 'replay' });
      const first = await replaying.begin('CreateResource', asked);
      const again = await replaying.begin('CreateResource', asked);
      expect(again['RequestToken']).to.equal(first['RequestToken']);
      expect(again['OperationStatus']).to.equal('SUCCESS');
    });

    it('conflict even for the same question', async () => {
      const first = await rig.begin('CreateResource', asked);
      const again = await rig.ask('CreateResource', asked);
      expect(again.error).to.equal('ClientTokenConflictException');
      expect(again.message).to.equal(
        `ClientToken token-1 is already associated with an existing operation with RequestToken ${plainText(first['RequestToken'] ?? null)}`,
      );
    });

    it('conflict for another question, of another operation too', async () => {
      await rig.begin('CreateResource', asked);
      const other = await rig.ask('CreateResource', create({ BucketName: 'three' }, { ClientToken: 'token-1' }));
      expect(other.error).to.equal('ClientTokenConflictException');
      const deletion = await rig.ask('DeleteResource', { TypeName: bucket, Identifier: 'two', ClientToken: 'token-1' });
      expect(deletion.error).to.equal('ClientTokenConflictException');
    });

    it('are forgotten after 36 hours and belong to one region', async () => {
      await rig.begin('CreateResource', asked);
      const elsewhere = await rig.ask(
        'DeleteResource',
        { TypeName: bucket, Identifier: 'x', ClientToken: 'token-1' },
        { region: 'eu-west-1' },
      );
      expect(elsewhere.error).to.equal(undefined);
      rig.clock.advance(36 * 3_600_000);
      const later = await rig.ask('DeleteResource', { TypeName: bucket, Identifier: 'two', ClientToken: 'token-1' });
      expect(later.error).to.equal(undefined);
    });
  });

  describe('one operation at a time', () => {
    it('is allowed on a resource, and the running one is named', async () => {
      const slow = createRig({ requestMs: 1000 });
      const running = await slow.begin('CreateResource', create({ BucketName: 'two' }));
      for (const [operation, body] of [
        ['CreateResource', create({ BucketName: 'two' })],
        ['DeleteResource', { TypeName: bucket, Identifier: 'two' }],
      ] as const) {
        const second = await slow.ask(operation, body);
        expect(second.error).to.equal('ConcurrentOperationException');
        expect(second.message).to.contain(`RequestToken ${plainText(running['RequestToken'] ?? null)}`);
      }
      const other = await slow.ask('CreateResource', create({ BucketName: 'three' }));
      expect(other.error).to.equal(undefined);
      const elsewhere = await slow.ask('CreateResource', create({ BucketName: 'two' }), { region: 'eu-west-1' });
      expect(elsewhere.error).to.equal(undefined);
    });
  });

  describe('cancelling', () => {
    it('ends a running request, twice alike, and leaves nothing behind', async () => {
      const slow = createRig({ requestMs: 1000 });
      const { RequestToken = '' } = await slow.begin('CreateResource', create({ BucketName: 'two' }));
      const first = await slow.begin('CancelResourceRequest', { RequestToken });
      expect(first).to.include({ OperationStatus: 'CANCEL_COMPLETE', Operation: 'CREATE', Identifier: 'two' });
      expect(await slow.begin('CancelResourceRequest', { RequestToken })).to.deep.equal(first);
      slow.clock.advance(1000);
      expect(await slow.list(bucket)).to.deep.equal([]);
    });

    it('of an ended request is refused', async () => {
      const { RequestToken = '' } = await rig.finish('CreateResource', create({ BucketName: 'two' }));
      const answer = await rig.ask('CancelResourceRequest', { RequestToken });
      expect(answer).to.include({
        error: 'ValidationException',
        message: `Request ${plainText(RequestToken)} is already in status SUCCESS`,
      });
    });
  });

  describe('requests', () => {
    it('are listed newest first, filtered, in pages that new ones do not shift', async () => {
      await rig.finish('DeleteResource', { TypeName: bucket, Identifier: 'none' });
      await rig.create(bucket, { BucketName: 'two' });
      const page = await rig.ask('ListResourceRequests', { MaxResults: 2 });
      const summary = (answer: typeof page): unknown =>
        (answer.body['ResourceRequestStatusSummaries'] as JsonObject[]).map(
          (event) =>
            `${plainText(event['Operation'] ?? null)} ${plainText(event['Identifier'] ?? null)} ${plainText(event['OperationStatus'] ?? null)}`,
        );
      expect(summary(page)).to.deep.equal(['CREATE two SUCCESS', 'DELETE none FAILED']);
      await rig.create(bucket, { BucketName: 'three' });
      const rest = await rig.ask('ListResourceRequests', { MaxResults: 2, NextToken: page.body['NextToken'] ?? '' });
      expect(summary(rest)).to.deep.equal(['CREATE one SUCCESS']);
      expect(rest.body).to.not.have.property('NextToken');
      const failed = await rig.ask('ListResourceRequests', {
        ResourceRequestStatusFilter: { Operations: ['DELETE', 'UPDATE'], OperationStatuses: ['FAILED'] },
      });
      expect(summary(failed)).to.deep.equal(['DELETE none FAILED']);
    });

    it('are forgotten after seven days', async () => {
      const { RequestToken = '' } = await rig.finish('CreateResource', create({ BucketName: 'two' }));
      rig.clock.advance(7 * 24 * 3_600_000);
      const answer = await rig.ask('GetResourceRequestStatus', { RequestToken });
      expect(answer.error).to.equal('RequestTokenNotFoundException');
    });
  });

  describe('identifiers', () => {
    it('may be text, JSON in any order, or a secondary one', async () => {
      const arn = plainText((await rig.read(bucket, 'one'))['Arn'] ?? null);
      for (const identifier of ['one', '{"BucketName":"one"}', JSON.stringify({ Arn: arn })]) {
        expect(await rig.read(bucket, identifier)).to.include({ BucketName: 'one' });
      }
      const pool = await rig.create('AWS::Cognito::UserPool', {});
      const id = await rig.create(client, { UserPoolId: pool });
      const ClientId = id.split('|')[1] ?? '';
      expect(await rig.read(client, JSON.stringify({ ClientId, UserPoolId: pool }))).to.include({ ClientId });
    });

    it('of one region or account are unknown in another', async () => {
      for (const from of [{ region: 'eu-west-1' }, { accountId: '111122223333' }]) {
        const answer = await rig.ask('GetResource', { TypeName: bucket, Identifier: 'one' }, from);
        expect(answer.error).to.equal('ResourceNotFoundException');
      }
    });

    it('are made by the service where the caller may leave them out', async () => {
      expect(await rig.create(bucket, {})).to.match(/^[a-z0-9-]{3,20}$/);
    });
  });

  describe('updates', () => {
    const patch = async (steps: unknown): Promise<JsonObject> => {
      const event = await rig.finish('UpdateResource', update('one', steps));
      expect(event['OperationStatus']).to.equal('SUCCESS');
      return rig.read(bucket, 'one');
    };

    it('apply the six operations in order, with or without the first slash', async () => {
      const state = await patch([
        { op: 'add', path: '/Tags', value: [{ Key: 'a', Value: '1' }] },
        { op: 'add', path: 'Size', value: 1 },
        { op: 'test', path: '/Size', value: 1 },
        { op: 'replace', path: '/Size', value: 2 },
        { op: 'add', path: '/Tags/-', value: { Key: 'b', Value: '2' } },
        { op: 'remove', path: '/Tags/0' },
        { op: 'copy', from: '/Tags/0/Value', path: '/Document' },
        { op: 'move', from: '/Tags/0/Key', path: '/Labels' },
        { op: 'add', path: '/Tags/0', value: { Key: 'c', Value: '3' } },
        { op: 'remove', path: '/Tags/1' },
        { op: 'replace', path: '/Labels', value: { x: 'y' } },
      ]);
      expect(state).to.deep.include({ Size: 2, Tags: [{ Key: 'c', Value: '3' }], Document: '2', Labels: { x: 'y' } });
    });

    it('pass where what they remove is not there, and where create-only properties stay as they are', async () => {
      const state = await patch([
        { op: 'remove', path: '/Mode' },
        { op: 'add', path: '/BucketName', value: 'one' },
        { op: 'add', path: '/Size', value: 3 },
      ]);
      expect(state).to.include({ BucketName: 'one', Size: 3 }).and.not.have.property('Mode');
    });

    it('compare create-only properties inside of what they write, missing ones too', async () => {
      const logged = await rig.create(bucket, { BucketName: 'logged', Logging: { Target: 't', Zone: 'a' } });
      const write = async (value: JsonObject): Promise<string | undefined> =>
        (await rig.ask('UpdateResource', update(logged, [{ op: 'add', path: '/Logging', value }]))).message;
      const refusal = 'Invalid patch update: createOnlyProperties [/properties/Logging/Zone] cannot be updated';
      expect(await write({ Target: 'u', Zone: 'b' })).to.equal(refusal);
      expect(await write({ Target: 'u' })).to.equal(refusal);
      expect(await write({ Target: 'u', Zone: 'a' })).to.equal(undefined);
    });

    it('only add write-only properties', async () => {
      const id = await rig.create(vault, { Name: 'v', Secret: 's' });
      for (const op of ['replace', 'remove']) {
        const steps = JSON.stringify([{ op, path: '/Secret', value: 't' }]);
        const answer = await rig.ask('UpdateResource', { TypeName: vault, Identifier: id, PatchDocument: steps });
        expect(answer).to.include({
          error: 'ValidationException',
          message:
            "Invalid patch update: writeOnlyProperties [/properties/Secret] can only be updated using 'add' operation",
        });
      }
    });

    it('change nothing where a test fails', async () => {
      const answer = await rig.ask(
        'UpdateResource',
        update('one', [
          { op: 'add', path: '/Size', value: 5 },
          { op: 'test', path: '/BucketName', value: 'other' },
        ]),
      );
      expect(answer.error).to.equal('ValidationException');
      expect(await rig.read(bucket, 'one')).to.not.have.property('Size');
    });

    it('never reach a prototype', async () => {
      for (const path of ['/__proto__/polluted', '/constructor/prototype/polluted', '/toString', '/__proto__']) {
        const answer = await rig.ask('UpdateResource', update('one', [{ op: 'replace', path, value: 'x' }]));
        expect(answer.message).to.equal(`[REPLACE Operation] noSuchPath in source, path provided : /${path}`);
      }
      const added = await rig.ask(
        'UpdateResource',
        update('one', [{ op: 'add', path: '/__proto__', value: { x: 1 } }]),
      );
      expect(added.error).to.equal('ValidationException');
      expect(Object.keys({})).to.deep.equal([]);
      expect('polluted' in {}).to.equal(false);
    });

    it('keep a read-only part of a whole that is written anew', async () => {
      await rig.emulator.mutate({ typeName: bucket, identifier: 'one', region: 'us-east-1' }, (model) => ({
        ...model,
        Logging: { Target: 't', Zone: 'a', Url: 'https://x' },
      }));
      const state = await patch([{ op: 'add', path: '/Logging', value: { Target: 'u', Zone: 'a' } }]);
      expect(state['Logging']).to.deep.equal({ Target: 'u', Zone: 'a', Url: 'https://x' });
    });

    it('lose a write-only property that the patch does not set again', async () => {
      const id = await rig.create(vault, { Name: 'v', Secret: 's' });
      const stored = async (): Promise<JsonObject | undefined> => {
        let model: JsonObject | undefined;
        await rig.emulator.mutate({ typeName: vault, identifier: id, region: 'us-east-1' }, (now) => (model = now));
        return model;
      };
      expect(await stored()).to.include({ Secret: 's' });
      expect(await rig.read(vault, id)).to.not.have.property('Secret');
      const body = { TypeName: vault, Identifier: id, PatchDocument: '[{"op":"replace","path":"/Name","value":"w"}]' };
      await rig.finish('UpdateResource', body);
      expect(await stored()).to.deep.equal({ Name: 'w', Id: id });
    });
  });

  describe('lists', () => {
    it('say identifiers only, in pages that survive changes between them', async () => {
      const paged = createRig({ pageSize: 2 });
      for (const name of ['aaa', 'bbb', 'ccc', 'ddd', 'eee']) await paged.create(bucket, { BucketName: name, Size: 1 });
      const first = await paged.ask('ListResources', { TypeName: bucket, MaxResults: 100 });
      expect(first.body['ResourceDescriptions']).to.deep.equal([
        { Identifier: 'aaa', Properties: '{"BucketName":"aaa"}' },
        { Identifier: 'bbb', Properties: '{"BucketName":"bbb"}' },
      ]);
      await paged.finish('DeleteResource', { TypeName: bucket, Identifier: 'bbb' });
      const second = await paged.ask('ListResources', { TypeName: bucket, NextToken: first.body['NextToken'] ?? '' });
      expect(JSON.stringify(second.body['ResourceDescriptions'])).to.contain('ccc').and.contain('ddd');
      const third = await paged.ask('ListResources', { TypeName: bucket, NextToken: second.body['NextToken'] ?? '' });
      expect(third.body['ResourceDescriptions']).to.have.length(1);
      expect(third.body).to.not.have.property('NextToken');
    });

    it('are filtered by every property of the model', async () => {
      await rig.create(bucket, { BucketName: 'two', Size: 2, Mode: 'ON' });
      await rig.create(bucket, { BucketName: 'three', Size: 2 });
      expect(await rig.list(bucket, { Size: 2, Mode: 'ON' })).to.deep.equal(['two']);
    });
  });
});
