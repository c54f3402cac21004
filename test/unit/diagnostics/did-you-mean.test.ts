import { expect } from 'chai';
import { didYouMean, nearest } from '../../../src/diagnostics/did-you-mean.ts';

describe('didYouMean', () => {
  it('finds a name with a letter wrong, missing, doubled or swapped, without minding case', () => {
    for (const word of ['resorces', 'resourcs', 'ressources', 'reosurces', 'RESOURCES', 'resources']) {
      expect(didYouMean(word, ['globals', 'resources', 'exports']), word).to.equal('did you mean "resources"?');
    }
  });

  it('stays silent where nothing is near', () => {
    expect(didYouMean('banana', ['globals', 'resources'])).to.equal(undefined);
    expect(didYouMean('', ['a-long-name'])).to.equal(undefined);
  });

  it('names the nearest first', () => {
    expect(nearest('pool_nam', ['pool_names', 'pool_name', 'value'], 3)).to.deep.equal(['pool_name', 'pool_names']);
  });
});
