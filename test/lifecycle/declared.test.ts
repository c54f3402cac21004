import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: shop
  globals:
    - name: region
      value: us-east-1
  resources:
    - name: pool
      exports:
        - user_pool_id
    - name: client
`;

const pool = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND user_pool_name = 'shop';

  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'shop', '{{ region }}';

  /*+ exports */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
`;

const client = (prevent: string, flows: string, secret = 'false'): string => dedent`
  /*+ exists */
  SELECT client_id FROM awscc.cognito.user_pool_clients
  WHERE region = '{{ region }}' AND user_pool_id = '{{ user_pool_id }}' AND client_name = 'web';

  /*+ create */
  INSERT INTO awscc.cognito.user_pool_clients (
    ClientName, UserPoolId, GenerateSecret, ExplicitAuthFlows, RefreshTokenValidity, PreventUserExistenceErrors, region
  )
  SELECT 'web', '{{ user_pool_id }}', ${secret}, '${flows}', 7, '${prevent}', '{{ region }}';

  /*+ statecheck */
  SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_clients
  WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}' AND refresh_token_validity = 7;

  /*+ update */
  UPDATE awscc.cognito.user_pool_clients
  SET PatchDocument = '[{"op": "replace", "path": "/RefreshTokenValidity", "value": 7}]'
  WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|{{ this.client_id }}';
`;

const srp = '["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]';
const custom = '["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_CUSTOM_AUTH"]';

function write(rig: Rig, clientText: string, more = ''): void {
  rig.write('s/stackql_manifest.yml', manifest + more);
  rig.write('s/resources/pool.iql', pool);
  rig.write('s/resources/client.iql', clientText);
}

/** Identifiers and times are not what these tests look at. */
function told(text: string): string {
  return text
    .replace(/us-east-1_\w+(\|\w+)?/g, (_all, second: string | undefined) => (second === undefined ? 'POOL' : 'CLIENT'))
    .replace(/https:\S+/g, 'QUEUE')
    .replace(/ {2}\d+(\.\d+)? m?s$/gm, '')
    .replace(/in \d+(\.\d+)? m?s/g, 'in TIME')
    .replace(/ +$/gm, '')
    .split('\n')
    .filter((line) => !/^(warning|note|error\[|\s*-->|\s*\||\s*\d+ \||\s*= help)/.test(line))
    .join('\n')
    .trim();
}

const unmanaged = [
  'ExplicitAuthFlows is ["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"]; desired ["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_CUSTOM_AUTH"] (not in statecheck or update)',
  'PreventUserExistenceErrors is "ENABLED"; desired "LEGACY" (not in statecheck or update)',
];
const summary = 'not as declared, though no query says so: client; add them to statecheck and update, or use --strict';

describe('What is declared and no query looks at', () => {
  /** Builds a first time, then changes what create says. */
  async function changed(
    rig: Rig,
    text: string,
    more?: string,
  ): Promise<(...argv: readonly string[]) => Promise<readonly string[]>> {
    write(rig, client('ENABLED', srp), more);
    expect((await rig.run('build', 's', 'dev', '--local')).code).to.equal(0);
    write(rig, text, more);
    return async (...argv) => {
      const { code, errors } = await rig.run(...argv);
      return [`exit ${code}`, ...told(errors).split('\n').slice(2)];
    };
  }

  it('is listed by a build and a test, which go on', () =>
    withRig(async (rig) => {
      const run = await changed(rig, client('LEGACY', custom));
      expect(await run('build', 's', 'dev', '--local')).to.deep.equal([
        'exit 0',
        '  pool    unchanged',
        '  client  unchanged  CLIENT',
        '    not as declared:',
        ...unmanaged.map((line) => `      ${line}`),
        '',
        '2 unchanged in TIME',
        summary,
      ]);
      expect(await run('test', 's', 'dev', '--local')).to.deep.equal([
        'exit 0',
        '  pool    passed',
        '  client  passed     CLIENT',
        '    not as declared:',
        ...unmanaged.map((line) => `      ${line}`),
        '',
        '2 passed in TIME',
        summary,
      ]);
    }));

  for (const [how, more, option] of [
    ['--strict', '', ['--strict']],
    ['strict: true', 'strict: true\n', []],
  ] as const) {
    it(`fails a test and is set by a build with ${how}`, () =>
      withRig(async (rig) => {
        const run = await changed(rig, client('LEGACY', custom), more);
        expect(await run('test', 's', 'dev', '--local', ...option)).to.deep.equal([
          'exit 1',
          '  pool    passed',
          '  client  failed',
          '    it is not as declared:',
          ...unmanaged.map((line) => `      ${line}`),
          '',
          '1 passed, 1 failed in TIME',
        ]);
        expect(await run('build', 's', 'dev', '--local', ...option)).to.deep.equal([
          'exit 0',
          '  pool    unchanged',
          '  client  updated    CLIENT  ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"] → ["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_CUSTOM_AUTH"], PreventUserExistenceErrors: "ENABLED" → "LEGACY"',
          '',
          '1 unchanged, 1 updated in TIME',
        ]);
        expect(await run('test', 's', 'dev', '--local', ...option)).to.deep.equal([
          'exit 0',
          '  pool    passed',
          '  client  passed     CLIENT',
          '',
          '2 passed in TIME',
        ]);
      }));
  }

  it('needs a replacement where it is set at creation only', () =>
    withRig(async (rig) => {
      const run = await changed(rig, client('ENABLED', srp, 'true'));
      expect((await run('build', 's', 'dev', '--local'))[4]).to.equal(
        '      GenerateSecret is false; desired true (set at creation only: needs replacement)',
      );
      expect(await run('build', 's', 'dev', '--local', '--strict')).to.deep.equal([
        'exit 1',
        '  pool    unchanged',
        '  client  failed',
        '    CLIENT must be replaced, and this run may not replace it:',
        '      ~ GenerateSecret: false → true  # forces replacement',
        '    to replace client: run it with --replace client, or write replace: allowed',
        '    to keep it as it is: ignore_changes: [/GenerateSecret]',
        '',
        '1 unchanged, 1 failed in TIME',
      ]);
    }));

  it('needs a replacement where a queue is to be another kind of queue', () =>
    withRig(async (rig) => {
      const queue = (columns: string, values: string): string => dedent`
        /*+ exists */
        SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}';

        /*+ create */
        INSERT INTO awscc.sqs.queues (${columns} VisibilityTimeout, region) SELECT ${values} 60, '{{ region }}';
      `;
      rig.write('s/stackql_manifest.yml', manifest.replace(/resources:[^]*/, 'resources:\n  - name: queue\n'));
      rig.write('s/resources/queue.iql', queue('', ''));
      expect((await rig.run('build', 's', 'dev', '--local')).code).to.equal(0);
      rig.write('s/resources/queue.iql', queue('FifoQueue,', 'true,'));
      const linesOf = async (...argv: readonly string[]): Promise<readonly string[]> => {
        const { code, errors } = await rig.run(...argv);
        return [`exit ${code}`, ...told(errors).split('\n').slice(2)];
      };
      const difference = 'FifoQueue is not set; desired true';
      expect(await linesOf('test', 's', 'dev', '--local')).to.deep.equal([
        'exit 0',
        '  queue  passed',
        '    not as declared:',
        `      ${difference} (set at creation only: needs replacement)`,
        '',
        '1 passed in TIME',
        summary.replace('client', 'queue'),
      ]);
      expect(await linesOf('build', 's', 'dev', '--local', '--strict')).to.deep.equal([
        'exit 1',
        '  queue  failed',
        '    QUEUE must be replaced, and this run may not replace it:',
        '      + FifoQueue: true  # forces replacement',
        '    to replace queue: it may hold data; run it with --replace queue to delete it with what it holds',
        '    to keep it as it is: ignore_changes: [/FifoQueue]',
        '',
        '1 failed in TIME',
      ]);
    }));

  for (const [title, more, left] of [
    ['unmanaged: off', "    unmanaged: 'off'\n", []],
    ['ignore_changes', '    ignore_changes: [/ExplicitAuthFlows]\n', [unmanaged[1]]],
  ] as const) {
    it(`is left out as ${title} says`, () =>
      withRig(async (rig) => {
        const run = await changed(rig, client('LEGACY', custom), more);
        const lines = await run('build', 's', 'dev', '--local');
        expect(lines.filter((line) => line.startsWith('      '))).to.deep.equal(left.map((line) => `      ${line}`));
      }));
  }

  it('is data in the events', () =>
    withRig(async (rig) => {
      await changed(rig, client('LEGACY', srp));
      const outcomeIn = async (...argv: readonly string[]): Promise<unknown> => {
        const { output } = await rig.run(...argv, '--log-format', 'json');
        const events = output
          .trim()
          .split('\n')
          .map((line): unknown => JSON.parse(line));
        const finished = events.filter((event) => (event as { kind: string }).kind === 'resource.finished').at(-1);
        const { identifier: _identifier, ...outcome } = (finished as { outcome: Record<string, unknown> }).outcome;
        return outcome;
      };
      const differences = [
        { pointer: '/PreventUserExistenceErrors', desired: 'LEGACY', live: 'ENABLED', why: 'not-named' },
      ];
      expect(await outcomeIn('test', 's', 'dev', '--local')).to.deep.equal({
        outcome: 'passed',
        unmanaged: differences,
      });
      expect(await outcomeIn('test', 's', 'dev', '--local', '--strict')).to.deep.equal({
        outcome: 'failed',
        reason: { kind: 'unmanaged', differences, when: 'test' },
      });
    }));
});
