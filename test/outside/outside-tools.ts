import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { withEmulator, type ProcessEnd } from '../support/emulator-process.ts';
import { Rig } from '../support/rig.ts';

/** The AWS CLI and Python of the system, where a package manager puts them; otherwise what the path has. */
const awsCli = existsSync('/usr/bin/aws') ? '/usr/bin/aws' : 'aws';
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

export interface Outside {
  readonly rig: Rig;
  readonly url: string;
  /** The folder of the path in which `stack-deploy` is. */
  readonly commandsFolder: string;
  /** Runs a shell script: `stack-deploy` and `aws` are commands in it. */
  readonly shell: (script: string) => Promise<ProcessEnd>;
  /** Runs the AWS CLI against the server. */
  readonly aws: (...argv: readonly string[]) => Promise<ProcessEnd>;
  readonly runPython: (script: string) => Promise<ProcessEnd>;
}

/** A folder with the example in it, and the server as a process of its own; everything here speaks to it over HTTP. */
export async function withOutside<T>(use: (outside: Outside) => Promise<T>): Promise<T> {
  const rig = new Rig();
  try {
    rig.copy('examples/cognito-user-pool');
    const commands = join(rig.folder, 'bin');
    mkdirSync(commands);
    const program = `#!/bin/sh\nexec '${process.execPath}' '${join(packageRoot, 'bin/stack-deploy.js')}' "$@"\n`;
    writeFileSync(join(commands, 'stack-deploy'), program, { mode: 0o755 });
    if (awsCli.startsWith('/')) symlinkSync(awsCli, join(commands, 'aws'));
    const env = {
      PATH: `${commands}:${process.env['PATH'] ?? ''}`,
      HOME: rig.folder,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_PAGER: '',
    };
    const run = (command: string, argv: readonly string[]): Promise<ProcessEnd> =>
      new Promise((resolve) => {
        execFile(command, argv, { cwd: rig.folder, env }, (error, output, errors) => {
          resolve({ code: error === null ? 0 : Number(error.code), output, errors });
        });
      });
    return await withEmulator(rig.folder, ['--data', '.stack-deploy/local'], ({ url }) =>
      use({
        rig,
        url,
        commandsFolder: commands,
        shell: (script) => run('/bin/bash', ['--norc', '-euo', 'pipefail', '-c', script]),
        aws: (...argv) => run(awsCli, ['--endpoint-url', url, '--output', 'json', ...argv]),
        runPython: (script) => run(python, ['-c', script, url]),
      }),
    );
  } finally {
    rig.close();
  }
}

const packages = 'awscli python3-boto3 python3-yaml python3-junitparser tmux zsh fish';

/** Says what is missing before anything else fails for it. */
export function requireTools(): void {
  requireCommand(awsCli, ['--version']);
  requirePython('boto3');
}

/** The same for a module of Python. */
export function requirePython(module: string): void {
  requireCommand(python, ['-c', `import ${module}`]);
}

/** The same for any command. */
export function requireCommand(command: string, argv: readonly string[]): void {
  if (spawnSync(command, argv).status !== 0)
    throw new Error(`${command} ${argv.join(' ')} does not work: apt-get install -y ${packages}`);
}
