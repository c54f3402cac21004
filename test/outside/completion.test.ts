import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { requireCommand, withOutside } from './outside-tools.ts';

/** What each shell offers for a command line, a word a line. */
const shells: readonly (readonly [shell: string, offer: (line: string) => readonly string[]])[] = [
  ['fish', (line) => ['-c', `stack-deploy completion fish | source; complete -C ${JSON.stringify(line)}`]],
  [
    // What it hands to the line editor is printed instead.
    'zsh',
    (line) => [
      '-fc',
      [
        'source <(stack-deploy completion zsh)',
        'compadd() { while [[ "$1" != -- ]]; do shift; done; shift; print -rl -- "$@" }',
        `words=("\${(@s: :)\${:-${JSON.stringify(line)}}}"); CURRENT=$#words; _stack_deploy`,
      ].join('\n'),
    ],
  ],
];

const lines: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['stack-deploy val', ['validate']],
  ['stack-deploy build ex', ['examples/cognito-user-pool']],
  ['stack-deploy build examples/cognito-user-pool ', ['dev', 'prd']],
  ['stack-deploy build examples/cognito-user-pool dev --on-failure ', ['error', 'ignore', 'rollback']],
  ['stack-deploy schema show AWS::Cognito::UserPoolC', ['AWS::Cognito::UserPoolClient']],
];

for (const [shell, offer] of shells) {
  describe(`completion in ${shell}`, () => {
    before(() => requireCommand(shell, ['--version']));

    it('offers what the last word may be', async () => {
      await withOutside(({ rig, commandsFolder }) => {
        for (const [line, words] of lines) {
          const env = { HOME: rig.folder, PATH: `${commandsFolder}:${process.env['PATH'] ?? ''}` };
          const { stdout, stderr } = spawnSync(shell, offer(line), { cwd: rig.folder, env, encoding: 'utf8' });
          expect(stdout.trimEnd().split('\n'), `${line}: ${stderr}`).to.deep.equal(words);
        }
        return Promise.resolve();
      });
    });
  });
}
