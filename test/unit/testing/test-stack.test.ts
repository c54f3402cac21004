import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createTestStack, type TestStack, type TestStackOptions } from 'stack-deploy/testing';
import { packageRoot } from '../../../src/base/package-root.ts';
import { dedent } from '../../support/dedent.ts';
import { withRig } from '../../support/rig.ts';

async function withExample(options: TestStackOptions, use: (stack: TestStack) => Promise<void>): Promise<void> {
  const stack = await createTestStack(join(packageRoot, 'examples/cognito-user-pool'), 'dev', options);
  try {
    await use(stack);
  } finally {
    await stack.close();
  }
}

describe('createTestStack', () => {
  it('builds, changes, repairs and removes a stack in memory', () =>
    withExample({}, async (stack) => {
      expect((await stack.plan()).ok).to.equal(true);
      expect(stack.resources).to.deep.equal([]);
      expect((await stack.build()).ok).to.equal(true);
      expect(stack.resources.map(({ typeName }) => typeName)).to.deep.equal([
        'AWS::Cognito::UserPool',
        'AWS::Cognito::UserPoolClient',
        'AWS::Cognito::UserPoolClient',
      ]);
      expect(stack.resource('machine_client').properties['ClientName']).to.equal('cognito-user-pool-dev-machine');
      await stack.change('machine_client', { AccessTokenValidity: 20 });
      expect(stack.resource('machine_client').properties['AccessTokenValidity']).to.equal(20);
      expect((await stack.test()).ok).to.equal(false);
      expect((await stack.build()).ok).to.equal(true);
      expect(stack.resource('machine_client').properties['AccessTokenValidity']).to.equal(15);
      const { length } = stack.requests;
      expect((await stack.teardown()).ok).to.equal(true);
      expect(stack.resources).to.deep.equal([]);
      expect(stack.requests.length).to.be.greaterThan(length);
    }));

  it('says why there is no resource to look at', () =>
    withExample({}, async (stack) => {
      expect(() => stack.resource('user_pol')).to.throw(
        'The manifest has no resource "user_pol"; did you mean "user_pool"?',
      );
      expect(() => stack.resource('user_pool')).to.throw('No run has made or found the resource "user_pool".');
      await stack.build();
      const { identifier } = stack.resource('user_pool');
      await stack.teardown();
      expect(() => stack.resource('user_pool')).to.throw(
        `The resource "user_pool" is gone: AWS::Cognito::UserPool ${identifier}.`,
      );
    }));

  it('strikes with faults and quotas, the same ones for the same seed', async () => {
    const struck: string[][] = [];
    for (const seed of ['7', '7', '8']) {
      await withExample({ seed, faults: [{ kind: 'throttled', probability: 0.3 }], quotas: 'aws' }, async (stack) => {
        expect((await stack.build()).ok).to.equal(true);
        struck.push(stack.requests.map(({ operation, outcome }) => `${operation} ${outcome}`));
      });
    }
    expect(struck[0]).to.deep.equal(struck[1]);
    expect(struck[0]).not.to.deep.equal(struck[2]);
    expect(struck[0]).to.include('GetResource ThrottlingException');
  });

  it('throws all mistakes of a stack', () =>
    withRig(async (rig) => {
      rig.write('s/stackql_manifest.yml', 'version: 1\nname: s\nresources: 7\n');
      const refusal = await createTestStack('s', 'dev', { workingDirectory: rig.folder }).then(
        () => '',
        (error: unknown) => String(error),
      );
      expect(refusal).to.equal(
        dedent`
          Error: error[manifest/wrong-type]: "resources" must be a list, not 7
           --> s/stackql_manifest.yml:3:12
            |
          2 | name: s
          3 | resources: 7
            |            ^
        `.trimEnd(),
      );
    }));

  it('is in the account that the environment names', () =>
    withRig(async (rig) => {
      rig.write(
        'stackql_manifest.yml',
        dedent`
          version: 1
          name: s
          environments:
            dev: { account: '111111111111' }
          resources:
            - name: jobs
              type: AWS::SQS::Queue
              properties: { QueueName: jobs }
        `,
      );
      const stack = await createTestStack(rig.folder, 'dev', { region: 'us-east-1' });
      try {
        expect((await stack.build()).ok).to.equal(true);
        expect(stack.resource('jobs').properties['Arn']).to.equal('arn:aws:sqs:us-east-1:111111111111:jobs');
        const identifier = stack.resource('jobs').identifier;
        await stack.cloud.change('AWS::SQS::Queue', identifier, { VisibilityTimeout: 7 });
        expect((await stack.plan()).ok).to.equal(true);
        expect((await stack.cloud.resources('AWS::SQS::Queue'))[0]?.properties['VisibilityTimeout']).to.equal(7);
        await stack.cloud.remove('AWS::SQS::Queue', identifier);
        expect(await stack.cloud.resources('AWS::SQS::Queue')).to.deep.equal([]);
      } finally {
        await stack.close();
      }
    }));

  it('needs no framework: a plain function will do', () => {
    const program = dedent`
      import { createTestStack } from 'stack-deploy/testing';
      const stack = await createTestStack('examples/cognito-user-pool', 'dev');
      const { ok } = await stack.build();
      console.log(ok, typeof describe, typeof test);
      await stack.close();
    `;
    const argv = ['--no-warnings', '--input-type=module', '-e', program];
    expect(execFileSync(process.execPath, argv, { cwd: packageRoot, encoding: 'utf8' })).to.equal(
      'true undefined undefined\n',
    );
  });

  it('is shown by a test in every template, which node:test runs', () => {
    const folder = join(packageRoot, 'templates');
    const tests = readdirSync(folder).map((name) => join(folder, name, 'test/stack.test.mjs'));
    const argv = ['--no-warnings', '--test', '--test-reporter=tap', ...tests];
    const told = execFileSync(process.execPath, argv, { cwd: packageRoot, encoding: 'utf8' });
    expect(told).to.match(new RegExp(`^# pass ${tests.length}$`, 'm'));
    expect(told).to.match(/^# fail 0$/m);
  });
});
