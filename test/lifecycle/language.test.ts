import { expect } from 'chai';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = 'stack/stackql_manifest.yml';

/** A small stack; `parts` goes into its one resource, `queries` into its file. */
function write(rig: Rig, parts: string, queries = ''): void {
  rig.write(
    manifest,
    `version: 1\nname: small\nproviders: [awscc]\nglobals:\n  - name: region\n    value: us-east-1\nresources:\n  - name: pool\n${parts}`,
  );
  rig.write(
    'stack/resources/pool.iql',
    `/*+ exists */
SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND user_pool_name = 'a'
/*+ create */
INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'a', '{{ region }}'
${queries}`,
  );
}

interface Case {
  readonly title: string;
  readonly parts: string;
  readonly queries?: string;
  readonly prepare?: (rig: Rig) => void;
  /** In this order, and nothing else. */
  readonly says: readonly string[];
}

const prop = (value: string): string => `    props:\n      - name: extra\n        value: ${value}\n`;

const cases: readonly Case[] = [
  {
    title: 'a file that leads out of the stack by its path',
    parts: prop('file(../../outside.json)'),
    says: ['error[manifest/invalid-name]: file(../../outside.json) leads out of the folder of the stack'],
  },
  {
    title: 'files that include each other',
    parts: prop('file(a.json)'),
    prepare: (rig) => {
      rig.write('stack/resources/a.json', '{"b": "file(b.yaml)"}');
      rig.write('stack/resources/b.yaml', 'a: file(a.json)\n');
    },
    says: ['error[manifest/too-complex]: file(a.json) includes itself'],
  },
  {
    title: 'a file that is missing',
    parts: prop('file(tag.json)'),
    prepare: (rig) => rig.write('stack/resources/tags.json', '{}'),
    says: [
      'error[input/file-missing]: the included file stack/resources/tag.json does not exist',
      'did you mean "tags.json"?',
    ],
  },
  {
    title: 'a file that is neither JSON nor YAML',
    parts: prop('file(tags.txt)'),
    says: ['error[manifest/unsupported]: file(tags.txt) must end in .json, .yaml or .yml'],
  },
  {
    title: 'a role that is no role',
    parts: '    auth:\n      awscc:\n        role_arn: "{{ region }}"\n        external_id: [1]\n',
    says: ['error[manifest/wrong-type]: "external_id" must be a text, not a list'],
  },
  {
    title: 'the ARN of something else, and too short a time',
    parts:
      '    auth:\n      awscc:\n        role_arn: arn:aws:iam::000000000000:user/me\n        duration_seconds: 60\n',
    says: [
      'error[manifest/wrong-type]: "role_arn" must be the ARN of a role, arn:aws:iam::123456789012:role/name, not "arn:aws:iam::000000000000:user/me"',
      'error[manifest/wrong-type]: "duration_seconds" must be a number of seconds from 900 to 43200, not "60"',
    ],
  },
  {
    title: 'an external id without a role',
    parts: '    auth:\n      awscc:\n        type: aws_assume_role\n        external_id: shop\n',
    says: ['error[manifest/misplaced-key]: "external_id" has no effect without "role_arn"'],
  },
  {
    title: 'a role said twice',
    parts:
      '    auth:\n      awscc:\n        role_arn: arn:aws:iam::000000000000:role/a\n        aws_role_arn: arn:aws:iam::000000000000:role/b\n',
    says: ['error[manifest/misplaced-key]: "aws_role_arn" and "role_arn" say the same'],
  },
  {
    title: 'a variable for a role that is not set',
    parts: '    auth:\n      awscc:\n        aws_role_arn_env_var: NO_SUCH_ROLE\n',
    says: ['error[template/undefined]: "aws_role_arn_env_var" names the variable "NO_SUCH_ROLE", which is not set'],
  },
  {
    title: 'credentials of another provider',
    parts: '    auth:\n      google:\n        type: service_account\n',
    says: ['error[manifest/unsupported]: "auth" of resource "pool" is for "google"'],
  },
  {
    title: 'credentials in variables of their own',
    parts: '    auth:\n      awscc:\n        username_var: MY_KEY\n',
    says: ['error[manifest/unsupported]: "username_var" can only be AWS_ACCESS_KEY_ID'],
  },
  {
    title: 'a query that is never run',
    parts: '',
    queries:
      "/*+ callback:update */\nSELECT 1 AS success\n/*+ update */\nUPDATE awscc.cognito.user_pools SET PatchDocument = '[]' WHERE region = 'a' AND Identifier = 'b'\n/*+ command */\nDELETE FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND Identifier = 'us-east-1_aaaaaaaaa'\n",
    says: [
      'warning[query/unused]: the query update is never run: without statecheck or exports nothing tells that an update is needed',
      'warning[query/unused]: the query command is never run: it belongs to resources of type command',
    ],
  },
  {
    title: 'return_vals without RETURNING',
    parts: '    return_vals:\n      create:\n        - Identifier: pool_id\n',
    says: ['error[sql/result-shape]: return_vals of "pool" keeps "Identifier", but the query create has no RETURNING'],
  },
  {
    title: 'a callback without its column',
    parts: '',
    queries: '/*+ callback:create */\nSELECT 1 AS done\n',
    says: ['error[sql/result-shape]: a callback must give a column "success" or "count"; this one gives done'],
  },
  {
    title: 'an undefined name in a condition',
    parts: "    if: stack_evn == 'prd'\n",
    says: ['error[template/undefined]: "stack_evn" is not defined', 'did you mean "stack_env"?'],
  },
  {
    title: 'an export of a resource that is skipped, by its own name and under that of the resource',
    parts:
      "    if: stack_env == 'prd'\n    exports: [user_pool_id: pool_id]\n  - name: needs\n    file: pool.iql\n    props:\n      - name: id\n        value: '{{ pool_id }}'\n      - name: same\n        value: '{{ pool.pool_id }}'\n",
    queries: "/*+ exports */\nSELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1'\n",
    says: [
      'error[template/undefined]: "pool_id" is not defined',
      'help: resource "pool" exports it, and is skipped: its "if" is false',
      'error[template/undefined]: "pool" is not defined',
      'help: that resource is skipped: its "if" is false',
    ],
  },
  {
    title: 'an undefined name in a script',
    parts: '  - name: script\n    type: script\n    run: echo "{{ nothing }}"\n',
    says: ['error[template/undefined]: "nothing" is not defined'],
  },
  {
    title: 'a timeout of a resource that is no script',
    parts: '    timeout: 5\n',
    says: ['error[manifest/misplaced-key]: "timeout" belongs to resources of type script'],
  },
];

describe('what is said of the manifest and its queries', () => {
  for (const one of cases) {
    it(one.title, async () => {
      await withRig(async (rig) => {
        write(rig, one.parts, one.queries);
        one.prepare?.(rig);
        const { errors } = await rig.run('validate', 'stack', 'dev');
        let from = 0;
        for (const text of one.says) {
          const found = errors.indexOf(text, from);
          expect(found, `${text}\nin\n${errors}`).to.be.at.least(from);
          from = found + text.length;
        }
      });
    });
  }

  it('runs the one statement of a command or query, whatever anchor it stands under', async () => {
    await withRig(async (rig) => {
      const command = `  - name: touch\n    type: command\n    sql: |\n      /*+ UPDATE */\n      UPDATE awscc.cognito.user_pools SET PatchDocument = '[{"op": "add", "path": "/UserPoolTags", "value": {}}]' WHERE region = 'us-east-1' AND Identifier = 'us-east-1_aaaaaaaaa'\n`;
      const query = `  - name: ask\n    type: query\n    sql: |\n      /*+ exists */\n      SELECT 1 AS one\n    exports: [one]\n`;
      write(rig, command + query);
      const { code, output, errors } = await rig.run('build', 'stack', 'dev', '--dry-run');
      expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
      expect(output).to.include('-- touch\n/*+ command */\nUPDATE awscc.cognito.user_pools');
      expect(output).to.include('-- ask\n/*+ exports */\nSELECT 1 AS one;');
    });
  });

  it('takes the region of `auth` for statements that name none', async () => {
    await withRig(async (rig) => {
      write(rig, '    auth:\n      awscc:\n        type: aws_signing_v4\n        region: eu-west-1\n');
      rig.edit('stack/resources/pool.iql', " WHERE region = '{{ region }}' AND", ' WHERE');
      rig.edit('stack/resources/pool.iql', ", region) SELECT 'a', '{{ region }}'", ") SELECT 'a'");
      const built = await rig.run('build', 'stack', 'dev', '--local', '--log-level', 'trace');
      expect(built.code, built.errors).to.equal(0);
      expect(built.errors).to.include('CreateResource AWS::Cognito::UserPool in eu-west-1');
    });
  });

  it('ends a callback at once where the request that it watches has failed, though its query does not say so', async () => {
    await withRig(async (rig) => {
      const event = await withLocalCloud(rig, (cloud) =>
        cloud.change('DeleteResource', { TypeName: 'AWS::Cognito::UserPool', Identifier: 'us-east-1_aaaaaaaaa' }),
      );
      const { OperationStatus, RequestToken, StatusMessage } = event;
      expect(OperationStatus).to.equal('FAILED');
      if (typeof RequestToken !== 'string' || typeof StatusMessage !== 'string') throw new Error('no request');
      write(
        rig,
        '',
        `/*+ callback:create, retries=5, retry_delay=600 */
SELECT CASE WHEN OperationStatus = 'SUCCESS' THEN 1 ELSE 0 END AS success
FROM awscc.cloud_control.resource_request
WHERE region = '{{ region }}' AND RequestToken = '{{ TOKEN }}'
`,
      );
      const { errors } = await rig.run('build', 'stack', 'dev', '--local', '-e', `TOKEN=${RequestToken}`);
      expect(errors).to.include('the query callback:create says that the request has ended: FAILED');
      expect(errors).to.include(`NotFound: ${StatusMessage}`);
      expect(rig.clock.sleeps).not.to.include(600_000);
    });
  });

  it('gives a resource one idempotency token in a run', async () => {
    await withRig(async (rig) => {
      rig.environment.set('PATH', process.env['PATH'] ?? '/usr/bin:/bin');
      write(
        rig,
        '  - name: script\n    type: script\n    run: echo "{{ idempotency_token }} $IDEMPOTENCY_TOKEN {{ idempotency_token }}"\n',
      );
      const { errors } = await rig.run('build', 'stack', 'dev', '--local');
      expect(errors).to.match(/script \| ([0-9a-f-]{36}) \1 \1\n/);
    });
  });
});
