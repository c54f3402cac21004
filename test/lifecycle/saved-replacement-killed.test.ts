import { expect } from 'chai';
import { join } from 'node:path';
import { KillableCloud, type Death } from '../support/killable-cloud.ts';
import { writeNetwork } from '../support/replaceable-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

const replace = ['vpc', 'subnet'];

/**
 * Builds a network, plans its replacement, and carries the plan out in a run that dies and, by the same file, in one that does not. Yields
 * whether the run died.
 */
async function carryOutTwice(rig: Rig, death: Death, cloud: KillableCloud): Promise<boolean> {
  const folder = join(rig.folder, 'net');
  writeNetwork(rig, {});
  expect((await cloud.build(folder)).result.ok).to.equal(true);
  writeNetwork(rig, { cidr: '10.2', text: 'two' });
  const saved = await cloud.plan(folder, { replace });
  const { hasDied } = await cloud.build(folder, { death, saved });
  const { result, diagnostics } = await cloud.build(folder, { saved });
  const which = `${death.when} request ${death.request}: ${JSON.stringify(result.outcomes)}`;
  expect(
    diagnostics.map(({ message }) => message),
    which,
  ).to.deep.equal([]);
  expect(result.ok, which).to.equal(true);
  const [vpc, ...otherVpcs] = await cloud.list('AWS::EC2::VPC');
  const [subnet, ...otherSubnets] = await cloud.list('AWS::EC2::Subnet');
  const notes = (await cloud.list('AWS::SSM::Parameter')).map(({ Value }) => Value);
  expect([otherVpcs, otherSubnets], which).to.deep.equal([[], []]);
  expect(vpc?.['CidrBlock'], which).to.equal('10.2.0.0/16');
  expect([subnet?.['VpcId'], subnet?.['CidrBlock']], which).to.deep.equal([vpc?.['VpcId'], '10.2.1.0/24']);
  expect(notes, which).to.have.members(['two', vpc?.['VpcId']]);
  await cloud.emulator.close();
  return hasDied;
}

describe('A saved plan that replaces several resources, killed before or after any request and carried out again', () => {
  for (const when of ['before', 'after'] as const) {
    it(`leaves one of each, the new ones: ${when}`, () =>
      withRig(async (rig) => {
        let request = 0;
        while (await carryOutTwice(rig, { request, when }, new KillableCloud())) request += 1;
        expect(request).to.be.greaterThan(20);
      }));
  }
});
