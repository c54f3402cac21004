import { expect } from 'chai';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { EmulatorSettings } from '../../src/emulator/emulator.ts';
import { createExchange } from '../../src/emulator/exchange.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import { createWireTransport } from '../../src/provider/cloud-control/wire-transport.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestClock, createTestRandom } from '../../src/testing.ts';
import { beliefs } from '../beliefs/beliefs.ts';
import { formatSeen, probeAll, type ProbedBelief } from '../beliefs/probe-all.ts';
import type { ProbedCloud } from '../beliefs/probe.ts';
import { sectionsOf } from '../support/doc-blocks.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** Probes the embedded Cloud Control, and looks at what is left in it. */
async function probe(
  settings: EmulatorSettings = {},
  options: Partial<ProbedCloud> = {},
): Promise<{ readonly seen: readonly ProbedBelief[]; readonly left: number }> {
  const [clock, random] = [createTestClock(), createTestRandom()];
  const emulator = createEmulator({
    requestMs: 2000,
    ...settings,
    registry,
    clock,
    random,
    store: memoryStore(),
  });
  const transportOf = (account: string): ProbedCloud['transport'] =>
    createWireTransport(createExchange(emulator, account));
  const seen = await probeAll(beliefs, {
    transport: transportOf('000000000000'),
    other: transportOf('111111111111'),
    region: 'eu-west-1',
    clock,
    random,
    isPatient: true,
    ...options,
  });
  const left = (await emulator.inventory()).length;
  await emulator.close();
  return { seen, left };
}

describe('What is taken for granted about AWS', () => {
  for (const onRepeatedToken of ['conflict', 'replay'] as const)
    it(`holds of the embedded Cloud Control, which answers used tokens with ${onRepeatedToken}`, async () => {
      const { seen, left } = await probe({ onRepeatedToken });
      expect(seen.filter(({ holds }) => holds !== true).map(formatSeen)).to.deep.equal([]);
      expect(left).to.equal(0);
    });

  it('is seen where it does not hold', async () => {
    const faults = [{ kind: 'lag', ms: 600_000, operation: ['GetResource', 'ListResources'] }] as const;
    const { seen } = await probe({ faults });
    const failing = seen.filter(({ holds }) => holds === false).map(({ name }) => name);
    expect(failing).to.include('a list names what exists within five minutes of its create');
    expect(failing).to.include('a read shows an update within 30 seconds of its end');
  });

  it('is not tried where it takes a week, or a second account', async () => {
    const { seen } = await probe({}, { other: undefined, isPatient: false });
    expect(seen.filter(({ holds }) => holds === undefined).map(({ name }) => name)).to.deep.equal([
      'a ClientToken belongs to one account',
      'a ClientToken is known for 36 hours',
      'requests can be listed for seven days',
    ]);
  });

  it('stands in docs/reliability.md, in the same words', () => {
    const prose = sectionsOf('docs/reliability.md')
      .map((section) => section.prose)
      .join('');
    const table = prose.slice(prose.indexOf('| belief'));
    const named = [...table.matchAll(/^\| (?!belief|-)(.*?) +\|/gm)].map(([, name]) => name);
    expect(named).to.deep.equal(beliefs.map(({ name }) => name));
  });
});
