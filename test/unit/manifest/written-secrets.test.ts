import { expect } from 'chai';
import { writtenSecrets } from '../../../src/manifest/written-secrets.ts';
import { dedent } from '../../support/dedent.ts';

describe('writtenSecrets', () => {
  const table: readonly [string, string, readonly string[]][] = [
    ['finds what a secret name holds', 'db_password: hunter2', ['hunter2']],
    [
      'leaves out quotes, comments, and what is no secret',
      `"apiKey": 'hun"ter2' # of the API\nsecret: true`,
      ['hun"ter2'],
    ],
    ['finds it in a text whose quote is never closed', `password: 'hunter2`, ['hunter2']],
    ['finds it in a comment', '# - password: hunter2', ['hunter2']],
    ['finds items and members on one line', `passwords: [one1, {a: "two2"}]]`, ['one1', 'two2']],
    [
      'finds what stands below',
      'secrets:\n  - one1\n  - b: two2\n\n  c: |\n    three3\nplain: four4',
      ['one1', 'two2', 'three3'],
    ],
    ['leaves templates', `token: '{{ TOKEN }}'\npassword: "user-name-{{ x }}:{{ y }}"`, ['user-name-']],
    [
      'finds what a protected entry holds',
      'props:\n  - name: motto\n    description: what for\n    value: one1\n    protected: true\n  - name: other\n    value: two2\n    protected: false',
      ['one1'],
    ],
    ['takes nothing from other names', 'region: us-east-1\nname: hunter2', []],
  ];
  for (const [title, text, expected] of table) {
    it(title, () => {
      expect(writtenSecrets(text)).to.deep.equal(expected);
    });
  }

  it('finds what the entry of a secret name holds, whatever its keys are', () => {
    const text = dedent`
      props:
        - description: of the pool
          values:
            dev:
              value: one1
          name: admin_password
        - name: plain
          value: two2
        - name: api_key
            valeu: three3: x
      other: four4
    `;
    expect(writtenSecrets(text)).to.deep.equal(['one1', 'three3', 'three3: x']);
  });
});
