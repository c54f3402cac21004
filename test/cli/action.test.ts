import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { packageRoot } from '../../src/base/package-root.ts';
import { withRig, type Rig } from '../support/rig.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

const action = parse(readFileSync(join(packageRoot, 'action.yml'), 'utf8')) as Action;

/** A command in the place of `npx` that writes its arguments, a line of JSON each time, and runs `then`. */
function writeNpx(rig: Rig, then: string): string {
  const folder = join(rig.folder, 'bin');
  mkdirSync(folder, { recursive: true });
  const record = `process.stdout.write(JSON.stringify(process.argv.slice(1)) + '\\n')`;
  const script = `#!/bin/bash\n'${process.execPath}' -e "${record}" -- "$@" >> calls\n${then}\n`;
  writeFileSync(join(folder, 'npx'), script, { mode: 0o755 });
  return folder;
}

/** Runs the steps of the action, as the runner does with these inputs. */
async function runAction(
  rig: Rig,
  inputs: Readonly<Record<string, string>>,
  then = '',
): Promise<{ readonly code: number; readonly output: string; readonly calls: readonly (readonly string[])[] }> {
  for (const name of Object.keys(inputs)) expect(action.inputs).to.have.property(name);
  const valueOf = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? '';
  const folder = writeNpx(rig, then);
  rig.write('calls', '');
  let ended = { code: 0, output: '' };
  for (const step of action.runs.steps) {
    expect(step.shell).to.equal('bash');
    expect(step.run).not.to.include('${{');
    const given = Object.entries(step.env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: string) => valueOf(input)),
    ]);
    const env = {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      HOME: rig.folder,
      ...Object.fromEntries(rig.environment),
      ...(Object.fromEntries(given) as Record<string, string>),
    };
    ended = await new Promise((resolve) => {
      const argv = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run];
      execFile('bash', argv, { cwd: rig.folder, env }, (error, output, errors) => {
        resolve({ code: error === null ? 0 : Number(error.code), output: output + errors });
      });
    });
  }
  const calls = rig.read('calls').trim().split('\n');
  return { ...ended, calls: calls.map((line) => JSON.parse(line) as readonly string[]) };
}

const required = { command: 'build', stack_dir: 'stack', stack_env: 'dev' } as const;
const cases: readonly (readonly [what: string, inputs: Readonly<Record<string, string>>, argv: readonly string[]])[] = [
  ['what is required alone', {}, ['build', 'stack', 'dev']],
  [
    'variables with commas between them',
    { env_vars: 'A=1, B=two words,C=' },
    ['build', 'stack', 'dev', '--env', 'A=1', '--env', 'B=two words', '--env', 'C='],
  ],
  [
    'variables on lines, which may have commas, quotes and what a shell would run',
    { env_vars: 'A=1,2\nB=$(touch run) "`x`"\n' },
    ['build', 'stack', 'dev', '--env', 'A=1,2', '--env', 'B=$(touch run) "`x`"'],
  ],
  [
    'all of them',
    {
      env_file: 'a.env',
      output_file: 'out.json',
      show_queries: 'true',
      log_level: 'DEBUG',
      dry_run: 'true',
      on_failure: 'rollback',
      plan: 'plan.json',
    },
    [
      ...['build', 'stack', 'dev', '--env-file', 'a.env', '--output-file', 'out.json', '--show-queries'],
      ...['--log-level', 'DEBUG', '--dry-run', '--on-failure', 'rollback', '--plan', 'plan.json'],
    ],
  ],
  ['a plan to be written', { command: 'plan', plan: 'plan.json' }, ['plan', 'stack', 'dev', '--out', 'plan.json']],
  ['a folder with a blank', { stack_dir: 'my stack' }, ['build', 'my stack', 'dev']],
];

describe('the action for GitHub', () => {
  for (const [what, inputs, argv] of cases) {
    it(`hands on ${what}`, async () => {
      await withRig(async (rig) => {
        const { code, output, calls } = await runAction(rig, { ...required, ...inputs });
        expect(code, output).to.equal(0);
        expect(calls).to.deep.equal([['--yes', 'stack-deploy@latest', ...argv]]);
      });
    });
  }

  it('asks for the version that is wanted, and fails as the program does', async () => {
    await withRig(async (rig) => {
      const { code, calls } = await runAction(rig, { ...required, version: '0.1.0' }, 'exit 2');
      expect(code).to.equal(2);
      expect(calls).to.deep.equal([['--yes', 'stack-deploy@0.1.0', 'build', 'stack', 'dev']]);
    });
  });

  it('runs the program, and hands on its exports', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool', 'stack');
      for (const file of ['summary.md', 'outputs']) rig.write(file, '');
      rig.environment.set('GITHUB_ACTIONS', 'true');
      rig.environment.set('GITHUB_OUTPUT', join(rig.folder, 'outputs'));
      rig.environment.set('GITHUB_STEP_SUMMARY', join(rig.folder, 'summary.md'));
      const program = `shift 2; exec '${process.execPath}' '${join(packageRoot, 'bin/stack-deploy.js')}' "$@" --local`;
      const { code, output } = await runAction(rig, { ...required, output_file: 'out.json' }, program);
      expect(code, output).to.equal(0);
      expect(output).to.include('::group::user_pool\n');
      const [step] = action.runs.steps;
      expect(action.outputs['deployment_outputs']?.value).to.equal(
        `\${{ steps.${step!.id}.outputs.deployment_outputs }}`,
      );
      const [, json = ''] = /^deployment_outputs<<(?:.*)\n(.*)\n/m.exec(rig.read('outputs')) ?? [];
      const { user_pool_id: id } = JSON.parse(rig.read('out.json')) as { user_pool_id: string };
      expect(JSON.parse(json)).to.deep.include({ user_pool_id: id });
      expect(rig.read('summary.md')).to.include('3 created');
    });
  });
});
