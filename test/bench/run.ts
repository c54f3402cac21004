import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import '../support/quiet-sdk.ts';
import { runBenchStack } from './bench-runs.ts';
import { runProgram } from './run-program.ts';
import { tellFigures } from './tell-figures.ts';

/**
 * Starts, and builds of stacks in this process and over HTTP: `node dist/test/bench/run.js [--write]`. Of several runs the fastest
 * counts: what else the machine does can only make them slower.
 */
const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
const program = join(packageRoot, 'bin/stack-deploy.js');
const demo = [
  program,
  'build',
  join(packageRoot, 'examples/cognito-user-pool'),
  'dev',
  '--local',
  '--local-dir',
  join(folder, 'demo'),
];

function fastestMs(argv: readonly string[], runs: number): number {
  let fastest = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, argv, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}`);
    fastest = Math.min(fastest, performance.now() - started);
  }
  return fastest;
}

const runs = 15;
const empty = fastestMs(['-e', '0'], runs);
const help = fastestMs([program, '--help'], runs);
execFileSync(process.execPath, demo, { stdio: 'ignore' });
const unchanged = fastestMs(demo, runs);
const usage = runProgram(demo);
const lives = fastestMs([join(packageRoot, 'dist/test/bench/three-lifecycles.js')], runs);

const lines = [
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; load before ${loadavg()[0]?.toFixed(1) ?? ''}; the fastest of ${runs} runs.`,
  '',
  '| command | time | beside `node -e 0` | aim |',
  '| --- | --- | --- | --- |',
  `| \`node -e 0\` | ${Math.round(empty)} ms | 1.0 | |`,
  `| \`stack-deploy --help\` | ${Math.round(help)} ms | ${(help / empty).toFixed(2)} | at most 1.5 |`,
  `| the demo, nothing to change | ${Math.round(unchanged)} ms, ${Math.round(usage.processorMs)} ms of processor, ${Math.round(usage.megabytes)} MB | ${(unchanged / empty).toFixed(1)} | under 500 ms and 120 MB |`,
  `| a test with three lives of the example | ${Math.round(lives)} ms | ${(lives / empty).toFixed(1)} | at most 15 |`,
  '',
  '| resources | over | read and check | step | time | requests | lower bound |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];
// What is loaded at the first use is no part of it.
await runBenchStack(join(folder, 'warm'), 2, 'process');
for (const resources of [1, 10, 100]) {
  for (const over of ['process', 'http'] as const) {
    const { checkMs, steps } = await runBenchStack(join(folder, `${over}-${resources}`), resources, over);
    for (const [index, { step, elapsedMs, total, lowerBound }] of steps.entries()) {
      const head =
        index === 0 ? [resources, over === 'http' ? 'HTTP' : 'process', `${Math.round(checkMs)} ms`] : ['', '', ''];
      lines.push(`| ${[...head, step, `${Math.round(elapsedMs)} ms`, total, lowerBound].join(' | ')} |`);
    }
  }
}
rmSync(folder, { recursive: true, force: true });
tellFigures('runs', lines);
