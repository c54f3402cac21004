import { spawn } from 'node:child_process';

export type CommandEnd = 'passed' | 'failed' | 'timed-out';

/** Runs a command of Node.js in a folder and says how it ended; what it prints is lost. `environment` is added to that of this process. */
export function runCommand(
  args: readonly string[],
  folder: string,
  timeoutMs: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: 'ignore',
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      resolve(signal === 'SIGKILL' ? 'timed-out' : code === 0 ? 'passed' : 'failed');
    });
  });
}
