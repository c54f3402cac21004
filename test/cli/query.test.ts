import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { withServedCloud } from '../support/served-cloud.ts';

const pools = 'SELECT user_pool_name FROM awscc.cognito.user_pools';

async function withPools<T>(names: readonly string[], use: (rig: Rig) => Promise<T>): Promise<T> {
  return withRig(async (rig) => {
    rig.environment.set('AWS_REGION', 'us-east-1');
    rig.write(
      'pools.iql',
      names.map((name) => `INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT '${name}';`).join('\n'),
    );
    if (names.length > 0) {
      const made = await rig.run('query', '-f', 'pools.iql', '--local', '--write');
      expect(made.code, made.errors).to.equal(0);
    }
    return use(rig);
  });
}

describe('stack-deploy query', () => {
  it('answers from the command line, a file and standard input', async () => {
    await withPools(['web'], async (rig) => {
      const answer = { code: 0, output: 'user_pool_name\nweb\n', errors: '' };
      expect(await rig.run('query', pools, '--local', '--format', 'csv')).to.deep.equal(answer);
      rig.write('pools.sql', pools + ';\n');
      expect(await rig.run('query', '-f', 'pools.sql', '--local', '--format', 'csv')).to.deep.equal(answer);
      rig.input = pools;
      expect(await rig.run('query', '--local', '--format', 'csv')).to.deep.equal(answer);
      expect(await rig.run('query', '-', '--local', '--format', 'csv')).to.deep.equal(answer);
      rig.input = undefined;
      const none = await rig.run('query', '--local');
      expect(none.code).to.equal(1);
      expect(none.errors).to.match(/^error\[input\/statement\]: there is no statement\n/);
    });
  });

  it('--write tells what it sends without what is given to secret properties', async () => {
    await withRig(async (rig) => {
      const statement = (password: string): string =>
        'INSERT INTO awscc.rds.db_instances (DBInstanceIdentifier, Engine, MasterUserPassword, region)' +
        ` SELECT 'db', 'postgres', '${password}', 'us-east-1'`;
      const options = ['--local', '--write'];
      expect(await rig.run('query', statement('of-the-root'), ...options)).to.deep.equal({
        code: 0,
        output: '',
        errors: `${statement('***')};\ncreated AWS::RDS::DBInstance db in us-east-1\n`,
      });
      const patch = (password: string): string =>
        `UPDATE awscc.rds.db_instances SET PatchDocument = '[{"op":"add","path":"/MasterUserPassword","value":"${password}"}]'` +
        ` WHERE region = 'us-east-1' AND Identifier = 'db'`;
      rig.input = `${patch('of-the-day')};`;
      const { errors } = await rig.run('shell', ...options);
      expect(errors).to.equal(`${patch('***')};\nupdated AWS::RDS::DBInstance db in us-east-1\n`);
    });
  });

  it('--write hides in what it shows what may hold a secret, though nothing marks it', async () => {
    await withRig(async (rig) => {
      const parameter = (value: string): string =>
        `INSERT INTO awscc.ssm.parameters (Name, Type, Description, Value, region) SELECT '/shop/db', 'String', 'the database', ${value}, 'us-east-1'`;
      const patch = (value: string): string =>
        `UPDATE awscc.ssm.parameters SET PatchDocument = '[{"op":"replace","path":"/Value","value":"${value}"},` +
        `{"op":"add","path":"/Description","value":"still the database"}]' WHERE region = 'us-east-1' AND Identifier = '/shop/db'`;
      const computed = (value: string): string =>
        `UPDATE awscc.ssm.parameters SET PatchDocument = json_array(json_object('op', 'replace', 'path', '/Value', 'value', '${value}'))` +
        ` WHERE region = 'us-east-1' AND Identifier = '/shop/db'`;
      const task = (url: string): string =>
        'INSERT INTO awscc.ecs.task_definitions (Family, ContainerDefinitions, region) SELECT ' +
        `'shop', '[{"Name":"web","Image":"nginx:1","Environment":[{"Name":"DATABASE_URL","Value":"${url}"}]}]', 'us-east-1'`;
      const template = (script: string): string =>
        'INSERT INTO awscc.ec2.launch_templates (LaunchTemplateName, LaunchTemplateData, region) SELECT ' +
        `'shop', '{"InstanceType":"t3.micro","UserData":"${script}"}', 'us-east-1'`;
      const shown = async (statement: string): Promise<string> => {
        const { errors } = await rig.run('query', statement, '--local', '--write');
        return errors.split(';\n')[0] ?? '';
      };
      expect(await shown(parameter("'of-the-root'"))).to.equal(parameter("'***'"));
      expect(await shown(parameter("'of-' || 'the-root'"))).to.equal(parameter("'***' || '***'"));
      expect(await shown(patch('of-the-day'))).to.equal(patch('***'));
      expect(await shown(computed('of-the-day'))).to.not.include('of-the-day');
      expect(await shown(task('postgres://shop:of-the-day@db/shop'))).to.equal(task('***'));
      expect(await shown(template('ZXhwb3J0IFBBU1NXT1JEPXg='))).to.equal(template('***'));
      const read = await rig.run(
        'query',
        "SELECT value FROM awscc.ssm.parameters WHERE region = 'us-east-1'",
        '--local',
      );
      expect(read.output).to.include('of-the-day');
    });
  });

  it('hides what is a secret by its look in every format, and in what list shows', async () => {
    await withRig(async (rig) => {
      const insert =
        `INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) ` +
        `SELECT '/shop/db', 'String', 'postgres://shop:of-the-root@db/shop', 'us-east-1'`;
      expect((await rig.run('query', insert, '--local', '--write')).code).to.equal(0);
      const select = "SELECT name, value FROM awscc.ssm.parameters WHERE region = 'us-east-1'";
      const formats = ['table', 'json', 'csv'].map((format) => ['query', select, '--format', format]);
      const lists = [[], ['--json']].map((more) => [
        'list',
        '-t',
        'AWS::SSM::Parameter',
        '--region',
        'us-east-1',
        ...more,
      ]);
      for (const command of [...formats, ...lists]) {
        const { code, output } = await rig.run(...command, '--local');
        expect(code, command.join(' ')).to.equal(0);
        expect(output, command.join(' ')).to.include('postgres://shop:***@db/shop').and.not.include('of-the-root');
      }
    });
  });

  it('--timeout ends a statement that would never end, and those behind it are not carried out', async () => {
    await withPools([], async (rig) => {
      const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n';
      expect(
        await rig.run('query', `SELECT 1 AS one; ${endless}; SELECT 2`, '--local', '--timeout', '100ms'),
      ).to.deep.equal({
        code: 1,
        output: '┌─────┐\n│ one │\n├─────┤\n│   1 │\n└─────┘\n',
        errors: dedent`
          1 row
          error: the statement took too long: SELECT
            it was ended after 100ms; --timeout sets how long it may take
          statement 2 of 3 failed; 1 statement after it was not carried out
        `,
      });
    });
  });

  it('names the place of a mistake in the command line, a file and standard input', async () => {
    await withPools([], async (rig) => {
      const wrong = 'SELECT 1;\nSELECT nam FROM awscc.cognito.user_pools;\nSELECT FROM x;\n';
      const places = (errors: string): readonly string[] => errors.split('\n').filter((line) => line.includes('-->'));
      expect(await rig.run('query', 'SELECT user_pool_nam FROM awscc.cognito.user_pools', '--local')).to.deep.equal({
        code: 1,
        output: '',
        errors: dedent`
          error[resource/unknown-column]: awscc.cognito.user_pools has no column "user_pool_nam"
           --> <query>:1:8
            |
          1 | SELECT user_pool_nam FROM awscc.cognito.user_pools
            |        ^^^^^^^^^^^^^
            = help: did you mean "user_pool_name"?
        `,
      });
      rig.write('wrong.sql', wrong);
      expect(places((await rig.run('query', '-f', 'wrong.sql', '--local')).errors)).to.deep.equal([
        ' --> wrong.sql:3:8',
      ]);
      rig.input = wrong.split('\n').slice(0, 2).join('\n');
      expect(places((await rig.run('query', '--local')).errors)).to.deep.equal([' --> <stdin>:2:8']);
    });
  });

  it('sends nothing that changes the cloud without leave, and shows what it sends with it', async () => {
    await withPools(['web'], async (rig) => {
      const statement =
        "INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT '{{ name }}' RETURNING OperationStatus";
      const refused = await rig.run('query', `${pools}; ${statement}`, '--local', '-e', 'name=app');
      expect([refused.code, refused.output]).to.deep.equal([1, '']);
      expect(refused.errors).to.match(/^error\[input\/write\]: INSERT would change the cloud\n/);

      const done = await rig.run('query', statement, '--local', '-e', 'name=app', '--write', '--format', 'csv');
      expect([done.code, done.output]).to.deep.equal([0, 'OperationStatus\nSUCCESS\n']);
      expect(done.errors).to.match(
        /^INSERT INTO awscc\.cognito\.user_pools \(UserPoolName\) SELECT 'app' RETURNING OperationStatus;\ncreated AWS::Cognito::UserPool us-east-1_\w+ in us-east-1\n$/,
      );
    });
  });

  it('shows the requests of each statement', async () => {
    await withPools(['web'], async (rig) => {
      const run = await rig.run('query', `${pools}; SELECT 1 AS one`, '--local', '--show-requests');
      expect(run.errors.replace(/us-east-1_\w+/, 'ID')).to.equal(dedent`
        ListResources AWS::Cognito::UserPool in us-east-1: ok, 0 ms
        GetResource AWS::Cognito::UserPool ID in us-east-1: ok, 0 ms
        2 requests, 0 ms
        1 row
        0 requests, 0 ms
        1 row
      `);
    });
  });

  it('answers what it can before a statement that fails, and says what was not carried out', async () => {
    await withPools(['web'], async (rig) => {
      const text = `${pools}; DELETE FROM awscc.cognito.user_pool_clients WHERE Identifier = 'nonsense|x'; SELECT regexp_like('a', '('); SELECT 2`;
      const run = await rig.run('query', text, '--local', '--format', 'json', '--write');
      // A list for each statement that was carried out: the DELETE returns no rows.
      expect([run.code, JSON.parse(run.output)]).to.deep.equal([1, [[{ user_pool_name: 'web' }], []]]);
      expect(run.errors).to.include('statement 3 of 4 failed; 1 statement after it was not carried out\n');
    });
  });

  it('never shows a secret, in no format', async () => {
    await withPools(['web'], async (rig) => {
      const client = `INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, GenerateSecret)
        SELECT 'batch', user_pool_id, 'true' FROM awscc.cognito.user_pools`;
      expect((await rig.run('query', client, '--local', '--write')).code).to.equal(0);
      const select = `SELECT client_name, client_secret, 'x' || '{{ API_TOKEN }}' AS mixed FROM awscc.cognito.user_pool_clients`;
      for (const format of ['table', 'json', 'yaml']) {
        const run = await rig.run('query', select, '--local', '--format', format, '-e', 'API_TOKEN=s3cr3t,"q"');
        expect([run.code, run.errors.includes('s3cr3t'), run.output.includes('s3cr3t')]).to.deep.equal([
          0,
          false,
          false,
        ]);
        expect(run.output).to.match(/batch[\s\S]*\*\*\*[\s\S]*\*\*\*/);
      }
    });
  });

  it('never shows what stands under a key that is named like a secret', async () => {
    await withRig(async (rig) => {
      const api = `INSERT INTO awscc.appsync.graphql_apis (Name, AuthenticationType, EnvironmentVariables, region)
        SELECT 'api', 'API_KEY', '{"DB_HOST": "db.internal", "DB_PASSWORD": "of-the-root"}', 'us-east-1'`;
      const written = await rig.run('query', api, '--local', '--write');
      expect(written.errors).to.include('created AWS::AppSync::GraphQLApi').and.not.include('of-the-root');
      const select = "SELECT environment_variables FROM awscc.appsync.graphql_apis WHERE region = 'us-east-1'";
      expect((await rig.run('query', select, '--local', '--format', 'json')).output).to.equal(
        '[\n  {\n    "environment_variables": {\n      "DB_HOST": "db.internal",\n      "DB_PASSWORD": "***"\n    }\n  }\n]\n',
      );
      const parts = `SELECT json_extract(environment_variables, '$.DB_PASSWORD') AS password, json_extract(environment_variables, '$.DB_HOST') AS host,
        json_equal(environment_variables, '{"DB_HOST": "db.internal", "DB_PASSWORD": "of-the-root"}') AS same
        FROM awscc.appsync.graphql_apis WHERE region = 'us-east-1'`;
      expect((await rig.run('query', parts, '--local', '--format', 'csv')).output).to.equal(
        'password,host,same\n***,db.internal,1\n',
      );
      const { output } = await rig.run('list', '-t', 'AWS::AppSync::GraphQLApi', '--region', 'us-east-1', '--local');
      expect(output).to.include('DB_PASSWORD: "***"').and.not.include('of-the-root');
    });
  });

  it('shows no part of a list of which a page was denied', async () => {
    await withRig(async (rig) => {
      await withServedCloud(
        rig,
        async ({ url, emulator, cloud }) => {
          for (const name of ['a', 'b', 'c', 'd', 'e']) {
            const DesiredState = JSON.stringify({ UserPoolName: name });
            await cloud.change('CreateResource', { TypeName: 'AWS::Cognito::UserPool', DesiredState });
          }
          const ask = () => rig.run('query', pools, '--endpoint-url', url, '--region', 'us-east-1', '--format', 'csv');
          expect((await ask()).output).to.equal('user_pool_name\na\nb\nc\nd\ne\n');
          emulator.inject({
            kind: 'error',
            operation: 'ListResources',
            after: 1,
            name: 'AccessDeniedException',
            message: 'not you',
          });
          const denied = await ask();
          expect([denied.code, denied.output]).to.deep.equal([1, '']);
          expect(denied.errors).to.match(
            /^error: access was denied: ListResources of AWS::Cognito::UserPool in us-east-1\n {2}AccessDeniedException: not you\n/,
          );
        },
        { pageSize: 2 },
      );
    });
  });
});
