import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { packageRoot } from '../../../src/base/package-root.ts';
import { writeAlike } from '../alike-stack.ts';
import { barPlot, type BarGroup } from '../plots/bar-plot.ts';
import { fastestMs, leastUsage, ownProgram, runProgram, type ProgramUsage } from '../run-program.ts';
import type { Section } from '../section.ts';

const runs = 15;
/** How many alike resources, where stacks may be so large. */
const manyAlike = 1000;

/** What a version of Node.js takes for it. */
interface Started {
  readonly version: string;
  readonly load: number;
  readonly emptyMs: number;
  readonly help: ProgramUsage;
  readonly validate: ProgramUsage;
  readonly unchanged: ProgramUsage;
  readonly livesMs: number;
  readonly alikeValidate: ProgramUsage;
  readonly alikeUnchanged: ProgramUsage;
}

/** What it takes to start, and many alike resources, on each version of Node.js. */
export const startSection: Section = {
  name: 'start',
  isLong: false,
  tell: async ({ keep, nodes, most }) => {
    const alike = Math.min(manyAlike, most);
    const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
    try {
      const all: Started[] = [];
      const stacks = writeStacks(folder, alike);
      for (const node of nodes) {
        const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
        all.push(
          await keep(`start, ${alike} alike, Node.js ${version}`, () =>
            Promise.resolve(measure(node, version, stacks)),
          ),
        );
      }
      return { lines: all.flatMap((one) => tableOf(one, alike)).slice(0, -1), plots: { 'start.svg': startPlot(all) } };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What all versions run, so that only the first of them has to build it. */
interface Stacks {
  readonly demo: string;
  readonly alike: string;
  /** Arguments of a build that changes nothing from its second run on. */
  readonly buildOf: (stack: string) => readonly string[];
}

function writeStacks(folder: string, count: number): Stacks {
  const [demo, alike] = [join(packageRoot, 'examples/cognito-user-pool'), join(folder, 'alike')];
  writeAlike(alike, count);
  const buildOf = (stack: string): readonly string[] => [
    ...['build', stack, 'dev', '--local', '--local-dir', join(folder, `local-${basename(stack)}`)],
    ...['--parallelism', '10'],
  ];
  return { demo, alike, buildOf };
}

function measure(node: string, version: string, { demo, alike, buildOf }: Stacks): Started {
  const unchanged = buildOf(demo);
  for (const stack of [demo, alike]) runProgram(ownProgram, buildOf(stack), { node });
  const program =
    (...argv: readonly string[]): (() => number) =>
    () =>
      fastestMs(ownProgram, argv, 1, { node });
  // By turns, because what else the machine does then slows all of them; and without the question what they have used, which takes some time, too.
  const [emptyMs = 0, helpMs = 0, validateMs = 0, unchangedMs = 0, livesMs = 0] = fastestByTurns([
    () => fastestMs(node, ['-e', '0'], 1),
    program('--help'),
    program('validate', demo, 'dev'),
    program(...unchanged),
    () => fastestMs(node, [join(packageRoot, 'dist/test/bench/three-lifecycles.js')], 1),
  ]);
  const take = (elapsedMs: number, ...argv: readonly string[]): ProgramUsage => ({
    ...leastUsage(ownProgram, argv, 3, { node }),
    elapsedMs,
  });
  return {
    version,
    load: loadavg()[0] ?? 0,
    emptyMs,
    help: take(helpMs, '--help'),
    validate: take(validateMs, 'validate', demo, 'dev'),
    unchanged: take(unchangedMs, ...unchanged),
    livesMs,
    alikeValidate: leastUsage(ownProgram, ['validate', alike, 'dev'], 2, { node }),
    alikeUnchanged: leastUsage(ownProgram, buildOf(alike), 2, { node }),
  };
}

function fastestByTurns(commands: readonly (() => number)[]): readonly number[] {
  const rounds = Array.from({ length: runs }, () => commands.map((command) => command()));
  return commands.map((_, index) => Math.min(...rounds.map((round) => round[index] ?? Infinity)));
}

function tableOf(started: Started, alike: number): readonly string[] {
  const { version, load, emptyMs } = started;
  const row = (name: string, ms: number, usage: ProgramUsage | undefined, aim: string): string => {
    const [processor, memory] = usage === undefined ? ['', ''] : [usage.processorMs, usage.megabytes].map(Math.round);
    return `| ${[name, Math.round(ms), (ms / emptyMs).toFixed(2), processor, memory, aim].join(' | ')} |`;
  };
  const { help, validate, unchanged, livesMs, alikeValidate, alikeUnchanged } = started;
  return [
    `Node.js ${version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; load ${load.toFixed(1)}; the fastest of ${runs} runs, where there are many resources, of 2.`,
    '',
    '| command | ms | beside `node -e 0` | processor ms | MB | aim |',
    '| --- | --: | --: | --: | --: | --- |',
    row('`node -e 0`', emptyMs, undefined, ''),
    row('`stack-deploy --help`', help.elapsedMs, help, 'at most 1.3 beside'),
    row('the example, validate', validate.elapsedMs, validate, ''),
    row('the example, build without a change', unchanged.elapsedMs, unchanged, 'at most 4 beside, 100 MB'),
    row('a test with three lives of the example', livesMs, undefined, 'at most 15 beside'),
    row(`${alike} alike, validate`, alikeValidate.elapsedMs, alikeValidate, ''),
    row(`${alike} alike, build without a change`, alikeUnchanged.elapsedMs, alikeUnchanged, ''),
    '',
  ];
}

function startPlot(all: readonly Started[]): string {
  const group = (name: string, usageOf: (one: Started) => ProgramUsage, aim?: number): BarGroup => ({
    name,
    values: all.map((one) => Math.round((usageOf(one).elapsedMs / one.emptyMs) * 100) / 100),
    ...(aim === undefined ? {} : { aim }),
  });
  return barPlot({
    title: 'The example, beside an empty run of Node.js',
    description:
      'How many times as long as node -e 0 it takes to show the help, to validate the example and to build it without a change, on each version of Node.js.',
    y: { label: 'times node -e 0' },
    names: all.map(({ version }) => `Node.js ${version}`),
    groups: [
      group('--help', ({ help }) => help, 1.3),
      group('validate', ({ validate }) => validate),
      group('build without a change', ({ unchanged }) => unchanged, 4),
    ],
  });
}
