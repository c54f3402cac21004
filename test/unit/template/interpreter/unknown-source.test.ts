import { expect } from 'chai';
import { Unknown, type UnknownSource } from '../../../../src/values/value.ts';
import { valueOf } from '../rendering.ts';

const from: UnknownSource = { kind: 'entry', address: { entry: 'user_pool' } };
const names = { pool: new Unknown('user_pool.id', { from }), later: new Unknown('later') };

describe('the giver of an unknown value', () => {
  for (const expression of [
    'pool',
    'pool | upper',
    'pool.arn',
    'pool[0]',
    'pool.split("_")[1]',
    'pool + 1',
    'pool == "a"',
    '"x" if pool else "y"',
    'pool or "x"',
  ]) {
    it(`is known of ${expression}`, () => {
      expect(valueOf(`{{ ${expression} }}`, names))
        .to.be.instanceOf(Unknown)
        .with.property('from', from);
    });
  }

  it('is nobody where nobody gives it', () => {
    expect(valueOf('{{ later | upper }}', names)).to.be.instanceOf(Unknown).with.property('from', undefined);
  });
});
