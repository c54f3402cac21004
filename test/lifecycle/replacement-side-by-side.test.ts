import { expect } from 'chai';
import type { BoundaryDecision, RequestBoundary } from '../../src/emulator/request-boundary.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';
import { outcomesIn, SideBySide } from '../support/side-by-side.ts';

/** The network is in use until the log group keeps its entries for three days, and nothing says so. */
const manifest = (days: string, cidr: string): string => dedent`
  version: 1
  name: s
  resources:
    - name: logs
      type: AWS::Logs::LogGroup
      properties: { LogGroupName: logs, RetentionInDays: ${days} }
    - name: network
      type: AWS::EC2::VPC
      properties: { CidrBlock: ${cidr} }
    - name: note
      type: AWS::SSM::Parameter
      properties: { Name: note, Type: String, Value: '{{ network.VpcId }}' }
`;

describe('a replacement side by side', () => {
  for (const [title, code, expected] of [
    ['deletes again what was still in use', 'InvalidRequest', 'replaced'],
    ['takes a refusal that has nothing to do with order for what it is', 'AccessDenied', 'failed'],
  ] as const) {
    it(title, () =>
      withRig(async (folder) => {
        const inUse = async ({ operation, typeName }: RequestBoundary): Promise<BoundaryDecision | undefined> => {
          if (operation !== 'DeleteResource' || typeName !== 'AWS::EC2::VPC') return undefined;
          const there = await rig.cloud.emulator.inventory();
          const isFree = there.some(({ properties }) => properties['RetentionInDays'] === 3);
          return isFree ? undefined : { kind: 'send', effects: [{ kind: 'fail', code }] };
        };
        const rig: SideBySide = new SideBySide({ requestMs: 2000, beforeRequest: inUse });
        folder.write('stackql_manifest.yml', manifest('1', '10.0.0.0/16'));
        expect((await rig.run('build', folder.folder)).result.ok).to.equal(true);
        folder.write('stackql_manifest.yml', manifest('3', '10.1.0.0/16'));
        const run = await rig.run('build', folder.folder, { parallelism: 4, replace: ['network'] });
        expect(outcomesIn(run).slice(0, 2)).to.deep.equal(['logs updated', `network ${expected}`]);
        const postponed = run.events.filter((event) => event.kind === 'resource.postponed');
        expect(postponed.map(({ resource, until }) => [resource, until])).to.deep.equal(
          expected === 'replaced' ? [['network', ['logs']]] : [],
        );
        const networks = await rig.cloud.resources('AWS::EC2::VPC');
        expect(networks.map(({ properties }) => properties['CidrBlock'])).to.deep.equal([
          expected === 'replaced' ? '10.1.0.0/16' : '10.0.0.0/16',
        ]);
        await rig.cloud.close();
      }),
    );
  }
});
