import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/base/package-root.ts';

/** The real process of `stack-deploy emulator`, once it listens. */
export interface EmulatorProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Sends a signal, SIGTERM by default, and answers with what was written and the exit code once the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<ProcessEnd>;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

interface Started {
  readonly process: ChildProcess;
  readonly written: { output: string; errors: string };
}

function start(folder: string, options: readonly string[]): Started {
  const argv = [join(packageRoot, 'bin/stack-deploy.js'), 'emulator', ...options];
  const child = spawn(process.execPath, argv, { cwd: folder, env: { PATH: process.env['PATH'] } });
  const written = { output: '', errors: '' };
  child.stdout.on('data', (data: Buffer) => (written.output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (written.errors += data.toString()));
  return { process: child, written };
}

/** Runs the command to its end, which it is expected to find by itself. */
export async function runEmulator(folder: string, ...options: readonly string[]): Promise<ProcessEnd> {
  const { process: child, written } = start(folder, options);
  await once(child, 'close');
  return { code: child.exitCode, ...written };
}

/** Starts it on a free port, and kills it at the end if it is still there. */
export async function withEmulator<T>(
  folder: string,
  options: readonly string[],
  use: (server: EmulatorProcess) => Promise<T>,
): Promise<T> {
  const { process: child, written } = start(folder, ['--port', '0', ...options]);
  try {
    let url: string | undefined;
    const streams = [child.stdout, child.stderr].map(async (stream) => {
      if (stream === null) return;
      for await (const line of createInterface(stream)) {
        url ??= /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (url !== undefined) return;
      }
    });
    await Promise.race([...streams, once(child, 'exit')]);
    if (url === undefined) throw new Error(`The emulator does not listen: ${written.errors}`);
    return await use({
      url,
      process: child,
      stop: async (signal = 'SIGTERM') => {
        const closed = once(child, 'close');
        child.kill(signal);
        await closed;
        return { code: child.exitCode, ...written };
      },
    });
  } finally {
    child.kill('SIGKILL');
  }
}

/** One request as it stands on the wire, signed for us-east-1 and account 000000000000. */
export async function callEmulator(
  url: string,
  operation: string,
  body: object,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/cloudcontrolapi/aws4_request, SignedHeaders=host, Signature=00',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `CloudApiService.${operation}`,
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
}
