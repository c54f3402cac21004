import { expect } from 'chai';
import { checkIdentifier, emptyParts, identifierOf, splitIdentifier } from '../../../src/resource-types/identifier.ts';
import { Composite, Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { makeType, userPool, userPoolClient } from './shipped-types.ts';

describe('identifierOf', () => {
  it('joins the parts in the order of the schema', () => {
    expect(identifierOf(userPoolClient, { ClientId: 'c', UserPoolId: 'p' })).to.equal('p|c');
    expect(identifierOf(userPool, { UserPoolId: 'p' })).to.equal('p');
  });

  it('is nothing while a part is missing', () => {
    expect(identifierOf(userPoolClient, { UserPoolId: 'p' })).to.equal(undefined);
    expect(identifierOf(userPoolClient, { UserPoolId: 'p', ClientId: '' })).to.equal(undefined);
  });

  it('finds nested parts', () => {
    const type = makeType({
      properties: { A: { type: 'object', properties: { Id: { type: 'integer' } } } },
      primaryIdentifier: ['/properties/A/Id'],
    });
    expect(identifierOf(type, { A: { Id: 5 } })).to.equal('5');
  });
});

describe('splitIdentifier', () => {
  const parts = (text: string): unknown => {
    const split = splitIdentifier(userPoolClient, text);
    return split.ok ? split.value.parts : split.error.message;
  };

  it('takes both forms', () => {
    expect(parts('p|c')).to.deep.equal(['p', 'c']);
    expect(parts('{"ClientId":"c","UserPoolId":"p"}')).to.deep.equal(['p', 'c']);
  });

  it('tells what is wrong', () => {
    expect(parts('p')).to.equal('Identifier "p" has 1 part; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId');
    expect(parts('p|c|x')).to.equal(
      'Identifier "p|c|x" has 3 parts; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId',
    );
    expect(parts('p|')).to.equal('Identifier "p|" lacks ClientId');
    expect(parts('{"ClientId":"c"}')).to.equal(
      'Identifier has the keys ClientId; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId',
    );
  });

  it('leaves bars alone in an identifier of one part', () => {
    const split = splitIdentifier(userPool, 'a|b');
    expect(split.ok && split.value.parts).to.deep.equal(['a|b']);
  });

  it('takes an additional identifier in its JSON form', () => {
    const type = makeType({
      properties: { Id: { type: 'string' }, Arn: { type: 'string' } },
      primaryIdentifier: ['/properties/Id'],
      additionalIdentifiers: [['/properties/Arn']],
    });
    const split = splitIdentifier(type, '{"Arn":"a"}');
    expect(split.ok && split.value).to.deep.equal({ paths: [['Arn']], parts: ['a'] });
  });
});

describe('emptyParts', () => {
  const unknown = new Unknown('pool.id');
  const cases: readonly (readonly [Value, readonly string[]])[] = [
    ['p|c', []],
    ['p|', ['ClientId']],
    ['|c', ['UserPoolId']],
    ['p', ['ClientId']],
    ['', ['UserPoolId', 'ClientId']],
    [null, ['UserPoolId', 'ClientId']],
    [unknown, []],
    [new Composite([unknown, '|']), ['ClientId']],
    [new Composite([unknown, '|', new Unknown('client.id')]), []],
    [new Composite([unknown, '|', new Secret('')]), ['ClientId']],
    [new Composite([unknown, 'x']), []],
    [new Secret('p|'), ['ClientId']],
  ];
  for (const [index, [value, wanted]] of cases.entries()) {
    it(`finds ${wanted.length === 0 ? 'nothing' : wanted.join(' and ')} in case ${index + 1}`, () => {
      expect(emptyParts(userPoolClient, value)).to.deep.equal(wanted);
    });
  }
});

describe('checkIdentifier', () => {
  const message = (value: Value): string | undefined => checkIdentifier(userPoolClient, value)?.message;

  it('finds nothing wrong with what may be right', () => {
    for (const value of ['p|c', new Unknown('x'), new Secret('p|c'), '{"ClientId":"c","UserPoolId":"p"}']) {
      expect(message(value)).to.equal(undefined);
    }
  });

  it('refuses nothing, emptiness and other than text', () => {
    const needs = '; AWS::Cognito::UserPoolClient needs UserPoolId|ClientId';
    expect(message(null)).to.equal('Identifier is null' + needs);
    expect(message('')).to.equal('Identifier is empty' + needs);
    expect(message([])).to.equal('Identifier is not a text' + needs);
    expect(message(new Secret('hunter2|'))).to.equal('Identifier lacks ClientId' + needs);
  });
});
