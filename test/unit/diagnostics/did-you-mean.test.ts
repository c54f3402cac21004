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

describe('nearest', () => {
  const near = (word: string, ...candidates: readonly string[]): string | undefined => nearest(word, candidates)[0];

  it('takes names for each other only where they have the same words', () => {
    expect(near('public_ip_address', 'private_ip_address')).to.equal(undefined);
    expect(near('PublicIpAddress', 'PrivateIpAddress')).to.equal(undefined);
    expect(near('create_time', 'update_time')).to.equal(undefined);
    expect(near('user_pol_name', 'user_pool_name')).to.equal('user_pool_name');
    expect(near('userPoolName', 'user_pool_name')).to.equal('user_pool_name');
  });

  it('takes a word more or less for a mistake only where hardly anything differs', () => {
    expect(near('userpool_name', 'user_pool_name')).to.equal('user_pool_name');
    expect(near('vpc_tags', 'vpcs')).to.equal(undefined);
  });
});
