import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: shop
  resources:
    - name: pool
      exports:
        - user_pool_id
    - name: days
      type: script
      run: echo '{"days":7}'
      exports:
        - days
    - name: client
`;

const pool = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND user_pool_name = 'shop';

  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'shop', 'us-east-1';

  /*+ exports */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND Identifier = '{{ this.user_pool_id }}';
`;

const client = (update: string): string => dedent`
  /*+ exists */
  SELECT client_id FROM awscc.cognito.user_pool_clients
  WHERE region = 'us-east-1' AND user_pool_id = '{{ user_pool_id }}' AND client_name = 'web';

  /*+ create */
  INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, RefreshTokenValidity, region)
  SELECT 'web', '{{ user_pool_id }}', 7, 'us-east-1';

  /*+ statecheck */
  SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_clients
  WHERE region = 'us-east-1' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}' AND refresh_token_validity = {{ days }};
  ${update}
`;

const setting = (days: string): string => `
/*+ update */
UPDATE awscc.cognito.user_pool_clients
SET PatchDocument = '[{"op": "replace", "path": "/RefreshTokenValidity", "value": ${days}}]'
WHERE region = 'us-east-1' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}';
`;

interface Printed {
  readonly resource_changes: readonly { readonly resource: string; readonly kind: string }[];
}

/** What a plan says of a resource that is there, whose statecheck needs what a script of the same run prints. */
const cases: readonly (readonly [title: string, update: string, kind: string])[] = [
  ['an update to another value', setting('9'), 'update'],
  ['an update that changes nothing', setting('7'), 'unknown'],
  ['no update', '', 'unknown'],
];

describe('A plan of a resource whose statecheck cannot be asked yet', () => {
  for (const [title, update, kind] of cases) {
    it(`and that has ${title}: ${kind}`, () =>
      withRig(async (rig) => {
        rig.write('s/stackql_manifest.yml', manifest);
        rig.write('s/resources/pool.iql', pool);
        rig.write('s/resources/client.iql', client(setting('7')));
        expect((await rig.run('build', 's', 'dev', '--local')).code).to.equal(0);
        rig.write('s/resources/client.iql', client(update));
        const { output } = await rig.run('plan', 's', 'dev', '--local', '--json');
        const { resource_changes: changes } = JSON.parse(output) as Printed;
        expect(changes.map(({ resource, kind: planned }) => `${resource}: ${planned}`)).to.deep.equal([
          'pool: unchanged',
          'days: run',
          `client: ${kind}`,
        ]);
      }));
  }
});
