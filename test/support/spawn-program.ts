import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

export interface Spawned {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

export interface SpawnOptions {
  readonly folder: string;
  /** Beside PATH and HOME; nothing else of this process's environment is handed on. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
  /** Is given the process while it runs. */
  readonly meanwhile?: (child: ChildProcess) => Promise<void>;
}

/** The real command in a process of its own. */
export async function spawnProgram(argv: readonly string[], options: SpawnOptions): Promise<Spawned> {
  const { folder, environment = {}, nodeOptions = [], meanwhile } = options;
  const child = spawn(process.execPath, [...nodeOptions, join(packageRoot, 'bin/stack-deploy.js'), ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const ended = new Promise<Pick<Spawned, 'code' | 'signal'>>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  try {
    await meanwhile?.(child);
    const end = await ended;
    return { ...end, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() };
  } finally {
    child.kill('SIGKILL');
  }
}
