import { expect } from 'chai';
import { InstalledProgram } from '../support/installed-program.ts';
import { withRig } from '../support/rig.ts';

const hijack = "process.stdout.write('HIJACKED\\n');\n";

/** A stack that shows a variable, and files that would make Node.js run other code. */
async function withInstalled(use: (program: InstalledProgram) => void): Promise<void> {
  await withRig((rig) => {
    rig.write(
      's/stackql_manifest.yml',
      'version: 1\nname: s\nproviders: [awscc]\nresources:\n  - name: q\n    type: query\n    sql: "SELECT \'{{ greeting }}\' AS greeting"\n    exports: [greeting]\n',
    );
    rig.write('hijack.cjs', hijack);
    rig.write('given.env', 'NODE_OPTIONS=--require=./hijack.cjs\ngreeting=hello from the file\n');
    rig.write('node.config.json', '{"nodeOptions": {"import": ["./hijack.cjs"]}}');
    use(new InstalledProgram(rig.folder));
    return Promise.resolve();
  });
}

const build = ['build', 's', 'dev', '--local', '--dry-run'];

describe('the installed program and options of Node.js', () => {
  for (const option of [['--env-file', 'given.env'], ['--env-file=given.env']]) {
    it(`reads ${option.join(' ')} itself, and nothing in it is an option of Node.js`, async () => {
      await withInstalled((program) => {
        const { code, output, errors } = program.run([...build, ...option]);
        expect(errors).not.to.include('error');
        expect(output).to.include("SELECT 'hello from the file' AS greeting").and.not.to.include('HIJACKED');
        expect(code).to.equal(0);
      });
    });
  }

  it('says itself that a file is absent', async () => {
    await withInstalled((program) => {
      expect(program.run([...build, '--env-file', 'none.env'])).to.deep.equal({
        code: 1,
        output: '',
        errors: 'error[input/file-missing]: the environment file none.env does not exist\n',
      });
    });
  });

  const refused: readonly (readonly [argv: readonly string[], errors: string])[] = [
    [
      [...build, '--env-file-if-exists', 'given.env'],
      "error: unknown option '--env-file-if-exists'\n(see stack-deploy --help)\n",
    ],
    [
      [...build, '--env-file-if-exists=given.env'],
      "error: unknown option '--env-file-if-exists=given.env'\n(see stack-deploy --help)\n",
    ],
    [[...build, '--require', './hijack.cjs'], "error: unknown option '--require'\n(see stack-deploy --help)\n"],
    [[...build, '--import=./hijack.cjs'], "error: unknown option '--import=./hijack.cjs'\n(see stack-deploy --help)\n"],
    [
      [...build, '--experimental-config-file=node.config.json'],
      "error: unknown option '--experimental-config-file=node.config.json'\n",
    ],
    [
      [...build, '--experimental-config-file', 'node.config.json'],
      "error: unknown option '--experimental-config-file'\n",
    ],
    [['--experimental-default-config-file', ...build], "error: unknown option '--experimental-default-config-file'\n"],
    [
      ['--env-file', 'given.env', ...build],
      'error: write --env-file behind the command: stack-deploy build … --env-file …\n',
    ],
    [
      ['--env-file=none.env', ...build],
      'error: write --env-file behind the command: stack-deploy build … --env-file …\n',
    ],
    [['-r', './hijack.cjs', ...build], 'error: write -r behind the command: stack-deploy build … -r …\n'],
  ];
  for (const [argv, errors] of refused) {
    it(`refuses ${argv.filter((argument) => !build.includes(argument)).join(' ')} ${argv[0] === 'build' ? 'after' : 'before'} the command`, async () => {
      await withInstalled((program) => {
        expect(program.run(argv)).to.deep.equal({ code: 1, output: '', errors });
      });
    });
  }

  it('hands arguments on as they were written', async () => {
    await withInstalled((program) => {
      const greeting = 'two  blanks, $HOME `id` "quotes" \\ and\na line';
      const { output } = program.run([...build, '-e', `greeting=${greeting}`]);
      expect(output).to.include(`SELECT '${greeting}' AS greeting`);
    });
  });
});
