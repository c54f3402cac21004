import { expect } from 'chai';
import { checkModel } from '../../../src/resource-types/check-model.ts';
import type { ResourceType } from '../../../src/resource-types/resource-type.ts';
import { Secret, Unknown, type ValueMap } from '../../../src/values/value.ts';
import { makeType, userPool, userPoolClient } from './shipped-types.ts';

const unknown = new Unknown('pool.id');

describe('checkModel', () => {
  const told = (type: ResourceType, model: ValueMap): readonly string[] =>
    checkModel(type, model).map(({ code, message, help }) =>
      [code, message, help].filter((part) => part !== undefined).join(' — '),
    );
  const client = (model: ValueMap): readonly string[] => told(userPoolClient, { UserPoolId: 'p', ...model });

  it('finds nothing wrong with a minimal and with a full client', () => {
    expect(client({})).to.deep.equal([]);
    expect(
      client({
        ClientName: 'a',
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        GenerateSecret: true,
        AuthSessionValidity: 3,
        RefreshTokenValidity: 30,
        TokenValidityUnits: { AccessToken: 'hours' },
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
        AnalyticsConfiguration: { ApplicationArn: 'a', UserDataShared: true },
      }),
    ).to.deep.equal([]);
  });

  it('tells a property that is missing, with its path', () => {
    expect(checkModel(userPoolClient, {})).to.deep.equal([
      { path: ['UserPoolId'], code: 'resource/missing-property', message: 'UserPoolId must be given' },
    ]);
    expect(told(userPoolClient, { UserPoolId: null })).to.deep.equal([
      'resource/missing-property — UserPoolId must be given',
    ]);
    expect(told(userPool, { SmsConfiguration: { EumsSms: {} } })).to.deep.equal([
      'resource/missing-property — SmsConfiguration.EumsSms.CallerArn must be given',
    ]);
  });

  it('tells limits with the value and the limit', () => {
    expect(client({ AuthSessionValidity: 99 })).to.deep.equal([
      'resource/out-of-range — AuthSessionValidity is 99; it must be at most 15',
    ]);
    expect(client({ AuthSessionValidity: 2, RefreshTokenRotation: { RetryGracePeriodSeconds: 61 } })).to.deep.equal([
      'resource/out-of-range — AuthSessionValidity is 2; it must be at least 3',
      'resource/out-of-range — RefreshTokenRotation.RetryGracePeriodSeconds is 61; it must be at most 60',
    ]);
    expect(client({ ClientName: 'x'.repeat(129) })).to.deep.equal([
      'resource/out-of-range — ClientName has 129 characters; it must have at most 128 characters',
    ]);
    expect(client({ ClientName: '' })).to.deep.equal([
      'resource/out-of-range — ClientName is empty; it must have at least 1 character',
    ]);
    expect(client({ ClientName: '🙂'.repeat(128) })).to.deep.equal([]);
  });

  it('tells types, allowed values and patterns', () => {
    expect(client({ LogoutURLs: [3], GenerateSecret: 'x', CallbackURLs: 'https://a' })).to.deep.equal([
      'resource/wrong-type — GenerateSecret is "x"; it must be true or false',
      'resource/wrong-type — CallbackURLs is "https://a"; it must be a list',
      'resource/wrong-type — LogoutURLs[0] is 3; it must be text',
    ]);
    expect(client({ RefreshTokenRotation: { Feature: 'ENABLE' } })).to.deep.equal([
      'resource/not-allowed — RefreshTokenRotation.Feature is "ENABLE"; it must be ENABLED or DISABLED — did you mean "ENABLED"?',
    ]);
    expect(told(userPool, { UserPoolTier: 'FREE' })).to.deep.equal([
      'resource/not-allowed — UserPoolTier is "FREE"; it must be LITE, ESSENTIALS or PLUS',
    ]);
    expect(told(userPool, { UserPoolTags: { 'a|b': 'x' } })).to.deep.equal([
      'resource/not-allowed — UserPoolTags has the key "a|b", which it does not allow',
    ]);
    expect(told(userPool, { KeyConfiguration: { KmsKeyArn: 'key' } })).to.deep.equal([
      'resource/not-allowed — KeyConfiguration.KmsKeyArn is "key"; it must match ' +
        String.raw`arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`,
    ]);
  });

  it('tells unknown and read-only properties', () => {
    expect(client({ Clientname: 'a' })).to.deep.equal([
      'resource/unknown-column — unknown property "Clientname" — did you mean "ClientName"?',
    ]);
    expect(client({ AnalyticsConfiguration: { Arn: 'a' } })).to.deep.equal([
      'resource/unknown-column — unknown property "Arn" in AnalyticsConfiguration',
    ]);
    expect(client({ ClientId: unknown })).to.deep.equal([
      'resource/read-only — ClientId is set by the service and cannot be given',
    ]);
  });

  it('believes what is not known and judges what stands beside it', () => {
    expect(told(userPoolClient, { UserPoolId: unknown })).to.deep.equal([]);
    expect(client({ ClientName: unknown, TokenValidityUnits: unknown, CallbackURLs: [unknown, 3] })).to.deep.equal([
      'resource/wrong-type — CallbackURLs[1] is 3; it must be text',
    ]);
    expect(told(userPoolClient, { ClientName: unknown, Foo: unknown })).to.deep.equal([
      'resource/missing-property — UserPoolId must be given',
      'resource/unknown-column — unknown property "Foo"',
    ]);
  });

  it('never tells a secret', () => {
    const messages = [
      ...client({ ClientName: new Secret('hunter2'.repeat(50)), AuthSessionValidity: new Secret(7777) }),
      ...client({ RefreshTokenRotation: new Secret({ Feature: 'hunter2', RetryGracePeriodSeconds: 7777 }) }),
      ...client({ TokenValidityUnits: new Secret({ hunter2: 1 }), ClientSecret: 5 }),
    ];
    expect(messages.join('\n')).to.not.match(/hunter2|7777/);
    expect(messages).to.include('resource/out-of-range — AuthSessionValidity is ***; it must be at most 15');
  });

  it('does not require what only the service sets', () => {
    const type = makeType({
      properties: { Arn: { type: 'string' }, Name: { type: 'string' } },
      required: ['Arn', 'Name'],
      readOnlyProperties: ['/properties/Arn'],
    });
    expect(told(type, {})).to.deep.equal(['resource/missing-property — Name must be given']);
  });

  it('tells one thing of alternatives, and nothing while they are undecided', () => {
    const type = makeType({
      definitions: { ByName: { required: ['Name'] } },
      properties: {
        Arn: { type: 'string' },
        Name: { type: 'string' },
        Either: { oneOf: [{ type: 'string', minLength: 3 }, { type: 'integer' }] },
      },
      anyOf: [{ required: ['Arn'] }, { $ref: '#/definitions/ByName' }],
    });
    expect(told(type, {})).to.deep.equal(['resource/missing-property — Test::Made::Up needs Arn or Name']);
    expect(told(type, { Name: 'a', Either: 'x' })).to.deep.equal([
      'resource/not-allowed — Either has none of the forms that it may have',
    ]);
    expect(told(type, { Arn: unknown, Either: unknown })).to.deep.equal([]);
    expect(told(type, { Arn: 'a', Either: { A: unknown } })).to.deep.equal([]);
    expect(told(type, { Arn: 'a', Name: 'b', Either: 5 })).to.deep.equal([]);
  });

  it('leaves equal items undecided while one is not known', () => {
    const type = makeType({ properties: { A: { type: 'array', uniqueItems: true } } });
    expect(told(type, { A: ['x', 'x'] })).to.deep.equal(['resource/not-allowed — A has the same item twice']);
    expect(told(type, { A: [unknown, new Unknown('other')] })).to.deep.equal([]);
  });

  it('reads schemas that refer to what it cannot reach', () => {
    const type = makeType({
      $schema: 'https://example.com/schema.json',
      $id: 'https://example.com/made-up.json',
      definitions: { Name: { $id: 'https://example.com/name.json', type: 'string' } },
      properties: { Name: { $ref: '#/definitions/Name' }, Odd: { type: 'string', pattern: '(?<x>[' } },
      handlers: {
        list: { handlerSchema: { properties: { Name: { $ref: 'resource-schema.json#/properties/Name' } } } },
      },
    });
    expect(told(type, { Name: 1, Odd: 'x' })).to.deep.equal(['resource/wrong-type — Name is 1; it must be text']);
  });
});
