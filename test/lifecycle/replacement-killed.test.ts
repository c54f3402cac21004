import { expect } from 'chai';
import { join } from 'node:path';
import { KillableCloud, type Death } from '../support/killable-cloud.ts';
import { writeClient } from '../support/replaceable-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

type Way = Parameters<typeof writeClient>[2];

/**
 * Builds a client, and replaces it by one with a secret in a run that dies, and in another that does not. Yields whether the run died:
 * beyond its last request it does not.
 */
async function replaceInTwoRuns(rig: Rig, way: Way, death: Death, cloud: KillableCloud): Promise<boolean> {
  const folder = join(rig.folder, 'shop');
  writeClient(rig, false, way);
  const first = await cloud.build(folder);
  expect(first.result.ok).to.equal(true);
  writeClient(rig, true, way);
  const { hasDied } = await cloud.build(folder, { death, replace: ['web'] });
  const { result } = await cloud.build(folder, { replace: ['web'] });
  const which = `${death.when} request ${death.request}: ${JSON.stringify(result.outcomes)}`;
  expect(result.ok, which).to.equal(true);
  const [pool] = await cloud.list('AWS::Cognito::UserPool');
  const clients = await cloud.list('AWS::Cognito::UserPoolClient', { UserPoolId: pool?.['UserPoolId'] ?? null });
  expect(
    clients.map((client) => client['GenerateSecret']),
    which,
  ).to.deep.equal([true]);
  expect(result.exports.get('client_id'), which).to.equal(clients[0]?.['ClientId']);
  expect(result.exports.get('client_id'), which).not.to.equal(first.result.exports.get('client_id'));
  await cloud.emulator.close();
  return hasDied;
}

describe('A replacement that is killed before or after any of its requests, and run again', () => {
  // The second one is still at work on a dead run's request when the next run begins.
  const clouds = [
    { requestMs: 0, onRepeatedToken: 'replay' },
    { requestMs: 60_000, onRepeatedToken: 'conflict' },
  ] as const;
  for (const way of ['create', 'createorupdate', 'statecheck'] as const) {
    for (const options of clouds) {
      for (const when of ['before', 'after'] as const) {
        it(`leaves one client, the new one: ${way}, ${options.onRepeatedToken}, ${when}`, () =>
          withRig(async (rig) => {
            let request = 0;
            while (await replaceInTwoRuns(rig, way, { request, when }, new KillableCloud(options))) request += 1;
            expect(request).to.be.greaterThan(8);
          }));
      }
    }
  }
});
