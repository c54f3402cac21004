import { expect } from 'chai';
import { withLocalCloud } from '../support/local-cloud.ts';
import type { Rig } from '../support/rig.ts';
import { withRig, type Run } from '../support/rig.ts';

const client = 'AWS::Cognito::UserPoolClient';

/** A rig with the two stacks, a pool for them, and the variables. */
async function seeded<T>(
  stack: string,
  use: (rig: Rig, poolId: string, run: (verb: string) => Promise<Run>) => Promise<T>,
): Promise<T> {
  return withRig(async (rig) => {
    rig.copy('test/fixtures/seed', 'seed');
    const built = await rig.run('build', 'seed/pool', 'dev', '--local');
    expect(built.errors).to.include('1 created');
    const poolId = built.output.trim().split(/\s+/)[1] ?? '';
    rig.write('seed/variables.yml', rig.read('seed/variables.yml') + `user_pool_id: ${poolId}\n`);
    return use(rig, poolId, (verb) =>
      rig.run(verb, `seed/${stack}`, 'dev', '--local', '--vars-file', 'seed/variables.yml'),
    );
  });
}

describe('the documented statements of user_pool_clients', () => {
  it('build, test, update after a change of a variable, and tear down with all properties', async () => {
    await seeded('all-properties', async (rig, poolId, run) => {
      const built = await run('build');
      expect(built.errors).to.include('user_pool_client  created');
      expect(built.code).to.equal(0);

      await withLocalCloud(rig, async (cloud) => {
        const [identifier = ''] = await cloud.list(client, { UserPoolId: poolId });
        const live = await cloud.properties(client, identifier);
        expect(live).to.include({
          ClientName: 'storefront',
          AuthSessionValidity: 5,
          AccessTokenValidity: 15,
          GenerateSecret: true,
        });
        expect(live['TokenValidityUnits']).to.deep.equal({ AccessToken: 'minutes', RefreshToken: 'days' });
        expect(live['RefreshTokenRotation']).to.deep.equal({ Feature: 'ENABLED', RetryGracePeriodSeconds: 10 });
        expect(live['CallbackURLs']).to.deep.equal(['https://shop.example.com/signed-in']);
        expect(live['AnalyticsConfiguration']).to.deep.equal({
          ApplicationArn: 'arn:aws:mobiletargeting:us-east-1:123456789012:apps/0123456789abcdef',
          UserDataShared: false,
        });
      });

      expect((await run('test')).code).to.equal(0);
      const again = await run('build');
      expect(again.errors).to.include('user_pool_client  unchanged');

      rig.edit('seed/variables.yml', 'auth_session_validity: 5', 'auth_session_validity: 7');
      const drifted = await run('test');
      expect(drifted.code).to.equal(1);
      expect(drifted.errors).to.include('AuthSessionValidity is 5; desired 7');
      const updated = await run('build');
      expect(updated.errors).to.match(/user_pool_client {2}updated {4}\S+ {2}AuthSessionValidity/);
      expect((await run('test')).code).to.equal(0);

      const gone = await run('teardown');
      expect(gone.errors).to.include('user_pool_client  deleted');
      await withLocalCloud(rig, async (cloud) => {
        expect(await cloud.list(client, { UserPoolId: poolId })).to.deep.equal([]);
      });
    });
  });

  it('list clients without naming a pool, and build from the required properties', async () => {
    await seeded('required-properties', async (rig, poolId, run) => {
      const built = await run('build');
      expect(built.errors).to.include('user_pool_client  created');
      const again = await run('build');
      expect(again.errors).to.include('user_pool_client  unchanged');
      const gone = await run('teardown');
      expect(gone.errors).to.include('user_pool_client  deleted');
      await withLocalCloud(rig, async (cloud) => {
        expect(await cloud.list(client, { UserPoolId: poolId })).to.deep.equal([]);
      });
    });
  });
});
