import { expect } from 'chai';
import { withDeclaredSecrets } from '../../../src/plan/declared-secrets.ts';
import { Composite, Secret, Unknown, type Value } from '../../../src/values/value.ts';

describe('live values where secrets are declared', () => {
  const secret = new Secret('new');
  const unknown = new Unknown('pool.id');
  const table: readonly [string, Value, Value | undefined, Value][] = [
    ['are as they are where nothing is declared', { A: 'old' }, undefined, { A: 'old' }],
    ['are as they are where no secret is declared', { A: 'old' }, { A: 'new' }, { A: 'old' }],
    ['are secret where one is declared', 'old', secret, new Secret('old')],
    ['are secret whatever they are', { A: ['old'] }, secret, new Secret({ A: ['old'] })],
    ['are secret where a text with a secret is declared', 'a-old', new Composite(['a-', secret]), new Secret('a-old')],
    [
      'are secret in the member that is declared so',
      { A: 'old', B: 1 },
      { A: secret, B: 2 },
      { A: new Secret('old'), B: 1 },
    ],
    ['are secret deeper down', { A: { B: 'old', C: 1 } }, { A: { B: secret } }, { A: { B: new Secret('old'), C: 1 } }],
    ['are as they are in members that are not declared', { B: 1 }, { A: secret }, { B: 1 }],
    ['are secret as a whole list', ['x', 'old'], ['x', secret], new Secret(['x', 'old'])],
    ['are secret as a whole where a map is declared and is none', 'old', { A: secret }, new Secret('old')],
    ['are as they are where they are not known', unknown, secret, unknown],
    [
      'are not mistaken for what every map has',
      { toString: 'x', A: 'old' },
      { A: secret },
      { toString: 'x', A: new Secret('old') },
    ],
  ];
  for (const [title, live, declared, expected] of table) {
    it(title, () => {
      expect(withDeclaredSecrets(live, declared)).to.deep.equal(expected);
    });
  }
});
