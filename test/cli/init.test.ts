import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

const templates = readdirSync(join(packageRoot, 'templates')).sort();

describe('stack-deploy init', () => {
  it('lists its templates with what they are for', async () => {
    await withRig(async (rig) => {
      const run = await rig.run('init', '--list');
      expect(run.output).to.equal(dedent`
        cognito-machine-clients  A Cognito user pool whose clients are services, with a scope of their own for each.
        cognito-user-pool        A Cognito user pool and a client that signs people in.
        empty                    A manifest without resources, to begin from nothing.
      `);
      expect(templates).to.deep.equal(['cognito-machine-clients', 'cognito-user-pool', 'empty']);
    });
  });

  for (const template of templates) {
    it(`${template} can be built, tested, built again without a change, and torn down`, async () => {
      await withRig(async (rig) => {
        rig.copy(`templates/${template}`, 'as-it-stands');
        expect((await rig.run('validate', 'as-it-stands', 'dev')).errors).to.match(/^valid: /);
        expect((await rig.run('init', 'shop', '--template', template)).code).to.equal(0);
        expect(rig.read('shop/stackql_manifest.yml')).to.match(/^name: shop$/m);
        for (const verb of ['build', 'test', 'build', 'teardown']) {
          const run = await rig.run(verb, 'shop', 'dev', '--local');
          expect(run.code, run.errors).to.equal(0);
          expect(run.errors).not.to.include('warning');
        }
      });
    });
  }

  it('names npx where npx has run it', async () => {
    await withRig(async (rig) => {
      rig.environment.set('npm_command', 'exec');
      expect((await rig.run('init', 'shop')).errors).to.include('\n  npx stack-deploy build shop dev --local ');
    });
  });

  it('says what it wrote and what to do next', async () => {
    await withRig(async (rig) => {
      expect(await rig.run('init', 'my stack')).to.deep.equal({
        code: 0,
        output: '',
        errors: dedent`
          wrote my stack/.gitignore
          wrote my stack/stackql_manifest.yml
          wrote my stack/test/stack.test.mjs
          wrote my stack/stackql_manifest.schema.json

          next:
            stack-deploy validate 'my stack' dev          check it without calling AWS
            stack-deploy build 'my stack' dev --local     build it on the embedded Cloud Control: no account is needed
            stack-deploy build 'my stack' dev             build it on AWS
        `,
      });
      expect(rig.read('my stack/stackql_manifest.yml')).to.match(
        /^# yaml-language-server: \$schema=stackql_manifest\.schema\.json\nversion: 1\nname: my-stack\n/,
      );
    });
  });

  it('overwrites nothing and then writes nothing', async () => {
    await withRig(async (rig) => {
      rig.write('shop/test/stack.test.mjs', 'mine');
      expect(await rig.run('init', 'shop')).to.deep.equal({
        code: 1,
        output: '',
        errors: 'shop already has test/stack.test.mjs; nothing was written\n',
      });
      expect(readdirSync(join(rig.folder, 'shop'))).to.deep.equal(['test']);
      expect(rig.read('shop/test/stack.test.mjs')).to.equal('mine');
      expect((await rig.run('init', 'shop/test/stack.test.mjs')).errors).to.equal(
        'shop/test/stack.test.mjs is a file, not a folder\n',
      );
    });
  });

  it('refuses a template that does not exist, and a call without a folder', async () => {
    await withRig(async (rig) => {
      expect((await rig.run('init', 'shop', '--template', 'cognito-user-pol')).errors).to.equal(
        'there is no template "cognito-user-pol"; did you mean "cognito-user-pool"?\n',
      );
      expect((await rig.run('init')).errors).to.equal(
        'init needs the folder of the new stack: stack-deploy init my-stack\n',
      );
    });
  });

  it('begins with entries of the types that are named, referring to each other', async () => {
    await withRig(async (rig) => {
      const types = ['awscc.cognito.user_pools', 'AWS::Cognito::UserPoolClient', 'AWS::SQS::Queue', 'AWS::SQS::Queue'];
      const { code } = await rig.run('init', 'shop', ...types.flatMap((type) => ['--type', type]));
      expect(code).to.equal(0);
      const text = rig.read('shop/stackql_manifest.yml');
      expect(text.slice(text.indexOf('parallelism'))).to.equal(dedent`
        parallelism: 10
        globals:
          - name: region
            value: us-east-1
        resources:
          - name: user_pool
            type: AWS::Cognito::UserPool
            properties:
              UserPoolName: '{{ stack_name }}-{{ stack_env }}-user-pool'
          - name: user_pool_client
            type: AWS::Cognito::UserPoolClient
            properties:
              ClientName: '{{ stack_name }}-{{ stack_env }}-user-pool-client'
              UserPoolId: '{{ user_pool.UserPoolId }}'
          - name: queue
            type: AWS::SQS::Queue
            properties:
              QueueName: '{{ stack_name }}-{{ stack_env }}-queue'
          - name: queue_2
            type: AWS::SQS::Queue
            properties:
              QueueName: '{{ stack_name }}-{{ stack_env }}-queue-2'
      `);
      for (const verb of ['build', 'test', 'teardown'])
        expect((await rig.run(verb, 'shop', 'dev', '--local')).code).to.equal(0);
      expect((await rig.run('init', 'other', '--type', 'AWS::SQS::Queu')).errors).to.equal(
        'there is no resource type "AWS::SQS::Queu"; did you mean "AWS::SQS::Queue"?\n',
      );
    });
  });

  it('fills what must be there with what the schema allows', async () => {
    await withRig(async (rig) => {
      await rig.run('init', 'shop', '--type', 'AWS::Lambda::Function', '--type', 'AWS::Route53::RecordSet');
      const text = rig.read('shop/stackql_manifest.yml');
      expect(text.slice(text.indexOf('resources:'))).to.equal(dedent`
        resources:
          - name: function
            type: AWS::Lambda::Function
            properties:
              FunctionName: '{{ stack_name }}-{{ stack_env }}-function'
              Code: {}
              Role: TODO Role
          - name: record_set
            type: AWS::Route53::RecordSet
            properties:
              Name: '{{ stack_name }}-{{ stack_env }}-record-set'
              Type: TODO Type
      `);
    });
  });

  it('keeps a .gitignore that is there, and writes a workflow for GitHub where it is asked to', async () => {
    await withRig(async (rig) => {
      rig.write('.gitignore', 'mine\n');
      expect((await rig.run('init', '.', '--ci', 'github')).code).to.equal(0);
      expect(rig.read('.gitignore')).to.equal('mine\n');
      const [file = ''] = readdirSync(join(rig.folder, '.github/workflows'));
      const workflow = parse(rig.read(`.github/workflows/${file}`)) as Record<string, unknown>;
      expect(Object.keys(workflow)).to.deep.equal(['name', 'on', 'permissions', 'jobs']);
      expect(rig.read(`.github/workflows/${file}`)).to.match(/run: npx --yes stack-deploy@[^ ]+ validate \. prd/);
    });
  });
});
