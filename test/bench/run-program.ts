import { spawnSync } from 'node:child_process';

/** What one run of a program took. */
export interface ProgramUsage {
  readonly elapsedMs: number;
  /** Time that it had a processor, which a busy machine does not stretch as much. */
  readonly processorMs: number;
  /** The most memory that it held. */
  readonly megabytes: number;
}

const tellUsage = `
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write('\\nusage ' + maxRSS / 1024 + ' ' + (userCPUTime + systemCPUTime) / 1000 + '\\n');
  });`;

/** Runs Node.js with these arguments to its end. Throws where that is not a good one. */
export function runProgram(argv: readonly string[]): ProgramUsage {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(tellUsage)}`, ...argv],
    { encoding: 'utf8' },
  );
  const elapsedMs = performance.now() - started;
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${String(status)}\n${stderr}`);
  const [, megabytes, processorMs] = /usage (\S+) (\S+)\n$/.exec(stderr) ?? [];
  return { elapsedMs, processorMs: Number(processorMs), megabytes: Number(megabytes) };
}
