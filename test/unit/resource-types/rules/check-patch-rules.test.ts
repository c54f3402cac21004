import { expect } from 'chai';
import type { PatchOperation } from '../../../../src/resource-types/check-patch.ts';
import { checkPatchRules } from '../../../../src/resource-types/rules/check-patch-rules.ts';
import { Unknown } from '../../../../src/values/value.ts';
import { userPoolClient as client } from '../shipped-types.ts';

function messages(...operations: readonly PatchOperation[]): readonly string[] {
  return checkPatchRules(client, operations).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const noCallback =
  'AllowedOAuthFlows.0: the service refuses this: CallbackUrls can not be empty when code flow or implicit flow is selected';
const code: PatchOperation = { op: 'add', path: '/AllowedOAuthFlows', value: ['code'] };

describe('checkPatchRules', () => {
  it('is silent where the rest of the resource decides', () => {
    expect(messages(code)).to.deep.equal([]);
    expect(messages({ op: 'replace', path: '/AccessTokenValidity', value: 100 })).to.deep.equal([]);
    expect(messages({ op: 'replace', path: '/EnablePropagateAdditionalUserContextData', value: true })).to.deep.equal(
      [],
    );
  });

  it('refuses what the patch alone makes wrong', () => {
    expect(messages(code, { op: 'replace', path: '/CallbackURLs', value: [] })).to.deep.equal([noCallback]);
    const units = { op: 'add', path: '/TokenValidityUnits', value: { AccessToken: 'days' } } as const;
    expect(messages({ op: 'add', path: '/AccessTokenValidity', value: 2 }, units)).to.deep.equal([
      'AccessTokenValidity: the service refuses this: Invalid range for token validity',
    ]);
  });

  it('knows that a removal takes a property away, but for those that the service ignores', () => {
    const ignored = Object.keys(client.ignoredRemovals);
    const removal: PatchOperation = { op: 'remove', path: '/CallbackURLs' };
    expect(messages(code, removal)).to.deep.equal(ignored.includes('CallbackURLs') ? [] : [noCallback]);
  });

  it('takes what is patched inside a property, moved or unknown for unknown', () => {
    const without: PatchOperation = { op: 'replace', path: '/CallbackURLs', value: [] };
    expect(messages(code, without, { op: 'add', path: '/CallbackURLs/-', value: 'https://a' })).to.deep.equal([]);
    expect(messages(code, without, { op: 'copy', from: '/LogoutURLs', path: '/CallbackURLs' })).to.deep.equal([]);
    const later = new Unknown('urls');
    expect(messages(code, { op: 'add', path: '/CallbackURLs', value: later })).to.deep.equal([]);
  });
});
