import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
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
          wrote my stack/resources/client.iql
          wrote my stack/resources/user_pool.iql
          wrote my stack/stackql_manifest.yml
          wrote my stack/test/stack.test.mjs

          next:
            stack-deploy validate 'my stack' dev          check it without calling AWS
            stack-deploy build 'my stack' dev --local     build it on the embedded Cloud Control: no account is needed
            stack-deploy build 'my stack' dev             build it on AWS
        `,
      });
      expect(rig.read('my stack/stackql_manifest.yml')).to.match(/^version: 1\nname: my-stack\n/);
    });
  });

  it('overwrites nothing and then writes nothing', async () => {
    await withRig(async (rig) => {
      rig.write('shop/resources/client.iql', 'mine');
      expect(await rig.run('init', 'shop')).to.deep.equal({
        code: 1,
        output: '',
        errors: 'shop already has resources/client.iql; nothing was written\n',
      });
      expect(readdirSync(join(rig.folder, 'shop'))).to.deep.equal(['resources']);
      expect(rig.read('shop/resources/client.iql')).to.equal('mine');
      expect((await rig.run('init', 'shop/resources/client.iql')).errors).to.equal(
        'shop/resources/client.iql is a file, not a folder\n',
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
});
