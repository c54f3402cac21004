import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';
import { dedent } from '../support/dedent.ts';
import { withServedCloud } from '../support/served-cloud.ts';

/** Identifiers are made up by chance that other tests use too. */
function withoutIds(text: string): string {
  const known = new Map<string, string>();
  // One that begins with a digit is quoted.
  const pools = text.replace(/"([a-z0-9]{26})"/g, '$1  ').replace(/us-east-1_\w{9}/g, 'us-east-1_m1DsZWidI');
  return pools.replace(/\b[a-z0-9]{26}\b/g, (id) => {
    known.set(id, known.get(id) ?? `7flmflcl8mjp4k3447sger8${String(known.size).padStart(3, '0')}`);
    return known.get(id) ?? id;
  });
}

function withoutTime(errors: string): string {
  return errors.replace(/Executed in [\d.]+ s, \d+ MB/, 'Executed in 0.0 s, 0 MB');
}

async function withStack<T>(use: (rig: Rig) => Promise<T>): Promise<T> {
  return withRig(async (rig) => {
    rig.environment.set('AWS_REGION', 'us-east-1');
    rig.copy('test/fixtures/ask/stack', 'stack');
    const built = await rig.run('build', 'stack', 'dev', '--local');
    expect(built.code, built.errors).to.equal(0);
    return use(rig);
  });
}

const client = 'AWS::Cognito::UserPoolClient';

describe('stack-deploy list', () => {
  it('shows a pool with one client as its users know it', async () => {
    await withStack(async (rig) => {
      const run = await rig.run(
        'list',
        'stack',
        'dev',
        '-t',
        'CognitoIdentityServiceProvider::UserPoolClient',
        '--local',
      );
      expect(withoutTime(run.errors)).to.equal(dedent`
        Listing resources on 1 provider: aws
        ✓ aws
          ✓ Initialising
          ✓ Listing 2/2
        Executed in 0.0 s, 0 MB
      `);
      expect(run.code).to.equal(0);
      expect(withoutIds(run.output)).to.equal(dedent`
        ┌────────────────────────────────────────────────────────────┐
        │ 1 AWS::Cognito::UserPoolClient from aws                    │
        ├────────────────────────────────────────────────────────────┤
        │ name: my-userpool-client                                   │
        │ managedByUs: Yes (client)                                  │
        │ region: us-east-1                                          │
        │ identifier: us-east-1_m1DsZWidI|7flmflcl8mjp4k3447sger8000 │
        │ live:                                                      │
        │   AccessTokenValidity: 60                                  │
        │   AllowedOAuthFlows: []                                    │
        │   AllowedOAuthFlowsUserPoolClient: false                   │
        │   AllowedOAuthScopes: []                                   │
        │   AuthSessionValidity: 3                                   │
        │   CallbackURLs: []                                         │
        │   ClientId: 7flmflcl8mjp4k3447sger8000                     │
        │   ClientName: my-userpool-client                           │
        │   EnablePropagateAdditionalUserContextData: false          │
        │   EnableTokenRevocation: true                              │
        │   ExplicitAuthFlows:                                       │
        │     - ALLOW_REFRESH_TOKEN_AUTH                             │
        │     - ALLOW_USER_PASSWORD_AUTH                             │
        │   GenerateSecret: false                                    │
        │   IdTokenValidity: 60                                      │
        │   LogoutURLs: []                                           │
        │   Name: my-userpool-client                                 │
        │   PreventUserExistenceErrors: ENABLED                      │
        │   ReadAttributes:                                          │
        │     - address                                              │
        │     - birthdate                                            │
        │     - email                                                │
        │     - email_verified                                       │
        │     - family_name                                          │
        │     - gender                                               │
        │     - given_name                                           │
        │     - locale                                               │
        │     - middle_name                                          │
        │     - name                                                 │
        │     - nickname                                             │
        │     - phone_number                                         │
        │     - phone_number_verified                                │
        │     - picture                                              │
        │     - preferred_username                                   │
        │     - profile                                              │
        │     - updated_at                                           │
        │     - website                                              │
        │     - zoneinfo                                             │
        │   RefreshTokenValidity: 30                                 │
        │   SupportedIdentityProviders: []                           │
        │   TokenValidityUnits:                                      │
        │     AccessToken: minutes                                   │
        │     IdToken: minutes                                       │
        │     RefreshToken: days                                     │
        │   UserPoolId: us-east-1_m1DsZWidI                          │
        │   WriteAttributes:                                         │
        │     - address                                              │
        │     - birthdate                                            │
        │     - email                                                │
        │     - family_name                                          │
        │     - gender                                               │
        │     - given_name                                           │
        │     - locale                                               │
        │     - middle_name                                          │
        │     - name                                                 │
        │     - nickname                                             │
        │     - phone_number                                         │
        │     - picture                                              │
        │     - preferred_username                                   │
        │     - profile                                              │
        │     - updated_at                                           │
        │     - website                                              │
        │     - zoneinfo                                             │
        └────────────────────────────────────────────────────────────┘


        List Summary:
        Provider: aws
        ┌───────────────────────────────────────────────────┐
        │ aws                                               │
        ├──────────────────────────────┬────────────────────┤
        │ AWS::Cognito::UserPoolClient │ my-userpool-client │
        └──────────────────────────────┴────────────────────┘
        1 resource, 1 type, 1 provider
      `);
    });
  });

  it('understands the three spellings and globs, regions and names', async () => {
    await withStack(async (rig) => {
      const names = async (...words: readonly string[]): Promise<unknown> => {
        const run = await rig.run('list', '--local', '--json', '--summary', ...words);
        expect(run.code, run.errors).to.equal(0);
        const document = JSON.parse(run.output) as { resources: readonly { name: string; region: string }[] };
        return document.resources.map(({ name, region }) => `${name} ${region}`);
      };
      for (const type of [client, 'awscc.cognito.user_pool_clients', 'CognitoIdentityServiceProvider::UserPoolClient'])
        expect(await names('-t', type)).to.deep.equal(['my-userpool-client us-east-1']);
      const both = ['my-user-pool us-east-1', 'my-userpool-client us-east-1'];
      for (const glob of [
        'AWS::Cognito::UserPool*',
        'awscc.cognito.user_pool*',
        'CognitoIdentityServiceProvider::UserPool*',
      ])
        expect(await names('-t', glob)).to.deep.equal(both);
      expect(await names('-t', 'AWS::Cognito::UserPool', '-t', client, '--name', '*-client')).to.deep.equal([both[1]]);
      expect(await names('-t', client, '--region', 'eu-west-1')).to.deep.equal([]);
      expect(await names('-t', client, '--region', 'eu-west-1', '--region', 'us-east-1')).to.deep.equal([both[1]]);
    });
  });

  it('says what the stack manages, and shows only that, or only the rest', async () => {
    await withStack(async (rig) => {
      const other = `INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId) SELECT 'stray', user_pool_id FROM awscc.cognito.user_pools`;
      expect((await rig.run('query', other, '--local', '--write')).code).to.equal(0);
      const managed = async (...words: readonly string[]): Promise<unknown> => {
        const run = await rig.run('list', 'stack', 'dev', '--local', '--json', ...words);
        const document = JSON.parse(run.output) as { resources: readonly { name: string; managedBy: string | null }[] };
        return document.resources.map(({ name, managedBy }) => [name, managedBy]);
      };
      const pool = ['my-user-pool', 'user_pool'];
      const ours = ['my-userpool-client', 'client'];
      expect(await managed()).to.deep.equal([pool, ours, ['stray', null]]);
      expect(await managed('--managed')).to.deep.equal([pool, ours]);
      expect(await managed('--unmanaged')).to.deep.equal([['stray', null]]);
      const run = await rig.run('list', 'stack', 'dev', '--local', '-t', client);
      expect(run.output.match(/managedByUs: .*?(?= +│)/g)).to.deep.equal([
        'managedByUs: Yes (client)',
        'managedByUs: No',
      ]);
    });
  });

  it('names a type of which a page was denied, shows the others, and fails', async () => {
    await withRig(async (rig) => {
      await withServedCloud(
        rig,
        async ({ url, emulator, cloud }) => {
          for (const name of ['a', 'b', 'c']) {
            const DesiredState = JSON.stringify({ UserPoolName: name });
            await cloud.change('CreateResource', { TypeName: 'AWS::Cognito::UserPool', DesiredState });
            await cloud.change('CreateResource', {
              TypeName: 'AWS::Logs::LogGroup',
              DesiredState: JSON.stringify({ LogGroupName: name }),
            });
          }
          emulator.inject({
            kind: 'error',
            operation: 'ListResources',
            typeName: 'AWS::Logs::LogGroup',
            after: 1,
            name: 'AccessDeniedException',
            message: 'not you',
          });
          const types = ['-t', 'AWS::Cognito::UserPool', '-t', 'AWS::Logs::LogGroup'];
          const run = await rig.run('list', ...types, '--endpoint-url', url, '--region', 'us-east-1', '--summary');
          expect(run.code).to.equal(1);
          expect(run.output).to.include('3 resources, 1 type, 1 provider\n');
          expect(run.errors).to.include('  ✖ Listing 1/2\n');
          expect(run.errors).to.include(
            'AWS::Logs::LogGroup in us-east-1 is not in the list:\nerror: access was denied: ListResources of AWS::Logs::LogGroup in us-east-1\n',
          );
        },
        { pageSize: 2 },
      );
    });
  });

  it('leaves out of a glob what cannot be listed, and says so', async () => {
    await withStack(async (rig) => {
      const glob = ['list', '--local', '--summary', '-t', 'AWS::Cognito::UserPool*'];
      const run = await rig.run(...glob);
      expect([run.code, run.output.split('\n').at(-2)]).to.deep.equal([0, '2 resources, 2 types, 1 provider']);
      const [told = '', ...more] = run.errors.split('\n').filter((line) => line.startsWith('left out: '));
      expect(more).to.deep.equal([]);
      expect(told).to.match(/^left out: \d+ types without a list handler: .*\bAWS::Cognito::UserPoolDomain\b/);

      const document = JSON.parse((await rig.run(...glob, '--json')).output) as { leftOut: readonly object[] };
      expect(document.leftOut).to.deep.include({ type: 'AWS::Cognito::UserPoolDomain', why: 'no-handler' });
      const single = await rig.run('list', '--local', '-t', 'AWS::Cognito::UserPoolDomain');
      expect(single).to.deep.include({
        code: 1,
        output: '',
        errors:
          'error[resource/unsupported-action]: AWS::Cognito::UserPoolDomain cannot be listed: it has no list handler\n',
      });
    });
  });

  it('shows what a stack manages of a type that cannot be listed', async () => {
    await withRig(async (rig) => {
      rig.environment.set('AWS_REGION', 'us-east-1');
      rig.copy('test/fixtures/ask/stack', 'stack');
      const manifest = 'stack/stackql_manifest.yml';
      rig.write(manifest, readFileSync(join(rig.folder, manifest), 'utf8') + '  - name: domain\n');
      rig.write(
        'stack/resources/domain.iql',
        dedent`
          /*+ exists */
          SELECT domain FROM awscc.cognito.user_pool_domains WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|sign-in-1';

          /*+ create */
          INSERT INTO awscc.cognito.user_pool_domains (UserPoolId, Domain, region) SELECT '{{ user_pool_id }}', 'sign-in-1', '{{ region }}';

          /*+ delete */
          DELETE FROM awscc.cognito.user_pool_domains WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}|sign-in-1';
        `,
      );
      const built = await rig.run('build', 'stack', 'dev', '--local');
      expect(built.code, built.errors).to.equal(0);
      const run = await rig.run('list', 'stack', 'dev', '--local', '--json', '--our', '--summary');
      const { resources, leftOut } = JSON.parse(run.output) as {
        resources: readonly { managedBy: string }[];
        leftOut: unknown;
      };
      expect(resources.map(({ managedBy }) => managedBy)).to.deep.equal(['user_pool', 'client', 'domain']);
      expect(leftOut).to.deep.equal([{ type: 'AWS::Cognito::UserPoolDomain', why: 'no-handler' }]);
      expect(run.errors).to.include(
        'only what the stack manages is listed of 1 type without a list handler: AWS::Cognito::UserPoolDomain\n',
      );
      expect(run.code).to.equal(0);
    });
  });

  it('says of what is listed under a parent that the parent cannot be listed', async () => {
    await withRig(async (rig) => {
      await withServedCloud(rig, async ({ url, emulator }) => {
        const denied = { kind: 'error', name: 'AccessDeniedException', message: 'not you' } as const;
        emulator.inject({ ...denied, operation: 'ListResources', typeName: 'AWS::Cognito::UserPool', times: 9 });
        const run = await rig.run('list', '-t', client, '--endpoint-url', url, '--region', 'us-east-1', '--json');
        const { ok, troubles } = JSON.parse(run.output) as { ok: boolean; troubles: readonly { type: string }[] };
        expect([run.code, ok, troubles.map(({ type }) => type)]).to.deep.equal([1, false, [client]]);
        expect(run.errors).to.include(
          `${client} in us-east-1 is not in the list:\nerror: access was denied: ListResources of AWS::Cognito::UserPool in us-east-1\n`,
        );
      });
    });
  });

  it('lists nothing where it cannot say what the stack manages', async () => {
    await withRig(async (rig) => {
      rig.copy('test/fixtures/ask/stack', 'stack');
      await withServedCloud(rig, async ({ url, emulator }) => {
        const target = ['stack', 'dev', '--endpoint-url', url, '--region', 'us-east-1'];
        expect((await rig.run('build', ...target)).code).to.equal(0);
        const denied = { kind: 'error', name: 'AccessDeniedException', message: 'not you' } as const;
        emulator.inject({ ...denied, operation: 'ListResources', typeName: client, times: 9 });
        const run = await rig.run('list', ...target);
        expect([run.code, run.output]).to.deep.equal([1, '']);
        expect(run.errors).to.match(
          /it cannot be said whether client is there: access was denied: ListResources of AWS::Cognito::UserPoolClient in us-east-1\n {4}AccessDeniedException: not you\n/,
        );
      });
    });
  });

  it('shows no secret', async () => {
    await withRig(async (rig) => {
      await withServedCloud(rig, async ({ url, cloud }) => {
        const target = ['-t', client, '--endpoint-url', url, '--region', 'us-east-1'];
        const made = await rig.run(
          'query',
          `INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'p';
           INSERT INTO awscc.cognito.user_pool_clients (ClientName, UserPoolId, GenerateSecret)
           SELECT 'c', user_pool_id, 'true' FROM awscc.cognito.user_pools`,
          ...['--write', '--endpoint-url', url, '--region', 'us-east-1'],
        );
        expect(made.code, made.errors).to.equal(0);
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        const [identifier = ''] = await cloud.list(client, { UserPoolId: pool });
        const { ClientSecret: secret } = await cloud.properties(client, identifier);
        expect(secret).to.be.a('string');
        for (const format of [[], ['--json']]) {
          const run = await rig.run('list', ...target, ...format);
          expect(run.code, run.errors).to.equal(0);
          expect(run.output).to.include('"***"').and.not.include(secret);
        }
      });
    });
  });

  it('helps who leaves out the service of a type', async () => {
    await withRig(async (rig) => {
      const run = await rig.run('list', '--local', '--region', 'us-east-1', '-t', 'userPool');
      expect(run).to.deep.include({
        code: 1,
        output: '',
        errors: dedent`
          error[resource/unknown]: there is no resource type "userPool"
            = help: write it whole: AWS::Cognito::UserPool
        `,
      });
    });
  });

  it('refuses what it cannot know', async () => {
    await withRig(async (rig) => {
      const first = async (...words: readonly string[]): Promise<string | undefined> =>
        (await rig.run('list', '--local', ...words)).errors.split('\n')[0];
      expect([
        await first(),
        await first('-t', client),
        await first('stack'),
        await first('-t', client, '--our', '--region', 'us-east-1'),
        await first('-t', 'AWS::Cognito::UserPol', '--region', 'us-east-1'),
        await first('-t', 'nothing.*', '--region', 'us-east-1'),
        await first('-t', client, '--region', 'us-east-1', '--region', 'us east'),
      ]).to.deep.equal([
        'error[input/option]: there is nothing that says which resources',
        'error[input/region]: no region is known',
        'error[input/option]: the environment of the stack stack is missing',
        'error[input/option]: --managed needs a stack',
        'error[resource/unknown]: there is no resource type "AWS::Cognito::UserPol"',
        'error[resource/unknown]: no resource type matches "nothing.*"',
        'error[input/option]: invalid region "us east"',
      ]);
    });
  });
});
