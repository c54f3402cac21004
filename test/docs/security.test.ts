import { expect } from 'chai';
import { isSecretName } from '../../src/values/secret-names.ts';
import { sectionsOf } from '../support/doc-blocks.ts';

describe('docs/security.md', () => {
  it('gives names of secrets that are some', () => {
    const [, , kinds] = sectionsOf('docs/security.md');
    const [names = ''] = kinds?.prose.split('Globals and props') ?? [];
    const found = [...names.matchAll(/`([A-Za-z]+(?:_|[a-z](?=P))[A-Za-z]+)`/g)].map(([, name = '']) => name);
    expect(found).to.deep.equal([
      ...['DB_PASSWORD', 'client_secret', 'admin_password', 'api_key', 'auth_token', 'dbPassword'],
    ]);
    for (const name of found) expect(isSecretName(name), name).to.equal(true);
    const [, none = ''] = kinds?.prose.split('Some names contain such a word') ?? [];
    const others = [...none.matchAll(/`(\w+[tT]oken)`/g)].map(([, name = '']) => name);
    expect(others).to.deep.equal(['ClientToken', 'next_token', 'AccessToken']);
    for (const name of others) expect(isSecretName(name), name).to.equal(false);
  });
});
