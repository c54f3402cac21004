import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

/** What one run of a program took. */
export interface ProgramUsage {
  readonly elapsedMs: number;
  /** Time that it had a processor, which a busy machine does not stretch as much. */
  readonly processorMs: number;
  /** The most memory that it held. */
  readonly megabytes: number;
}

export interface ProgramOptions {
  /** The Node.js that it runs on. Default: that of this process. */
  readonly node?: string;
  readonly folder?: string;
}

/** The program of this checkout, which finds its own options of Node.js. */
export const ownProgram = join(packageRoot, 'bin/stack-deploy.js');

const tellUsage = join(packageRoot, 'dist/test/bench/tell-usage.cjs');

/** Runs a program to its end, as a person does. Throws where that is not a good one. */
export function runProgram(program: string, argv: readonly string[], options: ProgramOptions = {}): ProgramUsage {
  const { elapsedMs, errors } = runToEnd(program, argv, options, { NODE_OPTIONS: `--require=${tellUsage}` });
  const [, megabytes, processorMs] = /usage (\S+) (\S+)\n$/.exec(errors) ?? [];
  return { elapsedMs, processorMs: Number(processorMs), megabytes: Number(megabytes) };
}

/** The milliseconds of the fastest of several runs: what else the machine does can only make them slower. */
export function fastestMs(
  program: string,
  argv: readonly string[],
  runs: number,
  options: ProgramOptions = {},
): number {
  return Math.min(...Array.from({ length: runs }, () => runToEnd(program, argv, options, {}).elapsedMs));
}

/** The run that took the processor least. */
export function leastUsage(
  program: string,
  argv: readonly string[],
  runs: number,
  options: ProgramOptions = {},
): ProgramUsage {
  const taken = Array.from({ length: runs }, () => runProgram(program, argv, options));
  return taken.reduce((best, one) => (one.processorMs < best.processorMs ? one : best));
}

function runToEnd(
  program: string,
  argv: readonly string[],
  { node = process.execPath, folder }: ProgramOptions,
  env: NodeJS.ProcessEnv,
): { readonly elapsedMs: number; readonly errors: string } {
  const path = [dirname(node), process.env['PATH']].join(delimiter);
  const started = performance.now();
  const { status, stderr } = spawnSync(program, argv, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const elapsedMs = performance.now() - started;
  if (status !== 0) throw new Error(`${[program, ...argv].join(' ')} ended with ${String(status)}\n${stderr}`);
  return { elapsedMs, errors: stderr };
}
