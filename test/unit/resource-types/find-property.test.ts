import { expect } from 'chai';
import { findProperty, matchName } from '../../../src/resource-types/find-property.ts';
import { makeType, userPool, userPoolClient } from './shipped-types.ts';

describe('findProperty', () => {
  const nameOf = (name: string): string | undefined => findProperty(userPoolClient, name)?.name;

  it('finds every property of the shipped types by its name and its column', () => {
    for (const type of [userPool, userPoolClient]) {
      for (const property of type.properties) {
        expect(findProperty(type, property.name)).to.equal(property);
        expect(findProperty(type, property.column)).to.equal(property);
        expect(findProperty(type, property.column.toUpperCase())).to.equal(property);
      }
    }
  });

  it('forgives other ways to cut a name into words', () => {
    expect(nameOf('allowed_o_auth_flows')).to.equal('AllowedOAuthFlows');
    expect(nameOf('callback_ur_ls')).to.equal('CallbackURLs');
    expect(nameOf('clientname')).to.equal('ClientName');
    expect(findProperty(userPool, 'schema')?.name).to.equal('Schema');
  });

  it('finds nothing for other names', () => {
    for (const name of ['', '_', 'client', 'region', 'Identifier', '__proto__', 'constructor']) {
      expect(nameOf(name), name).to.equal(undefined);
    }
  });

  it('keeps region and identifier for the request where a property has such a name', () => {
    const type = makeType({ properties: { Region: { type: 'string' }, Identifier: { type: 'string' } } });
    expect(findProperty(type, 'region')).to.equal(undefined);
    expect(findProperty(type, 'identifier')).to.equal(undefined);
    expect(findProperty(type, '_region')?.name).to.equal('Region');
    expect(findProperty(type, 'Identifier')?.name).to.equal('Identifier');
    expect(type.properties.map((property) => property.column)).to.deep.equal(['_region', '_identifier']);
  });

  it('does not choose between two properties with the same letters', () => {
    expect(matchName('arn', ['ARN', 'Arn'])).to.equal(undefined);
    expect(matchName('Arn', ['ARN', 'Arn'])).to.equal('Arn');
  });
});
