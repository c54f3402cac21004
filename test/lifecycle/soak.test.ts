import { expect } from 'chai';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { findPhases } from '../../src/soak/find-phases.ts';
import { parseScenario } from '../../src/soak/scenario.ts';
import { soakStack, type SoakOptions, type SoakReport } from '../../src/soak/soak-stack.ts';
import { Workbench } from '../../src/soak/workbench.ts';
import { brokenProviders } from '../support/broken-providers.ts';

/** A short soak of a pool, whose identifier the service makes, and a queue, whose identifier the stack names; both are marked. */
async function soak(options: Partial<SoakOptions>): Promise<SoakReport> {
  const end = await soakStack({
    opening: { folder: join(packageRoot, 'test/fixtures/stacks/pool-and-queue'), environment: 'dev' },
    sample: 20,
    seed: 'test',
    random: 4,
    cycles: 2,
    ...options,
  });
  if (end.kind !== 'soaked') throw new Error(`It ended as ${end.kind}.`);
  return end.report;
}

describe('A soak', () => {
  for (const onRepeatedToken of ['conflict', 'replay'] as const) {
    it(`finds nothing where used tokens are answered with ${onRepeatedToken}`, async () => {
      const settings = { onRepeatedToken };
      const report = await soak({ sample: 34, other: { assignments: ['RETENTION=120'] }, settings });
      expect(report.violations).to.deep.equal([]);
      expect(report.leftOut).to.deep.equal([]);
      expect(report.tried).to.equal(34);
    });
  }

  it('finds nothing in a stack of twelve resources', async () => {
    const folder = join(packageRoot, 'test/fixtures/stacks/shop');
    const opening = { folder, environment: 'dev' };
    const report = await soak({ opening, sample: 12, phases: [], random: 2, cycles: 1, other: undefined });
    expect(report.violations).to.deep.equal([]);
    expect(report.tried).to.equal(12);
  });

  for (const [onRepeatedToken, cycles] of [
    ['conflict', 100],
    ['replay', 10],
  ] as const) {
    it(`counts at most three requests more in build ${cycles} of what the stack names (${onRepeatedToken})`, async () => {
      const opening = { folder: join(packageRoot, 'test/fixtures/stacks/bucket'), environment: 'dev' };
      const settings = { onRepeatedToken };
      const report = await soak({ opening, cycles, kinds: ['cycles'], phases: [], settings });
      expect(report.violations).to.deep.equal([]);
      expect(report.runs).to.equal(2 * cycles);
    });
  }

  it('finds nothing where ten resources are written at one time', async () => {
    const opening = { folder: join(packageRoot, 'test/fixtures/stacks/shop'), environment: 'dev' };
    const options = { opening, parallelism: 10, other: undefined } as const;
    const some = await soak({ ...options, sample: 12, phases: [], random: 2, cycles: 1 });
    expect(some.violations).to.deep.equal([]);
    expect(some.tried).to.equal(12);
    // Reads that show what was replaced twenty seconds ago.
    const lagging = await soak({ ...options, scenario: parseScenario('lag/replace/20000') });
    expect(lagging.violations).to.deep.equal([]);
    expect(lagging.tried).to.equal(1);
  });

  it('finds nothing where every run takes the lock', async () => {
    const other = { assignments: ['RETENTION=120'] };
    const report = await soak({ sample: 14, phases: ['change'], kinds: ['two', 'kill', 'lag'], lock: true, other });
    expect(report.violations).to.deep.equal([]);
    expect(report.tried).to.equal(14);
  });

  it('finds nothing where other values mean fewer, more or other resources, in the account that the manifest names', async () => {
    const opening = { folder: join(packageRoot, 'test/fixtures/stacks/crew'), environment: 'dev', region: 'us-east-1' };
    for (const crew of ['ann', 'ann,bob,cy', 'dee']) {
      const other = { assignments: [`CREW=${crew}`] };
      const report = await soak({ opening, other, sample: 8, phases: ['change'], random: 1, cycles: 0 });
      expect(report.violations, crew).to.deep.equal([]);
    }
    const registry = createRegistry({ schemaFolders: [shippedSchemas] });
    const other = { ...opening, assignments: ['CREW=ann'] };
    const bench = new Workbench({ opening: { this: opening, other }, settings: {} }, registry);
    const change = (await findPhases(bench, ['change'])).phases.find(({ name }) => name === 'change');
    expect(change?.after).to.deep.equal(change?.fromNothing);
    expect([change?.before, change?.most, change?.after].map((state) => state?.length)).to.deep.equal([4, 4, 2]);
  });

  // A short sample of all finds what two runs at once, or one wrong answer, bring to light; for others a few of one kind, or one, do.
  const finders: Readonly<Record<keyof typeof brokenProviders, Partial<SoakOptions>>> = {
    'create token': { sample: 36 },
    presence: { kinds: ['lag'] },
    'second look': { sample: 36 },
    'mark read again': { kinds: ['taken-over'] },
    lease: {
      scenario: parseScenario('two/other/3/23'),
      phases: ['change'],
      lock: true,
      other: { assignments: ['RETENTION=120'] },
    },
  };
  for (const [name, makeProvider] of Object.entries(brokenProviders)) {
    it(`finds that a provider has no ${name}`, async () => {
      const few = { sample: 12, phases: [], ...finders[name as keyof typeof brokenProviders] };
      expect((await soak({ ...few, makeProvider })).violations).not.to.deep.equal([]);
      expect((await soak(few)).violations).to.deep.equal([]);
    });
  }
});
