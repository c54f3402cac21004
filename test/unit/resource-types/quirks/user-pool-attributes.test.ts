import { expect } from 'chai';
import { attributeNameOnRead, standardAttributes } from '../../../../src/resource-types/quirks/user-pool-attributes.ts';

describe('standardAttributes', () => {
  it('are those that every pool has', () => {
    expect(standardAttributes).to.have.length(21);
  });

  it('keep their names on read, where custom ones get a prefix', () => {
    expect(attributeNameOnRead({ Name: 'email' })).to.equal('email');
    expect(attributeNameOnRead({ Name: 'tier' })).to.equal('custom:tier');
    expect(attributeNameOnRead({ Name: 'custom:tier' })).to.equal('custom:tier');
    expect(attributeNameOnRead({ Name: 'tier', DeveloperOnlyAttribute: true })).to.equal('dev:custom:tier');
  });
});
