import { expect } from 'chai';
import { join } from 'node:path';
import type { ShapingOptions } from '../../src/api/saved-plans.ts';
import { countsOf } from '../../src/plan/plan.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { notAsPlanned, outdatedIn, PlannedRuns, type Opening, type PlannedRun } from '../support/planned-run.ts';
import { writeNetwork, type NetworkStack } from '../support/replaceable-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

const named: ShapingOptions = { replace: ['vpc', 'subnet'] };

/** A network that was built, and then changed in what is fixed at creation. */
async function withChanged(
  change: NetworkStack,
  act: (runs: PlannedRuns, opening: Opening, rig: Rig) => Promise<void>,
): Promise<void> {
  await withRig(async (rig) => {
    const runs = new PlannedRuns({ registry });
    const folder = join(rig.folder, 'net');
    const opening: Opening = { folder, environment: 'dev', workingDirectory: folder, registry };
    const { isSecret = false } = change;
    try {
      writeNetwork(rig, { isSecret });
      const built = await runs.carryOut((await runs.plan('build', opening)).saved, opening);
      expect(built.result.ok, JSON.stringify(built.result.outcomes)).to.equal(true);
      writeNetwork(rig, change);
      await act(runs, opening, rig);
    } finally {
      await runs.cloud.close();
    }
  });
}

/** What was sent. A create under the token of an earlier life and the one under the next token are one. */
const kinds = ({ sent }: Pick<PlannedRun, 'sent'>): readonly string[] =>
  sent
    .map(({ value }) => {
      const { kind, type } = value as { readonly kind: string; readonly type: string };
      return `${kind} ${type.replace('AWS::', '')}`;
    })
    .filter((kind, index, all) => kind !== all[index - 1]);

const replaced = [
  'update SSM::Parameter',
  'delete EC2::Subnet',
  'delete EC2::VPC',
  'create EC2::VPC',
  'create EC2::Subnet',
  'update SSM::Parameter',
];

describe('a saved plan that replaces', () => {
  for (const { name, change, options } of [
    { name: 'by name', change: {}, options: named },
    { name: 'by the manifest', change: { vpc: 'replace: allowed', subnet: 'replace: allowed' }, options: {} },
    { name: 'by both', change: { subnet: 'replace: allowed' }, options: { replace: ['vpc'] } },
    { name: 'by name, and a secret forces it', change: { isSecret: true }, options: named },
  ] as const) {
    it(`sends exactly what it names, and then nothing: ${name}`, () =>
      withChanged({ cidr: '10.2', text: 'two', ...change }, async (runs, opening) => {
        const planned = await runs.plan('build', opening, options);
        const run = { ...planned, ...(await runs.carryOut(planned.saved, opening)) };
        expect(outdatedIn(run)).to.deep.equal([]);
        expect(run.result.ok, JSON.stringify(run.result.outcomes)).to.equal(true);
        expect(notAsPlanned(run)).to.deep.equal({ unnamed: [], unsent: [] });
        expect(kinds(run)).to.deep.equal(replaced);
        const repeated = await runs.carryOut(planned.saved, opening);
        expect(outdatedIn(repeated)).to.deep.equal([]);
        expect(repeated.result.ok && repeated.sent.length === 0).to.equal(true);
        const { plan } = await runs.plan('build', opening);
        expect(countsOf(plan)).to.deep.equal({ create: 0, update: 0, replace: 0, delete: 0 });
      }));
  }

  it('is refused without leave, and sends nothing', () =>
    withChanged({ cidr: '10.2', text: 'two' }, async (runs, opening) => {
      const { saved } = await runs.plan('build', opening, { replace: ['vpc'] });
      const run = await runs.carryOut(saved, opening);
      expect([run.result.ok, run.sent]).to.deep.equal([false, []]);
    }));

  it('goes on with the same file where a deletion has failed half-way', () =>
    withChanged({ cidr: '10.2', text: 'two' }, async (runs, opening) => {
      const { saved } = await runs.plan('build', opening, named);
      runs.cloud.inject({
        operation: 'DeleteResource',
        typeName: 'AWS::EC2::VPC',
        kind: 'fail',
        code: 'ResourceConflict',
        message: 'The vpc has dependencies and cannot be deleted.',
      });
      const first = await runs.carryOut(saved, opening);
      expect(first.result.ok).to.equal(false);
      expect(kinds(first)).to.deep.equal(replaced.slice(0, 3));
      const second = await runs.carryOut(saved, opening);
      expect(outdatedIn(second)).to.deep.equal([]);
      expect(second.result.ok, JSON.stringify(second.result.outcomes)).to.equal(true);
      expect(kinds(second)).to.deep.equal(replaced.slice(2));
    }));

  it('is refused where somebody has put another one in the place of what it replaces', () =>
    withChanged({ cidr: '10.2', text: 'two' }, async (runs, opening, rig) => {
      const { saved } = await runs.plan('build', opening, named);
      writeNetwork(rig, { cidr: '10.3' });
      const other = await runs.plan('build', opening, named);
      expect((await runs.carryOut(other.saved, opening)).result.ok).to.equal(true);
      writeNetwork(rig, { cidr: '10.2', text: 'two' });
      const run = await runs.carryOut({ ...saved, drawn: other.saved.drawn }, opening);
      expect([run.result.ok, run.sent]).to.deep.equal([false, []]);
      expect(outdatedIn(run).map((line) => line.replaceAll(/\b(vpc|subnet)-[0-9a-f]{17}\b/g, '$1-ID'))).to.include(
        'vpc: it was vpc-ID when the plan was made, and is vpc-ID',
      );
    }));

  it('holds no secret that forces it, neither the new one nor the one that is replaced', () =>
    withChanged({ cidr: '10.2', text: 'two', isSecret: true }, async (runs, opening) => {
      const { saved } = await runs.plan('build', opening, named);
      const texts = JSON.stringify(saved, null, 1).split('\n');
      expect(texts.filter((text) => /10\.[12]/.test(text))).to.deep.equal([]);
    }));
});
