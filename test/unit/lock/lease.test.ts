import { expect } from 'chai';
import { leaseNumber, leasePrefix, leaseText, readLease, type Lease } from '../../../src/lock/lease.ts';

const lease: Lease = {
  token: 'a',
  state: 'held',
  holder: 'ada on laptop',
  since: '2026-01-01T00:00:00.000Z',
  until: '2026-01-01T00:05:00.000Z',
  durationMs: 300_000,
};

describe('a lease', () => {
  it('has a name that Systems Manager allows, another one for each stack and environment', () => {
    const pairs = [
      ['shop', 'dev'],
      ['shop', 'de_v'],
      ['shop_', 'dev'],
      ['shop/dev', ''],
      ['Kundenzahl ä', 'dev'],
      ['shop_2f_dev', ''],
    ] as const;
    const prefixes = pairs.map(([stack, environment]) => leasePrefix(stack, environment));
    expect(prefixes[0]).to.equal('/stack-deploy/locks/shop/dev/');
    expect(new Set(prefixes).size).to.equal(pairs.length);
    for (const prefix of prefixes) expect(prefix).to.match(/^[\w./-]+$/);
  });

  const numbers: readonly (readonly [string, number | undefined])[] = [
    ['/stack-deploy/locks/shop/dev/1', 1],
    ['/stack-deploy/locks/shop/dev/120', 120],
    ['/stack-deploy/locks/shop/dev/0', undefined],
    ['/stack-deploy/locks/shop/dev/01', undefined],
    ['/stack-deploy/locks/shop/dev/1/2', undefined],
    ['/stack-deploy/locks/shop/dev/', undefined],
    ['/stack-deploy/locks/shop/prd/1', undefined],
  ];
  for (const [name, number] of numbers)
    it(`${number === undefined ? 'is not' : 'is'} ${name}`, () => {
      expect(leaseNumber('/stack-deploy/locks/shop/dev/', name)).to.equal(number);
    });

  it('is read as it was written', () => {
    expect(readLease(leaseText(lease))).to.deep.equal(lease);
  });

  for (const text of [
    '',
    'x',
    '[]',
    '{}',
    JSON.stringify({ ...lease, state: 'lost' }),
    JSON.stringify({ ...lease, token: 1 }),
  ])
    it(`is not ${text}`, () => {
      expect(readLease(text)).to.equal(undefined);
    });
});
