import { expect } from 'chai';
import { isSecretPath } from '../../../src/resource-types/secret-path.ts';
import { readSchema } from '../../../src/resource-types/read-schema.ts';
import { makeType, userPool, userPoolClient } from './shipped-types.ts';

describe('readSchema', () => {
  it('keeps the columns of a user pool client in their order', () => {
    expect(userPoolClient.properties.map((property) => property.column).join(' ')).to.equal(
      'client_name explicit_auth_flows generate_secret read_attributes auth_session_validity refresh_token_validity ' +
        'access_token_validity id_token_validity token_validity_units refresh_token_rotation user_pool_id ' +
        'write_attributes allowed_oauth_flows allowed_oauth_flows_user_pool_client allowed_oauth_scopes callback_urls ' +
        'default_redirect_uri logout_urls supported_identity_providers analytics_configuration ' +
        'prevent_user_existence_errors enable_token_revocation enable_propagate_additional_user_context_data name ' +
        'client_secret client_id',
    );
  });

  it('tells what may be done with a user pool client', () => {
    const { identifier, required, readOnly, createOnly, writeOnly, listRequires, tagProperty, secret } = userPoolClient;
    expect({ identifier, required, readOnly, createOnly, writeOnly, listRequires, tagProperty, secret }).to.deep.equal({
      identifier: [['UserPoolId'], ['ClientId']],
      required: ['UserPoolId'],
      readOnly: [['ClientSecret'], ['Name'], ['ClientId']],
      createOnly: [['GenerateSecret'], ['UserPoolId']],
      writeOnly: [],
      listRequires: ['UserPoolId'],
      tagProperty: undefined,
      secret: [['ClientSecret']],
    });
    expect(userPoolClient.parents).to.deep.equal({
      UserPoolId: { typeName: 'AWS::Cognito::UserPool', property: 'UserPoolId' },
    });
    expect(userPoolClient.handlers.create).to.deep.equal({
      permissions: [
        'cognito-idp:CreateUserPoolClient',
        'iam:PassRole',
        'iam:PutRolePolicy',
        'iam:CreateServiceLinkedRole',
      ],
      timeoutMinutes: 2,
    });
    expect(userPoolClient.handlers.list).to.deep.equal({
      permissions: ['cognito-idp:ListUserPoolClients'],
      timeoutMinutes: undefined,
    });
  });

  it('tells what may be done with a user pool', () => {
    const { identifier, required, readOnly, createOnly, writeOnly, listRequires, tagProperty } = userPool;
    expect({ identifier, required, readOnly, createOnly, writeOnly, listRequires, tagProperty }).to.deep.equal({
      identifier: [['UserPoolId']],
      required: [],
      readOnly: [['ProviderName'], ['UserPoolId'], ['ProviderURL'], ['Arn']],
      createOnly: [],
      writeOnly: [['EnabledMfas']],
      listRequires: [],
      tagProperty: 'UserPoolTags',
    });
    expect(userPool.properties).to.have.length(36);
    expect(userPool.properties.find(({ name }) => name === 'Schema')?.column).to.equal('_schema');
    expect(Object.keys(userPool.handlers)).to.deep.equal(['create', 'read', 'update', 'delete', 'list']);
  });

  it('follows references, alternatives and paths that repeat steps of the schema', () => {
    const type = makeType({
      definitions: {
        Tag: { type: 'object', properties: { Key: { type: 'string' }, Tags: { $ref: '#/definitions/Tags' } } },
        Tags: { type: 'array', insertionOrder: false, items: { $ref: '#/definitions/Tag' } },
      },
      properties: {
        Policy: { type: ['object', 'string'] },
        Either: { anyOf: [{ type: 'integer' }, { $ref: '#/definitions/Tags' }] },
        Tags: { $ref: '#/definitions/Tags' },
        Schedule: { type: 'object', properties: { Id: { type: 'string' } } },
      },
      primaryIdentifier: ['/properties/Schedule/properties/Id'],
      readOnlyProperties: ['/properties/Tags/items/Key', '/properties/Tags/*/Key'],
    });
    expect(type.properties.map((property) => property.types)).to.deep.equal([
      ['object', 'string'],
      ['integer', 'array'],
      ['array'],
      ['object'],
    ]);
    expect(type.identifier).to.deep.equal([['Schedule', 'Id']]);
    expect(type.readOnly).to.deep.equal([
      ['Tags', '*', 'Key'],
      ['Tags', '*', 'Key'],
    ]);
    expect(type.unordered).to.deep.equal([['Either'], ['Tags']]);
    expect(type.tagProperty).to.equal('Tags');
  });

  it('takes what every form of a list requires, and the parents that the schema names', () => {
    const type = makeType({
      properties: {
        Parent: {
          type: 'string',
          relationshipRef: { typeName: 'AWS::A::Parent', propertyPath: '/properties/ParentId' },
        },
        B: { type: 'string' },
      },
      handlers: { list: { handlerSchema: { oneOf: [{ required: ['Parent', 'B'] }, { required: ['Parent'] }] } } },
    });
    expect(type.listRequires).to.deep.equal(['Parent']);
    expect(type.parents).to.deep.equal({ Parent: { typeName: 'AWS::A::Parent', property: 'ParentId' } });
    expect(type.handlers.list).to.deep.equal({ permissions: [], timeoutMinutes: undefined });
  });

  it('is nothing without a type name and properties', () => {
    expect(readSchema({ typeName: 'AWS::A::B' }, 'stack')).to.equal(undefined);
    expect(readSchema({ properties: {} }, 'stack')).to.equal(undefined);
    expect(readSchema({ typeName: 'AWS', properties: {} }, 'stack')).to.equal(undefined);
  });

  it('takes texts for secrets whose names say so, wherever they are, and those that the schema hides, but for numbers', () => {
    const { secret } = makeType({
      properties: {
        Name: { type: 'string' },
        GenerateSecret: { type: 'boolean' },
        Password: { type: 'string' },
        Hidden: { type: ['object', 'string'] },
        Days: { type: 'integer' },
        Logins: { type: 'array', items: { $ref: '#/definitions/Login' } },
        Named: { type: 'object', patternProperties: { '.*': { $ref: '#/definitions/Login' } } },
      },
      definitions: {
        Login: {
          type: 'object',
          properties: {
            User: { type: 'string' },
            ClientSecret: { type: 'string' },
            Units: { type: 'object', properties: { AccessToken: { type: 'string' } } },
            Next: { $ref: '#/definitions/Login' },
          },
        },
      },
      writeOnlyProperties: ['/properties/Hidden', '/properties/Password', '/properties/Days'],
    });
    expect(secret).to.deep.equal([
      ['Hidden'],
      ['Password'],
      ['Logins', '*', 'ClientSecret'],
      ['Named', '*', 'ClientSecret'],
      ['Named', '?'],
    ]);
  });

  it('takes what stands under the keys of a map for secret where they are named so, but for tags', () => {
    const type = makeType({
      properties: {
        Variables: { type: 'object', additionalProperties: { type: 'string' } },
        Tags: { type: 'object', patternProperties: { '.*': { type: 'string' } } },
      },
      tagging: { tagProperty: '/properties/Tags' },
    });
    expect(type.secret).to.deep.equal([['Variables', '?']]);
    expect(isSecretPath(type, ['Variables', 'DB_PASSWORD'])).to.equal(true);
    expect(isSecretPath(type, ['Variables', 'DB_HOST'])).to.equal(false);
  });
});
