import { expect } from 'chai';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { say } from '../support/say.ts';
import { openEntries } from '../support/short-form.ts';

const password = 'hunter22hunter';

function write(rig: Rig, stack: string, resources: string, top = ''): void {
  rig.environment.set('AWS_REGION', 'us-east-1');
  rig.write(`${stack}/stackql_manifest.yml`, `version: 1\nname: ${stack}\n${top}resources:\n${resources}`);
}

function writeNetwork(rig: Rig): void {
  write(
    rig,
    'network',
    dedent`
      - name: vpc
        type: AWS::SSM::Parameter
        properties: {Name: /network/vpc, Type: String, Value: vpc-1}
      - name: db
        type: AWS::SecretsManager::Secret
        properties: {Name: db, SecretString: '{"password":"${password}","user":"admin"}'}
    `,
  );
}

function writeShop(rig: Rig): void {
  write(
    rig,
    'shop',
    dedent`
      - name: note
        type: AWS::SSM::Parameter
        properties:
          Name: /shop/note
          Type: String
          Value: 'in {{ ssm("/network/vpc") }}'
      - name: copy
        type: AWS::SecretsManager::Secret
        properties:
          Name: copy
          SecretString: '{{ secret("db", key="password") }}'
    `,
  );
}

/** What was sent for the shop's two resources, by their names. */
async function stored(rig: Rig): Promise<Readonly<Record<string, unknown>>> {
  const all = await withLocalCloud(rig, ({ emulator }) => emulator.inventory());
  const own = all.filter(({ stored: { Name: name } }) => name === '/shop/note' || name === 'copy');
  return Object.fromEntries(
    own.map(({ stored: { Name, Value, SecretString } }): [string, unknown] => [Name as string, Value ?? SecretString]),
  );
}

describe('Values from elsewhere', () => {
  it('are asked for before the run, and what is not there is told with its place', () =>
    withRig(async (rig) => {
      writeShop(rig);
      const refused = await rig.run('build', 'shop', 'dev', '--local');
      expect(refused.code).to.equal(1);
      expect(refused.errors).to.equal(dedent`
        error[template/lookup]: ssm("/network/vpc"): there is no parameter /network/vpc in us-east-1
          --> shop/stackql_manifest.yml:9:19
           |
         8 |     Type: String
         9 |     Value: 'in {{ ssm("/network/vpc") }}'
           |                   ^^^^^^^^^^^^^^^^^^^
        10 | - name: copy

        error[template/lookup]: secret("db", "password"): there is no secret db in us-east-1
          --> shop/stackql_manifest.yml:14:23
           |
        13 |     Name: copy
        14 |     SecretString: '{{ secret("db", key="password") }}'
           |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      `);
      expect(await say(rig, 'plan shop')).to.match(/^exit 1\n(?:.*\n)*Nothing was planned\.\n/);
    }));

  it('are built, planned empty, followed when they change, and never shown where they are secret', () =>
    withRig(async (rig) => {
      writeNetwork(rig);
      writeShop(rig);
      await rig.run('build', 'network', 'dev', '--local');
      const built = await rig.run('build', 'shop', 'dev', '--local', '--show-queries');
      expect(built.errors).to.include('2 created');
      expect(await stored(rig)).to.deep.equal({ '/shop/note': 'in vpc-1', copy: password });
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      expect(await say(rig, 'test shop')).to.match(/^exit 0/);
      rig.edit('network/stackql_manifest.yml', 'vpc-1', 'vpc-2');
      rig.edit('network/stackql_manifest.yml', password, 'another22secret');
      await rig.run('build', 'network', 'dev', '--local', '--resend', 'db');
      expect(await say(rig, 'plan shop')).to.equal(dedent`
        exit 0
          ~ note  AWS::SSM::Parameter  /shop/note
              ~ Value: "in vpc-1" → "in vpc-2"

          ~ copy  AWS::SecretsManager::Secret  arn:aws:secretsmanager:us-east-1:000000000000:secret:copy
                # no read returns what differs, and the build sends it
              ~ SecretString: (write-only) → ***

        Plan: 0 to create, 2 to update, 0 to replace, 0 to delete.
      `);
      const updated = await rig.run('build', 'shop', 'dev', '--local', '--show-queries');
      expect(await stored(rig)).to.deep.equal({ '/shop/note': 'in vpc-2', copy: 'another22secret' });
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
      const shown = built.output + built.errors + updated.output + updated.errors;
      expect(shown).not.to.match(new RegExp(`${password}|another22secret`));
    }));

  it('may have gone before a teardown, which needs none of them', () =>
    withRig(async (rig) => {
      writeNetwork(rig);
      writeShop(rig);
      await rig.run('build', 'network', 'dev', '--local');
      await rig.run('build', 'shop', 'dev', '--local');
      await rig.run('teardown', 'network', 'dev', '--local');
      const { code, errors } = await rig.run('teardown', 'shop', 'dev', '--local');
      expect(code).to.equal(0);
      expect(errors).to.include('warning[template/lookup]: ssm("/network/vpc"): there is no parameter /network/vpc');
      expect(errors).to.include('2 deleted');
    }));

  it('are masked where a parameter is a SecureString', () =>
    withRig(async (rig) => {
      writeShop(rig);
      rig.edit('shop/stackql_manifest.yml', 'ssm("/network/vpc")', 'ssm("/network/token")');
      rig.edit('shop/stackql_manifest.yml', 'secret("db", key="password")', 'copied');
      rig.environment.set('copied', 'x');
      await withLocalCloud(rig, ({ emulator }) =>
        emulator.mutate({ typeName: 'AWS::SSM::Parameter', identifier: '/network/token', region: 'us-east-1' }, () => ({
          Name: '/network/token',
          Type: 'SecureString',
          Value: password,
        })),
      );
      const { code, errors, output } = await rig.run(
        ...['build', 'shop', 'dev', '--local', '-e', 'copied=text', '--show-queries', '--log-level', 'trace'],
      );
      expect(code).to.equal(0);
      expect(output + errors).not.to.include(password);
      expect(await stored(rig)).to.deep.equal({ '/shop/note': `in ${password}`, copy: 'text' });
    }));

  it('lead from one to the next, and decide what is there', () =>
    withRig(async (rig) => {
      write(
        rig,
        'network',
        dedent`
          - name: where
            type: AWS::SSM::Parameter
            properties: {Name: /where, Type: String, Value: /there}
          - name: there
            type: AWS::SSM::Parameter
            properties: {Name: /there, Type: String, Value: 'yes'}
        `,
      );
      write(
        rig,
        'shop',
        dedent`
          - name: note
            type: AWS::SSM::Parameter
            if: ssm(ssm('/where')) == 'yes'
            properties: {Name: /shop/note, Type: String, Value: here}
          - name: other
            type: AWS::SSM::Parameter
            if: ssm('/there') != 'yes'
            properties: {Name: /shop/other, Type: String, Value: here}
        `,
      );
      await rig.run('build', 'network', 'dev', '--local');
      expect(await say(rig, 'build shop')).to.include('1 created, 1 skipped');
    }));

  it('must be known before the run', () =>
    withRig(async (rig) => {
      write(
        rig,
        'shop',
        dedent`
          - name: jobs
            type: AWS::SQS::Queue
            properties: {QueueName: jobs}
          - name: note
            type: AWS::SSM::Parameter
            properties: {Name: /shop/note, Type: String, Value: '{{ ssm("/x/" ~ jobs.Arn) }}'}
        `,
      );
      const { errors } = await rig.run('validate', 'shop', 'dev');
      expect(errors).to.equal(dedent`
        error[template/wrong-argument]: the function "ssm": "name" depends on jobs.Arn, which only the build will know
          --> shop/stackql_manifest.yml:9:59
           |
         8 |   type: AWS::SSM::Parameter
         9 |   properties: {Name: /shop/note, Type: String, Value: '{{ ssm("/x/" ~ jobs.Arn) }}'}
           |                                                           ^^^^^^^^^^^^^^^^^^^^^
           = help: it has to be known before the run: use variables, globals and stack_env

        not valid: 1 mistake
      `);
    }));

  it('are read by their versions alone where they are only sent, and nothing is sent', async () => {
    const cloud = createTestCloud();
    const { provider, clock } = cloud;
    const secrets = `
  - name: db
    type: AWS::SecretsManager::Secret
    properties: {Name: db, SecretString: '{"password":"${password}"}'}
`;
    const copies = `
  - name: copy
    type: AWS::SecretsManager::Secret
    properties: {Name: copy, SecretString: '{{ secret("db", key="password") }}'}
`;
    const { value: network } = await openEntries(secrets);
    expect((await network!.build({ provider, clock })).ok).to.equal(true);
    cloud.inject({ kind: 'denied', operation: 'GetSecretValue', times: 'always' });
    const { value: shop } = await openEntries(copies);
    expect((await shop!.plan({ provider, clock })).resources.map(({ action }) => action.kind)).to.deep.equal([
      'create',
    ]);
    expect((await shop!.build({ provider, clock })).ok).to.equal(false);
    const asked = cloud.ledger.filter(({ operation }) => operation.includes('Secret'));
    expect(asked.map(({ operation, outcome }) => `${operation} ${outcome}`)).to.deep.equal([
      'DescribeSecret ok',
      'GetSecretValue AccessDeniedException',
    ]);
    await cloud.close();
  });

  it('are counted among the permissions', () =>
    withRig(async (rig) => {
      writeShop(rig);
      rig.edit('shop/stackql_manifest.yml', 'in {{', '{{ ssm("/other", region="eu-west-1") }} {{');
      const { output } = await rig.run('permissions', 'shop', 'dev', '--for', 'plan');
      const policy = JSON.parse(output) as { readonly Statement: readonly { readonly Sid: string }[] };
      expect(policy.Statement.filter(({ Sid: id }) => id === 'Parameters' || id === 'Secrets')).to.deep.equal([
        {
          Sid: 'Parameters',
          Effect: 'Allow',
          Action: ['ssm:GetParameter'],
          Resource: ['arn:aws:ssm:eu-west-1:*:parameter/other', 'arn:aws:ssm:us-east-1:*:parameter/network/vpc'],
        },
        {
          Sid: 'Secrets',
          Effect: 'Allow',
          Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
          Resource: ['arn:aws:secretsmanager:us-east-1:*:secret:db-??????'],
        },
      ]);
    }));
});

describe('Published exports', () => {
  const resources = dedent`
    - name: pool
      type: AWS::Cognito::UserPool
      properties: {UserPoolName: customers}
    - name: jobs
      type: AWS::SQS::Queue
      properties: {QueueName: jobs}
      exports: [QueueUrl: jobs_url]
  `;
  const top = dedent`
    publish_exports: /stacks/{{ stack_name }}/{{ stack_env }}/
    globals: [{name: zones, value: [a, b]}]
    exports: [pool.UserPoolId, jobs_url, zones]
  `;

  it('are parameters that other stacks read, and go with the stack', () =>
    withRig(async (rig) => {
      write(rig, 'network', resources, top);
      write(
        rig,
        'shop',
        dedent`
          - name: client
            type: AWS::Cognito::UserPoolClient
            properties:
              UserPoolId: '{{ ssm("/stacks/network/dev/pool.UserPoolId") }}'
              ClientName: 'web-{{ ssm("/stacks/network/dev/zones") | from_json | last }}'
        `,
      );
      expect(await say(rig, 'build network')).to.match(
        /exports\/pool\.UserPoolId +created +\/stacks\/network\/dev\/pool\.UserPoolId\n.*jobs_url +created .*\n.*zones +created/,
      );
      expect(await say(rig, 'plan network')).to.equal('exit 0\nNo changes.\n');
      expect(await say(rig, 'build shop')).to.include('1 created');
      const [name] = await withLocalCloud(rig, async ({ emulator }) => {
        const all = await emulator.inventory();
        return all.flatMap(({ stored: { ClientName } }) => ClientName ?? []);
      });
      expect(name).to.equal('web-b');
      // An export that is dropped leaves a parameter that nobody stands for.
      rig.edit('network/stackql_manifest.yml', ', zones]', ']');
      expect(await say(rig, 'plan network')).to.include('exports/zones  orphan');
      expect(await say(rig, 'build network --prune')).to.include('deleted    /stacks/network/dev/zones');
      await rig.run('teardown', 'shop', 'dev', '--local');
      expect(await say(rig, 'teardown network')).to.include('4 deleted');
      expect(await withLocalCloud(rig, ({ emulator }) => emulator.inventory())).to.deep.equal([]);
    }));

  it('must hold no secret, and have names of their own', () =>
    withRig(async (rig) => {
      write(
        rig,
        'network',
        `${resources}${dedent`
          - name: client
            type: AWS::Cognito::UserPoolClient
            properties: {UserPoolId: '{{ pool.UserPoolId }}', ClientName: web, GenerateSecret: true}
          - name: exports/jobs_url
            type: AWS::SQS::Queue
            properties: {QueueName: other}
        `}`,
        top.replace('zones]', 'client.ClientSecret]'),
      );
      const { errors } = await rig.run('validate', 'network', 'dev');
      expect(errors.split('\n').filter((line) => line.startsWith('error'))).to.deep.equal([
        'error[manifest/duplicate-name]: two resources are named "exports/jobs_url"',
      ]);
      rig.edit('network/stackql_manifest.yml', 'name: exports/jobs_url', 'name: other');
      const other = await rig.run('validate', 'network', 'dev');
      expect(other.errors.split('\n').filter((line) => line.startsWith('error'))).to.deep.equal([
        'error[manifest/secret-export]: the export "client.ClientSecret" is secret, and exports are published',
      ]);
    }));
});
