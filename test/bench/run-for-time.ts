import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunForTimeOptions {
  /** Default: that of this process. */
  readonly node?: string;
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs Node.js with these arguments to its end, and answers with the milliseconds in between. Throws where that is not a good one. */
export async function runForTime(argv: readonly string[], options: RunForTimeOptions = {}): Promise<number> {
  const { node = process.execPath, folder, env = process.env } = options;
  const started = performance.now();
  const child = spawn(node, argv, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  await once(child, 'exit');
  const elapsedMs = performance.now() - started;
  if (child.exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${String(child.exitCode)}\n${errors}`);
  return elapsedMs;
}
