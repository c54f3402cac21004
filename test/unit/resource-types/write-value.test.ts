import { expect } from 'chai';
import type { WriteForm } from '../../../src/resource-types/model-writer.ts';
import { writeModel, writeProperty } from '../../../src/resource-types/write-value.ts';
import {
  Composite,
  NumberAsWritten,
  omit,
  Secret,
  SqlList,
  Unknown,
  type Value,
  type ValueMap,
} from '../../../src/values/value.ts';
import { checkModel } from '../../../src/resource-types/check-model.ts';
import { checkServiceRules } from '../../../src/resource-types/rules/check-service-rules.ts';
import { makeType, userPool, userPoolClient } from './shipped-types.ts';

const wide = makeType({
  properties: {
    Text: { type: 'string' },
    Whole: { type: 'integer' },
    Real: { type: 'number' },
    Flag: { type: 'boolean' },
    List: { type: 'array', items: { type: 'integer' } },
    Policy: { type: ['object', 'string'] },
    Any: {},
    Map: { type: 'object', patternProperties: { '.*': { type: 'string' } } },
    Free: { type: 'object' },
  },
});

describe('writeProperty', () => {
  const written = (name: string, value: Value, form?: WriteForm): unknown => {
    const { value: result, problems } = writeProperty(wide, [name], value, form);
    return problems.length > 0 ? problems.map((problem) => problem.message) : result;
  };

  it('turns text into what the property is', () => {
    expect(written('Whole', '60')).to.equal(60);
    expect(written('Whole', ' 060 ')).to.equal(60);
    expect(written('Real', '1.5')).to.equal(1.5);
    expect(written('Flag', 'True')).to.equal(true);
    expect(written('List', '[1, "2"]')).to.deep.equal([1, 2]);
    expect(written('Free', '{"A": "1"}')).to.deep.equal({ A: '1' });
  });

  it('leaves text alone where the property is text', () => {
    for (const text of ['60', 'true', '[1]', '{"a":1}', 'null', '']) expect(written('Text', text)).to.equal(text);
  });

  it('keeps text as text where it is asked to', () => {
    expect(written('Policy', '{"a":1}')).to.deep.equal({ a: 1 });
    expect(written('Policy', '{"a":1}', 'keep-text')).to.equal('{"a":1}');
    expect(written('Any', '[1]')).to.deep.equal([1]);
    expect(written('Any', '[1]', 'keep-text')).to.equal('[1]');
    expect(written('List', '[1]', 'keep-text')).to.deep.equal(['List is "[1]"; it must be a list']);
  });

  it('writes numbers and truth values as text where only text can stand', () => {
    expect(written('Text', 2048)).to.equal('2048');
    expect(written('Text', true)).to.equal('true');
    expect(written('Text', new NumberAsWritten(12, '012'))).to.equal('012');
    expect(written('Map', { Port: 80 })).to.deep.equal({ Port: '80' });
  });

  it('takes the value of a number as written where the property is a number', () => {
    expect(written('Whole', new NumberAsWritten(1, '1.0'))).to.equal(1);
    expect(written('Real', new NumberAsWritten(1.5, '1.50'))).to.equal(1.5);
  });

  it('refuses what does not fit', () => {
    expect(written('Whole', 1.5)).to.deep.equal(['Whole is 1.5; it must be a whole number']);
    expect(written('Whole', 'many')).to.deep.equal(['Whole is "many"; it must be a whole number']);
    expect(written('Flag', 'yes')).to.deep.equal(['Flag is "yes"; it must be true or false']);
    expect(written('Flag', 1)).to.deep.equal(['Flag is 1; it must be true or false']);
    expect(written('List', 'https://a')).to.deep.equal(['List is "https://a"; it must be a list']);
    expect(written('List', 5)).to.deep.equal(['List is 5; it must be a list']);
    expect(written('Free', [1, 2])).to.deep.equal(['Free is a list of 2 items; it must be a map']);
    expect(written('Text', {})).to.deep.equal(['Text is a map; it must be text']);
    expect(written('List', [1, 'x'])).to.deep.equal(['List[1] is "x"; it must be a whole number']);
  });

  it('refuses numbers that cannot be sent exactly', () => {
    const message = '; numbers beyond 9007199254740991 cannot be sent exactly';
    expect(written('Whole', '9007199254740993')).to.deep.equal(['Whole is 9007199254740993' + message]);
    expect(written('Whole', new NumberAsWritten(9007199254740992, '9007199254740993'))).to.deep.equal([
      'Whole is 9007199254740993' + message,
    ]);
    expect(written('Real', '1e999')).to.deep.equal(['Real is 1e999' + message]);
  });

  it('leaves out what is null or omitted', () => {
    expect(written('Text', null)).to.equal(undefined);
    expect(written('Text', omit)).to.equal(undefined);
    expect(written('Text', new Secret(null))).to.equal(undefined);
    expect(written('List', [1, null, omit, 2])).to.deep.equal([1, 2]);
    expect(written('Free', { A: null, B: 1 })).to.deep.equal({ B: 1 });
  });

  it('takes the items of a list made for SQL', () => {
    expect(written('List', new SqlList(['1', 2]))).to.deep.equal([1, 2]);
  });

  it('converts secrets and keeps them secret', () => {
    expect(written('Whole', new Secret('60'))).to.deep.equal(new Secret(60));
    expect(written('List', new Secret('[1]'))).to.deep.equal(new Secret([1]));
    expect(written('Whole', new Composite(['6', new Secret('0')]))).to.deep.equal(new Secret(60));
  });

  it('believes what is not known', () => {
    const unknown = new Unknown('pool.id');
    const partly = new Composite(['a-', unknown]);
    expect(written('Whole', unknown)).to.equal(unknown);
    expect(written('Text', partly)).to.equal(partly);
    expect(written('Whole', partly)).to.equal(partly);
    expect(written('List', ['1', unknown])).to.deep.equal([1, unknown]);
    expect(written('List', new Composite(['["1", ', unknown, ']']))).to.deep.equal([1, unknown]);
  });

  it('keeps a secret inside the text of a list or map in its place, and what stands around it in the clear', () => {
    const secret = new Secret('"}] \\ é');
    expect(written('Map', new Composite(['{"plain":"web","hidden":"', secret, '"}']))).to.deep.equal({
      plain: 'web',
      hidden: secret,
    });
  });

  it('never tells a secret', () => {
    const told = [
      written('Whole', new Secret('hunter2')),
      written('Free', new Secret('hunter2')),
      written('List', new Secret(['hunter2'])),
      written('Text', new Secret({ hunter2: 1 })),
      written('Whole', new Secret('99999999999999999999')),
      written('Whole', new Composite(['x', new Secret('hunter2')])),
    ];
    expect(JSON.stringify(told)).to.not.match(/hunter2|9999/);
    expect(told[0]).to.deep.equal(['Whole is ***; it must be a whole number']);
  });
});

describe('writeModel', () => {
  const written = (values: ValueMap): unknown => writeModel(userPoolClient, values).model;
  const problems = (values: ValueMap): unknown => writeModel(userPoolClient, values).problems;

  it('accepts columns and properties at every level', () => {
    const wanted = { ClientName: 'a', TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours' } };
    expect(
      written({ client_name: 'a', token_validity_units: { access_token: 'minutes', IdToken: 'hours' } }),
    ).to.deep.equal(wanted);
    expect(
      written({ ClientName: 'a', TokenValidityUnits: '{"AccessToken":"minutes","id_token":"hours"}' }),
    ).to.deep.equal(wanted);
  });

  it('takes every property of a client from text under its column', () => {
    const { model, problems: none } = writeModel(userPoolClient, {
      client_name: 'app',
      explicit_auth_flows: '["ALLOW_USER_SRP_AUTH"]',
      generate_secret: 'true',
      read_attributes: '["email"]',
      auth_session_validity: '3',
      refresh_token_validity: '30',
      access_token_validity: '1',
      id_token_validity: '1',
      token_validity_units: '{"access_token":"hours","id_token":"hours","refresh_token":"days"}',
      refresh_token_rotation: '{"feature":"ENABLED","retry_grace_period_seconds":"10"}',
      user_pool_id: 'us-east-1_abc',
      write_attributes: '["email"]',
      allowed_oauth_flows: '["code"]',
      allowed_oauth_flows_user_pool_client: 'true',
      allowed_oauth_scopes: '["openid"]',
      callback_urls: '["https://a"]',
      default_redirect_uri: 'https://a',
      logout_urls: '["https://a"]',
      supported_identity_providers: '["COGNITO"]',
      analytics_configuration: '{"application_arn":"arn","user_data_shared":"false"}',
      prevent_user_existence_errors: 'ENABLED',
      enable_token_revocation: 'true',
      enable_propagate_additional_user_context_data: 'true',
    });
    expect(none).to.deep.equal([]);
    expect(model).to.deep.equal({
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      GenerateSecret: true,
      ReadAttributes: ['email'],
      AuthSessionValidity: 3,
      RefreshTokenValidity: 30,
      AccessTokenValidity: 1,
      IdTokenValidity: 1,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      UserPoolId: 'us-east-1_abc',
      WriteAttributes: ['email'],
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: ['https://a'],
      DefaultRedirectURI: 'https://a',
      LogoutURLs: ['https://a'],
      SupportedIdentityProviders: ['COGNITO'],
      AnalyticsConfiguration: { ApplicationArn: 'arn', UserDataShared: false },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: true,
    });
    expect(checkModel(userPoolClient, model)).to.deep.equal([]);
    expect(checkServiceRules(userPoolClient.typeName, model)).to.deep.equal([]);
  });

  it('keeps the keys of maps as they are', () => {
    const tags = { client_name: 'a', 'UserPool Tags': 'b', ['__proto__']: 'c' };
    const values = Object.fromEntries([['user_pool_tags', Object.fromEntries(Object.entries(tags))]]);
    const { model, problems: none } = writeModel(userPool, values);
    expect(none).to.deep.equal([]);
    expect(Object.keys(model['UserPoolTags'] as object)).to.deep.equal(Object.keys(tags));
  });

  it('writes the numbers of attribute constraints as the text that they are', () => {
    const schema = [{ name: 'tier', string_attribute_constraints: { max_length: 20 } }];
    expect(writeModel(userPool, { Schema: schema })).to.deep.equal({
      model: { Schema: [{ Name: 'tier', StringAttributeConstraints: { MaxLength: '20' } }] },
      problems: [],
    });
  });

  it('tells an unknown property with the one that was meant', () => {
    expect(problems({ ClientNme: 'a' })).to.deep.equal([
      {
        path: ['ClientNme'],
        code: 'resource/unknown-column',
        message: 'unknown property "ClientNme"',
        help: 'did you mean "ClientName"?',
      },
    ]);
    expect(
      problems({ TokenValidityUnits: { AcessToken: 'days' }, RefreshTokenRotation: { Featur: 'x' } }),
    ).to.deep.equal([
      {
        path: ['TokenValidityUnits', 'AcessToken'],
        code: 'resource/unknown-column',
        message: 'unknown property "AcessToken" in TokenValidityUnits',
        help: 'did you mean "AccessToken"?',
      },
      {
        path: ['RefreshTokenRotation', 'Featur'],
        code: 'resource/unknown-column',
        message: 'unknown property "Featur" in RefreshTokenRotation',
        help: 'did you mean "Feature"?',
      },
    ]);
  });

  it('tells a property that is given twice', () => {
    expect(problems({ ClientName: 'a', client_name: 'b' })).to.deep.equal([
      {
        path: ['ClientName'],
        code: 'resource/not-allowed',
        message: 'ClientName is given twice, as "ClientName" and "client_name"',
      },
    ]);
  });

  it('has nothing for absent values', () => {
    expect(written({ ClientName: null, LogoutURLs: omit })).to.deep.equal({});
  });
});
