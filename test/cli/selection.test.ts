import { expect } from 'chai';
import { isJsonObject, parseJson } from '../../src/base/json.ts';
import { dedent } from '../support/dedent.ts';
import { StableNames } from '../support/flow-fixture.ts';
import { withRig } from '../support/rig.ts';

describe('a run over a part of a stack', () => {
  const stack = 'examples/cognito-user-pool';

  it('shows what is not selected, in words and in JSON', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const names = new StableNames();
      const run = await rig.run('build', stack, 'dev', '--local', '--target', 'user_pool');
      expect(names.replace(run.errors)).to.equal(dedent`
        Building cognito-user-pool (dev) on the embedded Cloud Control in .stack-deploy/local

          user_pool       created    POOL-1  0.0 s
          browser_client  not selected  it does not exist  0.0 s
          machine_client  not selected  it does not exist  0.0 s

        1 created, 2 not selected in 0.0 s

      `);
      expect(run.code).to.equal(0);
      expect(names.replace(run.output)).to.equal(dedent`
        user_pool_id  POOL-1
        provider_url  https://cognito-idp.us-east-1.amazonaws.com/POOL-1
      `);
      const json = await rig.run('test', stack, 'dev', '--local', '--only', 'user_pool', '--log-format', 'json');
      const last = parseJson(names.replace(json.output.trimEnd().split('\n').at(-1) ?? ''));
      const place = { file: `${stack}/stackql_manifest.yml`, region: 'us-east-1' };
      const pool = { resource: 'user_pool', address: 'user_pool', type: 'AWS::Cognito::UserPool', ...place, line: 13 };
      const browser = { resource: 'browser_client', address: 'browser_client', ...place, line: 31 };
      const machine = { resource: 'machine_client', address: 'machine_client', ...place, line: 61 };
      const left = { type: 'AWS::Cognito::UserPoolClient', outcome: 'not-selected', read: 'absent' };
      expect(isJsonObject(last) ? last['resources'] : last).to.deep.equal([
        { ...pool, outcome: 'passed', identifier: 'POOL-1' },
        { ...browser, ...left },
        { ...machine, ...left },
      ]);
    });
  });

  it('takes lists with commas, several options, and both names of one', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const lists = ['--only', 'user_pol, ,x', '--target', 'y', '--skip', 'z', '--skip', 'user_pool'];
      const run = await rig.run('build', stack, 'dev', '--local', '--dry-run', ...lists);
      expect(run).to.deep.equal({
        code: 1,
        output: '',
        errors: dedent`
          error[input/selection]: --only "user_pol" matches nothing: no resource of this stack has that name or type
            = help: did you mean "user_pool"?

          error[input/selection]: --only "x" matches nothing: no resource of this stack has that name or type
            = help: use one of user_pool, browser_client, machine_client, or a type

          error[input/selection]: --only "y" matches nothing: no resource of this stack has that name or type
            = help: use one of user_pool, browser_client, machine_client, or a type

          error[input/selection]: --skip "z" matches nothing: no resource of this stack has that name or type
            = help: use one of user_pool, browser_client, machine_client, or a type
        `,
      });
    });
  });

  it('prints the statements of what is selected, and the questions to the others', async () => {
    await withRig(async (rig) => {
      rig.copy(stack);
      const only = ['--only', 'awscc.cognito.user_pool_clients', '--skip', 'browser_client'];
      const run = await rig.run('teardown', stack, 'dev', '--local', '--dry-run', ...only);
      expect(run.output).to.equal(dedent`
        -- machine_client
        /*+ exists */
        SELECT client.client_id
        FROM awscc.cognito.user_pool_clients_list_only AS listed
        JOIN awscc.cognito.user_pool_clients AS client
          ON client.Identifier = listed.user_pool_id || '|' || listed.client_id
        WHERE listed.region = 'us-east-1'
        AND client.region = 'us-east-1'
        AND listed.user_pool_id = '<user_pool.user_pool_id>'
        AND client.client_name = 'cognito-user-pool-dev-machine';

        /*+ exports */
        SELECT client_id, client_secret
        FROM awscc.cognito.user_pool_clients
        WHERE region = 'us-east-1'
        AND Identifier = '<user_pool.user_pool_id>|<this.client_id>';

        /*+ delete */
        DELETE FROM awscc.cognito.user_pool_clients
        WHERE region = 'us-east-1'
        AND Identifier = '<user_pool.user_pool_id>|<this.client_id>';

        -- browser_client: not selected

        -- user_pool: not selected, read for its exports
        /*+ exists */
        SELECT user_pool_id
        FROM awscc.cognito.user_pools
        WHERE region = 'us-east-1'
        AND user_pool_name = 'cognito-user-pool-dev';

        /*+ exports */
        SELECT user_pool_id, provider_url
        FROM awscc.cognito.user_pools
        WHERE region = 'us-east-1'
        AND Identifier = '<this.user_pool_id>';

      `);
    });
  });
});
