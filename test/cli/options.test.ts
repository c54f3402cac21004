import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: one
  globals:
    - name: region
      value: us-east-1
  resources:
    - name: pool
      props:
        - name: pool_name
          value: '{{ stack_name }}-{{ stack_env }}-{{ vars.suffix }}'
        - name: length
          value: '{{ minimum_length }}'
      exports:
        - user_pool_id
  exports:
    - user_pool_id

`;
const queries = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools
  WHERE region = '{{ region }}' AND user_pool_name = '{{ pool_name }}';

  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName, Policies, region)
  SELECT '{{ pool_name }}', '{{ {"PasswordPolicy": {"MinimumLength": length}} }}', '{{ region }}';

  /*+ exports */
  SELECT user_pool_id FROM awscc.cognito.user_pools
  WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';

  /*+ delete */
  DELETE FROM awscc.cognito.user_pools
  WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
`;

async function withStack(use: (rig: Rig) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    rig.write('one/stackql_manifest.yml', manifest);
    rig.write('one/resources/pool.iql', queries);
    rig.write('vars.yml', 'suffix: file\nminimum_length: 12\n');
    await use(rig);
  });
}

const given = ['--vars-file', 'vars.yml', '--local'];

describe('options of commands over a stack', () => {
  const dryRuns: readonly (readonly [verb: string, anchors: readonly string[]])[] = [
    ['build', ['exists', 'create', 'exports']],
    ['test', ['exists', 'exports']],
    ['teardown', ['exists', 'exports', 'delete']],
  ];
  for (const [verb, anchors] of dryRuns) {
    it(`--dry-run prints every statement of a ${verb} and sends nothing`, async () => {
      await withStack(async (rig) => {
        const statements: Readonly<Record<string, string>> = {
          exists: dedent`
            /*+ exists */
            SELECT user_pool_id FROM awscc.cognito.user_pools
            WHERE region = 'us-east-1' AND user_pool_name = 'one-dev-file';

          `,
          create: dedent`
            /*+ create */
            INSERT INTO awscc.cognito.user_pools (UserPoolName, Policies, region)
            SELECT 'one-dev-file', '{"PasswordPolicy":{"MinimumLength":12}}', 'us-east-1';

          `,
          exports: dedent`
            /*+ exports */
            SELECT user_pool_id FROM awscc.cognito.user_pools
            WHERE region = 'us-east-1' AND Identifier = '<this.user_pool_id>';

          `,
          delete: dedent`
            /*+ delete */
            DELETE FROM awscc.cognito.user_pools
            WHERE region = 'us-east-1' AND Identifier = '<this.user_pool_id>';

          `,
        };
        const run = await rig.run(verb, 'one', 'dev', ...given, '--dry-run');
        expect(run).to.deep.equal({
          code: 0,
          output: `-- pool\n${anchors.map((anchor) => statements[anchor]).join('')}`,
          errors: '',
        });
        expect(existsSync(join(rig.folder, '.stack-deploy'))).to.equal(false);
      });
    });
  }

  it('--log-format json prints events, a line each, and nothing else', async () => {
    await withStack(async (rig) => {
      const { code, output, errors } = await rig.run('build', 'one', 'dev', ...given, '--log-format', 'json');
      expect([code, errors]).to.deep.equal([0, '']);
      const identifier = /us-east-1_\w{9}/.exec(output)?.[0];
      const common = { format: 2, time: '2026-01-01T00:00:01.000Z' };
      const pool = {
        resource: 'pool',
        address: 'pool',
        type: 'AWS::Cognito::UserPool',
        region: 'us-east-1',
        file: 'one/stackql_manifest.yml',
        line: 7,
      };
      const lines = output.trim().split('\n');
      expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
        { ...common, kind: 'run.started', verb: 'build', stack: 'one', environment: 'dev', resources: [pool] },
        { ...common, kind: 'resource.started', ...pool, phase: 'main' },
        { ...common, kind: 'resource.writing', ...pool, anchor: 'create' },
        {
          ...common,
          kind: 'resource.finished',
          ...pool,
          elapsedMs: 0,
          outcome: { outcome: 'created', identifier },
        },
        {
          ...common,
          kind: 'run.finished',
          verb: 'build',
          ok: true,
          elapsedMs: 0,
          resources: [{ ...pool, outcome: 'created', identifier }],
          exports: { user_pool_id: identifier },
        },
      ]);
    });
  });

  it('--show-queries shows each statement before it is carried out', async () => {
    await withStack(async (rig) => {
      await rig.run('build', 'one', 'dev', ...given);
      const { output, errors } = await rig.run('build', 'one', 'dev', ...given, '--show-queries');
      const identifier = output.trim().split(/ +/)[1] ?? '';
      expect(errors).to.equal(dedent`
        Building one (dev) on the embedded Cloud Control in .stack-deploy/local

          /*+ exists */ of pool
          SELECT user_pool_id FROM awscc.cognito.user_pools
          WHERE region = 'us-east-1' AND user_pool_name = 'one-dev-file'

          /*+ exports */ of pool
          SELECT user_pool_id FROM awscc.cognito.user_pools
          WHERE region = 'us-east-1' AND Identifier = '${identifier}'

          pool  unchanged  ${identifier}  0.0 s

        1 unchanged in 0.0 s

      `);
    });
  });

  it('--output-file writes the exports, and a place that cannot be is refused before anything is done', async () => {
    await withStack(async (rig) => {
      const refused = await rig.run('build', 'one', 'dev', ...given, '--output-file', 'no/such/out.json');
      expect(refused).to.deep.equal({
        code: 1,
        output: '',
        errors:
          'error[input/file-missing]: the output file no/such/out.json cannot be written: its folder does not exist\n',
      });
      expect(existsSync(join(rig.folder, '.stack-deploy'))).to.equal(false);
      const { output } = await rig.run('build', 'one', 'dev', ...given, '--output-file', 'out.json');
      expect(rig.read('out.json')).to.equal(
        JSON.stringify(
          { stack_name: 'one', stack_env: 'dev', elapsed_time: 0, user_pool_id: output.trim().split(/ +/)[1] },
          undefined,
          2,
        ) + '\n',
      );
      expect(statSync(join(rig.folder, 'out.json')).mode & 0o700).to.equal(0o600);
    });
  });

  it('variables of the command line go before the file, that before .env, and that before the environment', async () => {
    await withStack(async (rig) => {
      const name = async (...options: readonly string[]): Promise<string | undefined> =>
        /one-dev-\w+/.exec((await rig.run('build', 'one', 'dev', '--dry-run', ...options)).output)?.[0];
      rig.environment.set('suffix', 'environment').set('minimum_length', '9').set('MINIMUM', '9');
      expect(await name('-e', 'minimum_length')).to.equal('one-dev-environment');
      rig.write('.env', 'suffix=dotenv\n');
      expect(await name('-e', 'minimum_length')).to.equal('one-dev-dotenv');
      rig.write('other.env', 'suffix=other\n');
      expect(await name('-e', 'minimum_length', '--env-file', 'other.env')).to.equal('one-dev-other');
      expect(await name('--vars-file', 'vars.yml')).to.equal('one-dev-file');
      expect(await name('--vars-file', 'vars.yml', '-e', 'suffix')).to.equal('one-dev-environment');
      expect(await name('--vars-file', 'vars.yml', '-e', 'suffix=given')).to.equal('one-dev-given');
    });
  });

  it('shows what is wrong with an env file, and no secret in it', async () => {
    await withStack(async (rig) => {
      rig.write('prd.env', 'DB_PASSWORD="s3cr3t-w0rd\nnothing\nsuffix=x\n');
      expect(await rig.run('build', 'one', 'dev', '--dry-run', '--env-file', 'prd.env')).to.deep.equal({
        code: 1,
        output: '',
        errors: dedent`
          error[input/env-file]: the quote that begins here is never closed
           --> prd.env:1:13
            |
          1 | DB_PASSWORD=***
            |             ^^^
          2 | nothing
            = help: close it, or leave it out

          error[input/env-file]: this line sets no variable
           --> prd.env:2:1
            |
          1 | DB_PASSWORD=***
          2 | nothing
            | ^^^^^^^
          3 | suffix=x
            = help: write nothing= for an empty value
        `,
      });
    });
  });

  it('variables of a file keep their types, those of the command line are text', async () => {
    await withStack(async (rig) => {
      const length = async (...options: readonly string[]): Promise<string | undefined> =>
        /"MinimumLength":([^}]*)/.exec((await rig.run('build', 'one', 'dev', '--dry-run', ...options)).output)?.[1];
      expect(await length('--vars-file', 'vars.yml')).to.equal('12');
      expect(await length('--vars-file', 'vars.yml', '-e', 'minimum_length=9')).to.equal('"9"');
    });
  });

  it('colours are shown where they are forced, and not with NO_COLOR or --no-color', async () => {
    await withStack(async (rig) => {
      const isColoured = async (...options: readonly string[]): Promise<boolean> =>
        (await rig.run('build', 'one', 'dev', ...given, ...options)).errors.includes('\u001b[');
      expect(await isColoured()).to.equal(false);
      rig.environment.set('FORCE_COLOR', '1');
      expect(await isColoured()).to.equal(true);
      expect(await isColoured('--no-color')).to.equal(false);
      rig.environment.set('NO_COLOR', '1');
      expect(await isColoured()).to.equal(false);
    });
  });

  const misuses: readonly (readonly [title: string, argv: readonly string[], errors: string])[] = [
    [
      'an environment file that is named and absent',
      ['build', 'one', 'dev', ...given, '--env-file', 'none.env'],
      'error[input/file-missing]: the environment file none.env does not exist\n',
    ],
    [
      'a variables file that is absent',
      ['build', 'one', 'dev', '--vars-file', 'none.yml'],
      'error[input/file-missing]: the variables file none.yml does not exist\n',
    ],
    [
      'a variable that the environment does not have',
      ['build', 'one', 'dev', ...given, '-e', 'nothing'],
      'error[input/variable]: -e nothing takes the variable from the environment, but it is not set there\n  = help: write -e nothing=VALUE, or set it\n',
    ],
    [
      'a name that is none',
      ['build', 'one', 'dev', ...given, '-e', '1x=3'],
      'error[input/variable]: invalid variable name "1x"\n  = help: write -e KEY=VALUE; names have letters, digits and _\n',
    ],
    [
      'a region that cannot be one',
      ['build', 'one', 'dev', ...given, '--region', 'Mars 1'],
      'error[input/option]: invalid region "Mars 1"\n  = help: use a name such as eu-west-1\n',
    ],
    [
      'a region that is misspelt',
      ['build', 'one', 'dev', ...given, '--region', 'us-east1'],
      'error[input/option]: invalid region "us-east1"\n  = help: did you mean "us-east-1"?\n',
    ],
    [
      'an unknown level',
      ['build', 'one', 'dev', ...given, '--log-level', 'loud'],
      'error[input/option]: invalid --log-level "loud": use error, warn, info, debug or trace\n',
    ],
    [
      'a time that is none',
      ['build', 'one', 'dev', ...given, '--timeout', 'soon'],
      "error: option '--timeout <TIME>' argument 'soon' is invalid. It is a time like 30s, 5m or 1h, up to 24h.\n(see stack-deploy --help)\n",
    ],
    [
      'a stack that is not there',
      ['build', 'two', 'dev', ...given],
      'error[input/file-missing]: the stack folder two does not exist\n  = help: STACK_DIR is the folder that holds stackql_manifest.yml\n',
    ],
    [
      'an unknown option',
      ['build', 'one', 'dev', '--wat'],
      "error: unknown option '--wat'\n(see stack-deploy --help)\n",
    ],
    [
      'a missing argument',
      ['build', 'one'],
      "error: missing argument 'STACK_ENV': name the environment\n(for example: stack-deploy build one dev)\n",
    ],
    [
      'an unknown command',
      ['biuld', 'one', 'dev'],
      "error: unknown command 'biuld'\n(Did you mean build?)\n(see stack-deploy --help)\n",
    ],
    [
      'a command that stackql-deploy has',
      ['start-server'],
      "error: unknown command 'start-server'\nthere is no server to start: statements are carried out by the command itself\n",
    ],
  ];
  for (const [title, argv, errors] of misuses) {
    it(`${title} is refused`, async () => {
      await withStack(async (rig) => {
        expect(await rig.run(...argv)).to.deep.equal({ code: 1, output: '', errors });
      });
    });
  }

  it('--timeout ends a statement of a run that would never end', async () => {
    await withStack(async (rig) => {
      rig.edit(
        'one/resources/pool.iql',
        "SELECT user_pool_id FROM awscc.cognito.user_pools\nWHERE region = '{{ region }}' AND user_pool_name",
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n), last(i) AS (SELECT MAX(i) FROM n)
         SELECT user_pool_id FROM awscc.cognito.user_pools, last WHERE region = '{{ region }}' AND user_pool_name`,
      );
      const { code, errors } = await rig.run('build', 'one', 'dev', ...given, '--timeout', '100ms');
      expect(code).to.equal(1);
      expect(errors).to.include('the statement took too long: SELECT');
      expect(errors).to.include('it was ended after 100ms; --timeout sets how long it may take');
    });
  });

  it('a region in a statement that cannot be one is refused with its place', async () => {
    await withStack(async (rig) => {
      rig.edit('one/stackql_manifest.yml', 'value: us-east-1', "value: 'Mars 1'");
      const { code, errors } = await rig.run('build', 'one', 'dev', ...given);
      expect(code).to.equal(1);
      expect(errors).to.include('error[resource/parameter]: invalid region "Mars 1"');
      expect(errors).to.include('--> one/resources/pool.iql:3:16');
    });
  });
});
