import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { commandOverviews } from '../../src/cli/definitions/overview.ts';
import { withRig, type Rig } from '../support/rig.ts';

function writeStacks(rig: Rig): void {
  rig.copy('examples/cognito-user-pool', 'stacks/users');
  rig.copy('examples/vpc-network', 'stacks/network');
  rig.edit('stacks/network/stackql_manifest.yml', 'resources:', 'environments: [qa, live]\nresources:');
  rig.write('other/note.txt', '');
  rig.write('stack.env', '');
  // Nothing of it may run, whatever stands in it.
  rig.write(
    'broken/stackql_manifest.yml',
    'version: 1\nname: broken\nresources:\n  - name: a\n    type: script\n    run: touch ran\n  - name: [\n',
  );
}

async function wordsFor(rig: Rig, ...words: readonly string[]): Promise<readonly string[]> {
  const { code, output, errors } = await rig.run('completion', 'words', '--', ...words);
  expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
  return output.split('\n').slice(0, -1);
}

const commands = commandOverviews.map(({ name }) => name);

describe('completion', () => {
  const cases: readonly (readonly [words: readonly string[], found: readonly string[]])[] = [
    [[''], [...commands, 'help']],
    [['te'], ['test', 'teardown']],
    [['--v'], ['--version']],
    [['help', 'v'], ['validate']],
    [
      ['build', ''],
      ['broken', 'stacks/network', 'stacks/users'],
    ],
    [['build', 'stacks/u'], ['stacks/users']],
    [['build', 'stacks/users/'], ['stacks/users/']],
    [['build', 'nowhere/'], []],
    [
      ['build', 'stacks/users', ''],
      ['dev', 'prd'],
    ],
    [
      ['build', 'stacks/network', ''],
      ['qa', 'live'],
    ],
    [['build', 'other', ''], []],
    [['build', 'stacks/users', 'dev', ''], []],
    [['build', '--local', '-e', 'A=1', 'stacks/users', 'p'], ['prd']],
    [
      ['build', 'stacks/users', 'dev', '--on-failure', ''],
      ['error', 'ignore', 'rollback'],
    ],
    [['build', 'stacks/users', 'dev', '--on-failure=r'], ['--on-failure=rollback']],
    [['build', 'stacks/users', 'dev', '--log-level', 'd'], ['debug']],
    [
      ['build', 'stacks/users', 'dev', '--only', ''],
      ['user_pool', 'browser_client', 'machine_client'],
    ],
    [['build', 'stacks/users', 'dev', '--replace', 'm'], ['machine_client']],
    [
      ['build', 'stacks/users', 'dev', '--env-file', 'sta'],
      ['stack.env', 'stacks/'],
    ],
    [
      ['build', '--rep'],
      ['--replace', '--report'],
    ],
    [['schema', 's'], ['show']],
    [['schema', 'show', 'AWS::Cognito::UserPoolC'], ['AWS::Cognito::UserPoolClient']],
    [['schema', 'show', 'awscc.cognito.user_pool_c'], ['awscc.cognito.user_pool_clients']],
    [['list', '-t', 'AWS::SQS::QueueI'], ['AWS::SQS::QueueInlinePolicy']],
    [['explain', 'manifest/unknown-k'], ['manifest/unknown-key']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['init', 'o'], ['other/']],
    [['no-such-command', ''], []],
    [['build', 'broken', ''], []],
  ];
  it('knows what the last word may be', async () => {
    await withRig(async (rig) => {
      writeStacks(rig);
      for (const [words, found] of cases) expect(await wordsFor(rig, ...words), words.join(' ')).to.deep.equal(found);
    });
  });

  it('prints a script for each shell, and refuses others', async () => {
    await withRig(async (rig) => {
      for (const shell of ['bash', 'zsh', 'fish']) {
        const { code, output } = await rig.run('completion', shell);
        expect(code).to.equal(0);
        expect(output).to.include(`stack-deploy completion ${shell}`).and.not.to.include('\\$');
      }
      expect(await rig.run('completion', 'bsh')).to.deep.equal({
        code: 1,
        output: '',
        errors: 'error: no completion for bsh: use bash, zsh or fish; did you mean "bash"?\n',
      });
    });
  });

  it('works in bash, where colons and equals signs part words', async () => {
    await withRig(async (rig) => {
      writeStacks(rig);
      rig.write(
        'bin/stack-deploy',
        `#!/bin/sh\nexec '${process.execPath}' '${join(packageRoot, 'bin/stack-deploy.js')}' "$@"\n`,
      );
      chmodSync(join(rig.folder, 'bin/stack-deploy'), 0o755);
      const lines: readonly (readonly [line: string, replies: readonly string[]])[] = [
        ['stack-deploy val', ['validate']],
        ['stack-deploy build stacks/users ', ['dev', 'prd']],
        ['stack-deploy build stacks/users dev --on-failure=ro', ['rollback']],
        ['stack-deploy schema show AWS::Cognito::UserPoolC', ['UserPoolClient']],
        ['stack-deploy build nowhere/', []],
      ];
      const script = [
        'source <(stack-deploy completion bash)',
        'complete -p stack-deploy',
        ...lines.map(
          ([line]) =>
            `COMP_LINE='${line}' COMP_POINT=${line.length}; COMPREPLY=(); _stack_deploy; echo "$(IFS=,; echo "\${COMPREPLY[*]}")"`,
        ),
      ].join('\n');
      const env = { PATH: `${join(rig.folder, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: rig.folder };
      const printed = await new Promise<string>((resolve, reject) => {
        execFile('bash', ['--norc', '-uc', script], { cwd: rig.folder, env }, (error, output, errors) => {
          if (error === null) resolve(output + errors);
          else reject(new Error(`bash: ${errors}`, { cause: error }));
        });
      });
      expect(printed.trimEnd().split('\n')).to.deep.equal(
        ['complete -F _stack_deploy stack-deploy', ...lines.map(([, replies]) => replies.join(','))].slice(0, -1),
      );
    });
  });
});

describe('a command of another tool', () => {
  const cases: readonly (readonly [argv: readonly string[], instead: string])[] = [
    [
      ['apply'],
      "error: unknown command 'apply'\nto make the cloud match the stack: stack-deploy build STACK_DIR STACK_ENV\n",
    ],
    [
      ['deploy', 'stacks/users', 'dev'],
      "error: unknown command 'deploy'\nto make the cloud match the stack: stack-deploy build STACK_DIR STACK_ENV\n",
    ],
    [['destroy'], "error: unknown command 'destroy'\nto remove the stack: stack-deploy teardown STACK_DIR STACK_ENV\n"],
    [
      ['diff'],
      "error: unknown command 'diff'\nto see what a build would change: stack-deploy plan STACK_DIR STACK_ENV\n",
    ],
    [
      ['build', 'stacks/users', 'dev', '-auto-approve'],
      "error: unknown option '-auto-approve'\nnothing is asked, unless the manifest says confirm: true; --yes answers that\n",
    ],
    [['plan', '.', 'dev', '-var', 'a=1'], "error: unknown option '-var'\n-e KEY=VALUE sets a variable\n"],
  ];
  for (const [argv, instead] of cases) {
    it(`is answered with the one here: ${argv.join(' ')}`, async () => {
      await withRig(async (rig) => {
        expect(await rig.run(...argv)).to.deep.equal({ code: 1, output: '', errors: instead });
      });
    });
  }
});
