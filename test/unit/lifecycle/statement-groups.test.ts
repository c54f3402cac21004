import { expect } from 'chai';
import type { DeleteOperation } from '../../../src/engine/operation.ts';
import { statementGroups } from '../../../src/lifecycle/statement-groups.ts';
import { createTestRegistry } from '../engine/test-registry.ts';

const client = createTestRegistry().find('AWS::Cognito::UserPoolClient');

function deletion(region: string, identifier: string, typeName?: string): DeleteOperation {
  if (client === undefined) throw new Error('There is no such type.');
  const type = { ...client, typeName: typeName ?? client.typeName };
  return {
    kind: 'delete',
    type,
    target: { regions: [region], identifiers: [identifier] },
    parameters: {},
    resource: type.typeName,
    text: [],
    at: { file: 'x.iql', offset: 0 },
    returning: undefined,
  } as unknown as DeleteOperation;
}

describe('statementGroups', () => {
  it('puts side by side what names different resources', () => {
    const groups = statementGroups([deletion('us-east-1', 'pool|a'), deletion('us-east-1', 'pool|b')]);
    expect(groups).to.deep.equal([0, 0]);
  });

  it('knows the same resource under its other spelling', () => {
    const other = '{"ClientId":"a","UserPoolId":"pool"}';
    const groups = statementGroups([deletion('us-east-1', 'pool|a'), deletion('us-east-1', other)]);
    expect(groups).to.deep.equal([0, 1]);
  });

  it('knows the same resource of a service without regions', () => {
    const groups = statementGroups([
      deletion('us-east-1', 'a|b', 'AWS::IAM::Thing'),
      deletion('eu-west-1', 'a|b', 'AWS::IAM::Thing'),
    ]);
    expect(groups).to.deep.equal([0, 1]);
  });

  it('leaves alone what does not say which resource it is about', () => {
    const unsaid = deletion('us-east-1', 'pool');
    expect(statementGroups([unsaid, deletion('us-east-1', 'pool|b'), unsaid])).to.deep.equal([0, 1, 2]);
  });
});
