import { expect } from 'chai';
import {
  allExports,
  exportsBefore,
  noExports,
  withExports,
  withOwnExports,
  withScoped,
  type ExportTable,
} from '../../../src/stack/export-table.ts';
import type { Value } from '../../../src/values/value.ts';

interface Gift {
  readonly entry: string;
  readonly instance?: string;
  readonly position: number;
  readonly gives: Readonly<Record<string, Value>>;
}

const network: Gift = { entry: 'network', position: 0, gives: { id: 'vpc-1', cidr: '10.0.0.0/16' } };
const pool: Gift = { entry: 'pool', position: 1, gives: { id: 'pool-1' } };
const late: Gift = { entry: 'late', position: 3, gives: { id: 'late-1' } };

function tableOf(...gifts: readonly Gift[]): ExportTable {
  return gifts.reduce((table, { entry, instance, position, gives }) => {
    const address = instance === undefined ? { entry } : { entry, instance };
    return withExports(table, { address, position }, new Map(Object.entries(gives)));
  }, noExports);
}

describe('the table of exports', () => {
  const orders = [
    [network, pool, late],
    [late, pool, network],
    [pool, late, network],
    [late, network, pool],
  ];
  for (const order of orders) {
    it(`gives the nearest exporter before the user, filled as ${order.map(({ entry }) => entry).join(', ')}`, () => {
      const table = tableOf(...order);
      const seenAt = (position: number): unknown => Object.fromEntries(exportsBefore(table, position).bare);
      expect([0, 1, 2, 3, 4].map(seenAt)).to.deep.equal([
        {},
        { id: 'vpc-1', cidr: '10.0.0.0/16' },
        { id: 'pool-1', cidr: '10.0.0.0/16' },
        { id: 'pool-1', cidr: '10.0.0.0/16' },
        { id: 'late-1', cidr: '10.0.0.0/16' },
      ]);
      expect([...allExports(table).scoped.keys()]).to.deep.equal(['network', 'pool', 'late']);
    });
  }

  it('hides what comes later under its own name too', () => {
    expect([...exportsBefore(tableOf(late, network), 2).scoped.keys()]).to.deep.equal(['network']);
  });

  it('knows instances of one entry by their keys, and by no bare name', () => {
    const table = tableOf(
      { entry: 'client', instance: 'web', position: 1, gives: { client_id: 'w' } },
      { entry: 'client', instance: 'app', position: 1, gives: { client_id: 'a' } },
    );
    const { bare, scoped } = allExports(table);
    expect([...bare]).to.deep.equal([]);
    expect([...scoped]).to.deep.equal([['client', { web: { client_id: 'w' }, app: { client_id: 'a' } }]]);
  });

  it('keeps what a resource has given when it gives more', () => {
    const address = { entry: 'network' };
    const more = withScoped(tableOf(network), { address, position: 0 }, { callback: { x: 1 } });
    const { bare, scoped } = allExports(withExports(more, { address, position: 0 }, new Map([['arn', 'a']])));
    expect([...bare.keys()]).to.deep.equal(['id', 'cidr', 'arn']);
    expect(scoped.get('network')).to.deep.equal({ id: 'vpc-1', cidr: '10.0.0.0/16', arn: 'a', callback: { x: 1 } });
  });

  it('puts the own exports of a resource before all others where it is deleted', () => {
    const seen = withOwnExports(exportsBefore(tableOf(network, pool), 2), { entry: 'client' }, new Map([['id', 'c']]));
    expect(seen.bare.get('id')).to.equal('c');
    expect(seen.scoped.get('client')).to.deep.equal({ id: 'c' });
    expect(seen.scoped.get('pool')).to.deep.equal({ id: 'pool-1' });
  });
});
