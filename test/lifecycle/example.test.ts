import { expect } from 'chai';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig } from '../support/rig.ts';

const stack = 'examples/cognito-user-pool';
const pool = 'AWS::Cognito::UserPool';
const client = 'AWS::Cognito::UserPoolClient';

describe('the example cognito-user-pool', () => {
  it('is built, and a second build changes nothing', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const first = await rig.run('build', stack, 'dev', '--local');
      expect(first.code, first.errors).to.equal(0);
      expect(first.errors).to.include('3 created');
      const mutations = await withLocalCloud(rig, (cloud) => cloud.mutations());
      expect([...mutations].sort()).to.deep.equal([`CREATE ${pool}`, `CREATE ${client}`, `CREATE ${client}`]);

      const second = await rig.run('build', stack, 'dev', '--local');
      expect(second.code).to.equal(0);
      expect(second.errors).to.include('3 unchanged');
      expect(second.output).to.equal(first.output);
      expect(await withLocalCloud(rig, (cloud) => cloud.mutations())).to.have.length(3);
    });
  });

  it('shows a change behind its back, repairs it, and is torn down to nothing', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      await rig.run('build', stack, 'dev', '--local');
      const poolId = await withLocalCloud(rig, async (cloud) => {
        const [poolId = ''] = await cloud.list(pool);
        for (const identifier of await cloud.list(client, { UserPoolId: poolId })) {
          const { ClientName } = await cloud.properties(client, identifier);
          if (ClientName !== 'cognito-user-pool-dev-browser') continue;
          const patch = JSON.stringify([{ op: 'replace', path: '/RefreshTokenValidity', value: 7 }]);
          const event = await cloud.change('UpdateResource', {
            TypeName: client,
            Identifier: identifier,
            PatchDocument: patch,
          });
          expect(event['OperationStatus']).to.equal('SUCCESS');
        }
        return poolId;
      });

      const tested = await rig.run('test', stack, 'dev', '--local');
      expect(tested.code).to.equal(1);
      expect(tested.errors).to.match(/browser_client +failed/);
      expect(tested.errors).to.include('RefreshTokenValidity is 7; desired 1');
      expect(tested.errors).to.match(/user_pool +passed/);
      expect(tested.errors).to.match(/machine_client +passed/);

      const repaired = await rig.run('build', stack, 'dev', '--local');
      expect(repaired.code, repaired.errors).to.equal(0);
      expect(repaired.errors).to.match(/browser_client {2}updated {4}\S+ {2}RefreshTokenValidity/);
      expect((await rig.run('test', stack, 'dev', '--local')).code).to.equal(0);

      const removed = await rig.run('teardown', stack, 'dev', '--local');
      expect(removed.code, removed.errors).to.equal(0);
      expect(removed.errors).to.include('3 deleted');
      await withLocalCloud(rig, async (cloud) => {
        expect(await cloud.list(pool)).to.deep.equal([]);
        const clients = await cloud.call('ListResources', {
          TypeName: client,
          ResourceModel: JSON.stringify({ UserPoolId: poolId }),
        });
        expect(clients['__type']).to.match(/ResourceNotFoundException$/);
      });

      const again = await rig.run('teardown', stack, 'dev', '--local');
      expect(again.code, again.errors).to.equal(0);
      expect(again.errors).to.match(
        /machine_client +not looked for +it needs user_pool\.user_pool_id, which is not there/,
      );
      expect(again.errors).to.match(/user_pool +absent/);
    });
  });

  it('differs between its environments', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      for (const environment of ['dev', 'prd']) {
        expect((await rig.run('build', stack, environment, '--local')).code).to.equal(0);
      }
      await withLocalCloud(rig, async (cloud) => {
        const protections = [];
        for (const identifier of await cloud.list(pool))
          protections.push((await cloud.properties(pool, identifier))['DeletionProtection']);
        expect(protections.sort()).to.deep.equal(['ACTIVE', 'INACTIVE']);
      });
    });
  });

  it('never shows the secret of the machine client', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const runs = [
        await rig.run('build', stack, 'dev', '--local', '--show-queries', '--log-level', 'trace'),
        await rig.run(
          'build',
          stack,
          'dev',
          '--local',
          '--show-queries',
          '--log-format',
          'json',
          '--log-level',
          'trace',
        ),
      ];
      const secret = await withLocalCloud(rig, async (cloud) => {
        const [poolId = ''] = await cloud.list(pool);
        for (const identifier of await cloud.list(client, { UserPoolId: poolId })) {
          const { ClientSecret } = await cloud.properties(client, identifier);
          if (typeof ClientSecret === 'string') return ClientSecret;
        }
        throw new Error('no client has a secret');
      });
      for (const { output, errors } of runs) expect(output + errors).not.to.include(secret);
    });
  });
});

describe('the example web-application', () => {
  const folder = 'examples/web-application';

  it('is at most 90 lines, is built, planned empty, changed in one line, and torn down', async () => {
    await withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'eu-west-1');
      rig.copy(folder);
      const file = `${folder}/stackql_manifest.yml`;
      expect(rig.read(file).trimEnd().split('\n').length).to.be.at.most(90);
      const built = await rig.run('build', folder, 'dev', '--local');
      expect(built.errors).to.include('10 created');
      expect((await rig.run('plan', folder, 'dev', '--local')).output).to.include('No changes.');
      rig.edit(file, 'VisibilityTimeout: 60', 'VisibilityTimeout: 90');
      const planned = await rig.run('plan', folder, 'dev', '--local');
      expect(planned.output.split('\n').slice(2)).to.deep.equal([
        '  ~ jobs  AWS::SQS::Queue  https://sqs.eu-west-1.amazonaws.com/000000000000/web-application-dev-jobs',
        '      ~ VisibilityTimeout: 60 → 90',
        '',
        'Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.',
        '',
      ]);
      expect((await rig.run('build', folder, 'dev', '--local')).errors).to.include('9 unchanged, 1 updated');
      expect((await rig.run('teardown', folder, 'dev', '--local')).errors).to.include('10 deleted');
    });
  });
});
