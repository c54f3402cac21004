import type { JsonObject } from '../../../src/base/json.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { readSchema } from '../../../src/resource-types/read-schema.ts';
import type { Registry, ResourceType } from '../../../src/resource-types/resource-type.ts';

const handlers = Object.fromEntries(
  ['create', 'read', 'update', 'delete', 'list'].map((name) => [name, { permissions: ['x:Y'] }]),
);

const vpc: JsonObject = {
  typeName: 'AWS::EC2::VPC',
  properties: {
    VpcId: { type: 'string' },
    CidrBlock: { type: 'string' },
    EnableDnsSupport: { type: 'boolean' },
    Tags: { type: 'array', items: { type: 'object' } },
    SecondaryCount: { type: 'integer' },
  },
  primaryIdentifier: ['/properties/VpcId'],
  readOnlyProperties: ['/properties/VpcId'],
  createOnlyProperties: ['/properties/CidrBlock'],
  handlers,
};

const resourceServer: JsonObject = {
  typeName: 'AWS::Cognito::UserPoolResourceServer',
  properties: { UserPoolId: { type: 'string' }, Identifier: { type: 'string' }, Name: { type: 'string' } },
  required: ['UserPoolId', 'Identifier', 'Name'],
  primaryIdentifier: ['/properties/UserPoolId', '/properties/Identifier'],
  handlers: { ...handlers, list: { permissions: ['x:Y'], handlerSchema: { required: ['UserPoolId'] } } },
};

const listenerRule: JsonObject = {
  typeName: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  properties: { RuleArn: { type: 'string' }, ListenerArn: { type: 'string' }, Priority: { type: 'integer' } },
  primaryIdentifier: ['/properties/RuleArn'],
  handlers: { ...handlers, list: { permissions: ['x:Y'], handlerSchema: { required: ['ListenerArn'] } } },
};

const database: JsonObject = {
  typeName: 'AWS::RDS::DBInstance',
  properties: {
    DBInstanceIdentifier: { type: 'string' },
    MasterUserPassword: { type: 'string' },
    MasterUserSecret: { type: 'object', properties: { SecretArn: { type: 'string' }, Value: { type: 'string' } } },
  },
  primaryIdentifier: ['/properties/DBInstanceIdentifier'],
  writeOnlyProperties: ['/properties/MasterUserPassword', '/properties/MasterUserSecret/Value'],
  handlers: { create: { permissions: ['x:Y'] }, read: { permissions: ['x:Y'] }, delete: { permissions: ['x:Y'] } },
};

/** The shipped types and a few small ones, each with something of its own. */
export function createTestRegistry(): Registry {
  const shipped = createRegistry({ schemaFolders: [shippedSchemas], catalogue: null });
  const types = [vpc, resourceServer, listenerRule, database]
    .map((schema) => readSchema(schema, 'shipped'))
    .filter((type): type is ResourceType => type !== undefined);
  return {
    find: (name) => types.find((type) => type.typeName === name || type.statementName === name) ?? shipped.find(name),
    statementNames: () => [...shipped.statementNames(), ...types.map((type) => type.statementName)],
    problemOf: (name) => shipped.problemOf(name),
  };
}
