import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const poolQueries = `/*+ exists */
SELECT user_pool_id FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND user_pool_name = '{{ pool_name }}';

/*+ create */
INSERT INTO awscc.cognito.user_pools (UserPoolName, UserPoolTags, region)
SELECT '{{ pool_name }}', '{{ {"stack": stack_name} }}', '{{ region }}';

/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}'
AND json_extract(user_pool_tags, '$.stack') = '{{ stack_name }}';

/*+ exports */
SELECT user_pool_id FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';

/*+ delete */
DELETE FROM awscc.cognito.user_pools
WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
`;

const clientQueries = `/*+ exists */
SELECT client.client_id
FROM awscc.cognito.user_pool_clients_list_only AS listed
JOIN awscc.cognito.user_pool_clients AS client
  ON client.Identifier = listed.user_pool_id || '|' || listed.client_id
WHERE listed.region = '{{ region }}' AND client.region = '{{ region }}'
AND listed.user_pool_id = '{{ pool.user_pool_id }}'
AND client.client_name = '{{ client_name }}';

/*+ create */
INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, RefreshTokenValidity, region)
SELECT '{{ client_name }}', '{{ pool.user_pool_id }}', {{ days }}, '{{ region }}';

/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_clients
WHERE region = '{{ region }}' AND Identifier = '{{ pool.user_pool_id }}|{{ this.client_id }}'
AND refresh_token_validity = {{ days }};

/*+ update */
UPDATE awscc.cognito.user_pool_clients
SET PatchDocument = string('{{ {"RefreshTokenValidity": days} | generate_patch_document }}')
WHERE region = '{{ region }}' AND Identifier = '{{ pool.user_pool_id }}|{{ this.client_id }}';

/*+ exports */
SELECT client_id FROM awscc.cognito.user_pool_clients
WHERE region = '{{ region }}' AND Identifier = '{{ pool.user_pool_id }}|{{ this.client_id }}';

/*+ delete */
DELETE FROM awscc.cognito.user_pool_clients
WHERE region = '{{ region }}' AND Identifier = '{{ pool.user_pool_id }}|{{ this.client_id }}';
`;

/** A stack of one pool and, for every further resource, a client of it. `days` is what an update changes in all of them. */
export function writeBenchStack(folder: string, resources: number, days = 30): void {
  const clients = Array.from({ length: resources - 1 }, (_, index) =>
    [
      `  - name: client_${index + 1}`,
      '    file: client.iql',
      '    props:',
      '      - name: client_name',
      `        value: client-${index + 1}`,
      '      - name: days',
      `        value: ${days}`,
      '    exports:',
      '      - client_id',
    ].join('\n'),
  );
  const manifest = [
    'version: 1',
    'name: bench',
    'providers:',
    '  - awscc',
    'globals:',
    '  - name: region',
    '    value: us-east-1',
    '  - name: pool_name',
    '    value: bench',
    'resources:',
    '  - name: pool',
    '    exports:',
    '      - user_pool_id',
    ...clients,
    '',
  ].join('\n');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'stackql_manifest.yml'), manifest);
  writeFileSync(join(folder, 'resources/pool.iql'), poolQueries);
  writeFileSync(join(folder, 'resources/client.iql'), clientQueries);
}
