import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';

const values = [
  ["It's a 'test'", "It's a 'test'"],
  ['$(touch hacked) `id` $HOME \\ "x"', '$(touch hacked) `id` $HOME \\ "x"'],
  ['two\nlines', 'two\nlines'],
  ['grün ✓', 'grün ✓'],
  [['a', "b'c"], '["a","b\'c"]'],
  [12, '12'],
  [true, 'true'],
] as const;

function write(rig: Rig, exported: readonly string[]): void {
  const globals = values.map(([value], index) => ({ name: `value_${index}`, value }));
  rig.write(
    's/stackql_manifest.yml',
    JSON.stringify({
      version: 1,
      name: 'my-shop',
      globals: [...globals, { name: 'db_password', value: 'hunter2-long' }],
      resources: [],
      exports: exported,
    }),
  );
}

describe('--export-file', () => {
  it('gives a shell exactly what was exported', () =>
    withRig(async (rig) => {
      write(
        rig,
        values.map((_value, index) => `value_${index}`),
      );
      const run = await rig.run('build', 's', 'dev-1', '--local', '--export-file', '.stackql-deploy-exports');
      expect(run.code, run.errors).to.equal(0);
      for (const [index, [, text]] of values.entries()) {
        const script = `. ./.stackql-deploy-exports; printf %s "$STACKQL_DEPLOY__my_shop__dev_1__value_${index}"`;
        expect(execFileSync('/bin/sh', ['-c', script], { cwd: rig.folder, encoding: 'utf8' })).to.equal(text);
      }
      expect(rig.read('.stackql-deploy-exports').split('\n')[0]).to.equal(
        `export STACKQL_DEPLOY__my_shop__dev_1__value_0='It'\\''s a '\\''test'\\'''`,
      );
      expect(statSync(join(rig.folder, '.stackql-deploy-exports')).mode & 0o777).to.equal(0o644);
      const tested = await rig.run('test', 's', 'dev-1', '--local', '--export-file', 'again');
      expect(tested.code, tested.errors).to.equal(0);
      expect(rig.read('again')).to.equal(rig.read('.stackql-deploy-exports'));
    }));

  it('holds a secret only where it is exported, for its owner alone', () =>
    withRig(async (rig) => {
      write(rig, ['value_5']);
      await rig.run('build', 's', 'dev', '--local', '--export-file', 'plain');
      expect(rig.read('plain')).to.equal("export STACKQL_DEPLOY__my_shop__dev__value_5='12'\n");
      write(rig, ['db_password']);
      const run = await rig.run('build', 's', 'dev', '--local', '--export-file', 'secret');
      expect(run.output + run.errors).not.to.include('hunter2-long');
      expect(rig.read('secret')).to.equal("export STACKQL_DEPLOY__my_shop__dev__db_password='hunter2-long'\n");
      expect(statSync(join(rig.folder, 'secret')).mode & 0o777).to.equal(0o600);
    }));

  it('is refused before anything is done where it cannot be written, or two names are one in a shell', () =>
    withRig(async (rig) => {
      write(rig, ['value_1']);
      rig.write(
        's/stackql_manifest.yml',
        'version: 1\nname: s\nglobals:\n  - {name: a_b, value: 1}\n  - {name: a-b, value: 2}\nresources: []\nexports: [a_b, a-b]\n',
      );
      const twice = await rig.run('build', 's', 'dev', '--local', '--export-file', 'x');
      expect(twice.code).to.equal(1);
      expect(twice.errors).to.include(
        'error[manifest/duplicate-name]: "a_b" and "a-b" are both STACKQL_DEPLOY__s__dev__a_b in the file of --export-file',
      );
      expect((await rig.run('build', 's', 'dev', '--local')).code).to.equal(0);
      const nowhere = await rig.run('build', 's', 'dev', '--local', '--export-file', 'no/x');
      expect(nowhere.code).to.equal(1);
      expect(nowhere.errors).to.include('the export file no/x cannot be written: its folder does not exist');
    }));
});

describe('options of stackql-deploy that are none here', () => {
  const noServer =
    'there is no server to reach: statements are carried out by the command itself; --endpoint-url sends requests elsewhere';
  const cases: readonly (readonly [argv: readonly string[], option: string, instead: string])[] = [
    [['build', 's', 'dev', '--server', 'localhost'], '--server', noServer],
    [['--server=db', '--port', '5444', 'test', 's', 'dev'], '--server', noServer],
    [['teardown', 's', 'dev', '-H', 'localhost'], '-H', noServer],
    [['shell', '-p', '5444'], '-p', noServer],
    [['query', '--port=5444', 'SELECT 1'], '--port', noServer],
    [
      ['--custom-registry', 'https://example.com', 'build', 's', 'dev'],
      '--custom-registry',
      'there is no provider to download: resource types come with the tool; "schema pull" fetches newer ones',
    ],
    [
      ['init', 'new', '--provider', 'aws'],
      '--provider',
      'every template is one of AWS: --template picks one, --list lists them',
    ],
    [
      ['init', 'new', '--env', 'dev'],
      '--env',
      'a template is for any environment: its name is the second argument of build, test and teardown',
    ],
  ];
  for (const [argv, option, instead] of cases) {
    it(`are answered with what does their work: ${argv.join(' ')}`, () =>
      withRig(async (rig) => {
        expect(await rig.run(...argv)).to.deep.equal({
          code: 1,
          output: '',
          errors: `error: unknown option '${option}'\n${instead}\n`,
        });
      }));
  }

  it('leave the options of that name alone that there are', () =>
    withRig(async (rig) => {
      const { code, errors } = await rig.run('init', 'new', '-t', 'cognito-user-pool');
      expect(code, errors).to.equal(0);
      expect((await rig.run('validate', 'new', 'dev', '-e', 'A=1', '--region', 'eu-west-1')).code).to.equal(0);
      expect((await rig.run('emulator', '--port', 'x')).errors).not.to.include('there is no server');
    }));
});
