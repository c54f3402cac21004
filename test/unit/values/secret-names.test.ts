import { expect } from 'chai';
import { isSecretName, markByName } from '../../../src/values/secret-names.ts';
import { NumberAsWritten, Secret, Unknown } from '../../../src/values/value.ts';

describe('isSecretName', () => {
  const table: readonly [string, boolean][] = [
    ...['DB_PASSWORD', 'GITHUB_TOKEN', 'KEY', 'API_KEY', 'SECRETS'].map((name): [string, boolean] => [name, true]),
    ...[
      'password',
      'db_password',
      'dbPassword',
      'MasterUserPassword',
      'masterpassword',
      'db-passwords',
      'passphrase',
    ].map((name): [string, boolean] => [name, true]),
    ...[
      'client_secret',
      'clientSecret',
      'api_key',
      'apiKey',
      'SecretAccessKey',
      'token',
      'githubToken',
      'auth_tokens',
    ].map((name): [string, boolean] => [name, true]),
    ...['region', 'key_name', 'hash_key', 'monkey', 'MONKEY', 'password_policy', 'secret_name', 'token_validity'].map(
      (name): [string, boolean] => [name, false],
    ),
    ...['ClientToken', 'next_token', 'AccessToken', 'IdToken', 'refresh_token', 'HttpTokens', 'ServiceToken'].map(
      (name): [string, boolean] => [name, false],
    ),
  ];
  for (const [name, expected] of table) {
    it(`${expected ? 'knows' : 'does not take'} ${name} for the name of a secret`, () => {
      expect(isSecretName(name)).to.equal(expected);
    });
  }
});

describe('markByName', () => {
  it('marks all that a secret name holds, numbers too', () => {
    expect(markByName('db_password', ['a', { b: 1234567 }, null, true, '', 'false'])).to.deep.equal([
      new Secret('a'),
      { b: new Secret(1234567) },
      null,
      true,
      '',
      'false',
    ]);
    expect(markByName('PIN_KEY', new NumberAsWritten(12, '0012'))).to.deep.equal(new Secret('0012'));
  });

  it('marks members with such names in what has another', () => {
    const unknown = new Unknown('pool.id');
    expect(
      markByName('login', [{ user: 'ada', password: 'a', units: { AccessToken: 'hours' }, id: unknown }]),
    ).to.deep.equal([{ user: 'ada', password: new Secret('a'), units: { AccessToken: 'hours' }, id: unknown }]);
  });
});
