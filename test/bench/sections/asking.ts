import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../src/base/package-root.ts';
import { withEmulator } from '../../support/emulator-process.ts';
import { middle } from '../middle.ts';
import type { Section } from '../section.ts';

const runs = 7;
const awsCli = existsSync('/usr/bin/aws') ? '/usr/bin/aws' : 'aws';
const program = [process.execPath, join(packageRoot, 'bin/stack-deploy.js')];

interface Taken {
  readonly ms: number;
  readonly processorMs: number;
  readonly megabytes: number;
}

async function take(command: readonly string[], folder: string): Promise<Taken> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
  };
  const started = performance.now();
  const [name = '', ...words] = command;
  const child = spawn(name, words, { cwd: folder, env, stdio: 'ignore' });
  let kilobytes = 0;
  let processorMs = 0;
  const watch = setInterval(() => {
    kilobytes = Math.max(kilobytes, peakOf(child.pid));
    processorMs = Math.max(processorMs, processorMsOf(child.pid));
  }, 5);
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${String(code)}`);
  return { ms: performance.now() - started, processorMs, megabytes: kilobytes / 1000 };
}

/** The most memory that a process has held so far, as Linux counts it; 0 elsewhere. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The time that a process has had the processor so far, in Linux's hundredths of a second; 0 elsewhere. */
function processorMsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** Asks an emulator with so many pools; the lines of a table. */
async function compare(pools: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-'));
  try {
    return await withEmulator(folder, [], async ({ url }) => {
      const target = ['--endpoint-url', url];
      const insert = Array.from(
        { length: pools },
        (_, index) => `INSERT INTO awscc.cognito.user_pools (UserPoolName) SELECT 'pool-${index}'`,
      ).join('; ');
      await take([...program, 'query', insert, '--write', '--no-color', ...target], folder);
      const listed = 'SELECT * FROM awscc.cognito.user_pools_list_only';
      const askers: readonly (readonly [string, readonly string[]])[] = [
        [
          'aws cloudcontrol list-resources',
          [awsCli, 'cloudcontrol', 'list-resources', '--type-name', 'AWS::Cognito::UserPool', ...target],
        ],
        ['query, the list alone', [...program, 'query', listed, ...target]],
        ['query, all properties', [...program, 'query', 'SELECT * FROM awscc.cognito.user_pools', ...target]],
        ['list, all properties', [...program, 'list', '-t', 'AWS::Cognito::UserPool', ...target]],
      ];
      const taken = new Map(askers.map(([name]) => [name, [] as Taken[]]));
      for (let run = 0; run < runs; run += 1)
        for (const [name, command] of askers) taken.get(name)?.push(await take(command, folder));
      const middles = [...taken].map(([name, all]) => ({
        name,
        ms: middle(all.map((one) => one.ms)),
        processorMs: middle(all.map((one) => one.processorMs)),
        megabytes: middle(all.map((one) => one.megabytes)),
      }));
      const [theirs] = middles;
      const share = (own: number, other: number | undefined): string => (own / (other ?? own)).toFixed(2).padStart(10);
      const lines = middles.map(
        ({ name, ms, processorMs, megabytes }) =>
          `| ${name.padEnd(31)} | ${String(Math.round(ms)).padStart(7)} | ${share(ms, theirs?.ms)} ` +
          `| ${String(processorMs).padStart(12)} | ${share(processorMs, theirs?.processorMs)} | ${String(Math.round(megabytes)).padStart(3)} |`,
      );
      const head = `| ${`${pools} ${pools === 1 ? 'pool' : 'pools'}, the middle of ${runs} runs`.padEnd(31)} | time ms | of the CLI | processor ms | of the CLI |  MB |`;
      return [head, `| ${'-'.repeat(31)} | ------: | ---------: | -----------: | ---------: | --: |`, ...lines];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Asks one emulator for the pools in it, from a cold start, by turns with `list`, `query` and the AWS CLI, and tells the middle of the
 * times, of the processor's times (which a busy machine does not stretch as much) and of the most memory.
 */
export const askingSection: Section = {
  name: 'asking',
  isLong: false,
  tell: async ({ keep }) => {
    const [one, twenty] = [
      await keep('asking, 1 pool', () => compare(1)),
      await keep('asking, 20 pools', () => compare(20)),
    ];
    return { lines: [...one, '', ...twenty] };
  },
};
