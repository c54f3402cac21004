import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: users
  modules: [resources.js]
  resources:
    - name: my-user-pool
      type: AWS::Cognito::UserPool
      properties:
        UserPoolName: my-user-pool
`;

/** The sample of GruCloud's page about user pool clients, as it stands there. */
const sample = readFileSync(join(packageRoot, 'test/fixtures/grucloud/user-pool-client.js'), 'utf8');

function write(rig: Rig, module: string): void {
  rig.environment.set('AWS_REGION', 'us-east-1');
  rig.write('users/stackql_manifest.yml', manifest);
  rig.write('users/resources.js', module);
}

describe("A module in GruCloud's shape", () => {
  it('runs as a stack as its page has it, beside a pool', () =>
    withRig(async (rig) => {
      write(rig, sample);
      const built = await rig.run('build', 'users', 'dev', '--local');
      expect(built.errors).to.include('2 created');
      await withLocalCloud(rig, async (cloud) => {
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        const [client = ''] = await cloud.list('AWS::Cognito::UserPoolClient', { UserPoolId: pool });
        const live = await cloud.properties('AWS::Cognito::UserPoolClient', client);
        expect([live['ClientName'], live['UserPoolId'], live['IdTokenValidity']]).to.deep.equal([
          'my-user-pool-client',
          pool,
          60,
        ]);
        expect(live['ReadAttributes']).to.have.length(19);
      });
      expect((await rig.run('plan', 'users', 'dev', '--local')).output).to.include('No changes.');
      const listed = await rig.run(
        'list',
        'users',
        'dev',
        '--local',
        '-t',
        'CognitoIdentityServiceProvider::UserPoolClient',
      );
      expect(listed.output).to.match(/managedByUs: Yes \(my-user-pool-client\)/);
      expect((await rig.run('teardown', 'users', 'dev', '--local')).errors).to.include('2 deleted');
    }));

  it('gives properties its configuration and references, and literal text as it stands', () =>
    withRig(async (rig) => {
      write(
        rig,
        dedent`
          exports.createResources = () => [
            {
              type: 'UserPoolClient',
              group: 'CognitoIdentityServiceProvider',
              name: 'other',
              properties: ({ config, getId }) => ({
                UserPoolId: getId({ type: 'UserPool', name: 'my-user-pool', path: 'live.UserPoolId' }),
                ClientName: config.stackName + ' {{ not a template }}'.replace(/[{}]/g, '+'),
              }),
            },
          ];
        `,
      );
      const { output } = await rig.run('plan', 'users', 'dev', '--local');
      expect(output).to.include('ClientName: "users ++ not a template ++"');
      expect(output).to.include('UserPoolId: (known after build)');
    }));

  it('is not run with --no-modules, by any command that reads the stack', () =>
    withRig(async (rig) => {
      write(rig, 'throw new Error("run");');
      for (const command of [
        'build',
        'plan',
        'test',
        'teardown',
        'drift',
        'validate',
        'graph',
        'permissions',
        'render',
      ]) {
        const { code, errors } = await rig.run(command, 'users', 'dev', '--no-modules', '--region', 'us-east-1');
        expect([code, errors.split('\n')[0]], command).to.deep.equal([
          1,
          'error[manifest/module]: the module "resources.js" is not run: --no-modules refuses code',
        ]);
      }
      rig.write('users/stackql_manifest.yml', 'version: 1\nname: users\nresources: []\n');
      expect((await rig.run('validate', 'users', 'dev', '--no-modules')).code).to.equal(0);
    }));

  it('is told with what is wrong with it', () =>
    withRig(async (rig) => {
      const told: string[] = [];
      const entry = (more: string): string =>
        `exports.createResources = () => [{ type: 'SQS::Queue', name: 'q', ${more} }];`;
      for (const module of [
        'exports.x = 1;',
        'export const createResources = () => [];',
        'exports.createResources = () => { throw new Error("no luck"); };',
        'exports.createResources = () => [{}];',
        entry('readOnly: true'),
        entry("dependencies: { a: 'nothing' }"),
        entry('properties: () => 1'),
        entry("group: 'SQ', type: 'Q'"),
        entry("name: 'my-user-pool', type: 'Queue', group: 'SQS'"),
      ]) {
        write(rig, module);
        const { errors } = await rig.run('validate', 'users', 'dev');
        told.push(/^error\[(.*)$/m.exec(errors)?.[1] ?? errors);
      }
      expect(told).to.deep.equal([
        'manifest/module]: the module "resources.js" cannot be used: it does not export a function "createResources"',
        'manifest/module]: the module "resources.js" cannot be used: SyntaxError: Unexpected token \'export\'',
        'manifest/module]: the module "resources.js" cannot be used: Error: no luck',
        'manifest/module]: entry 1 of the module "resources.js" has no "type" and "name"',
        'manifest/module]: entry "q": a read-only entry is not supported; use an entry of type query in the manifest',
        'manifest/module]: entry "q": it depends on "nothing", which is not an entry of this stack',
        'manifest/module]: entry "q": "properties" is not an object',
        'resource/unknown]: unknown resource type "SQ::Q"',
        'manifest/duplicate-name]: two resources are named "my-user-pool"',
      ]);
    }));
});
