import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeAlike } from './alike-stack.ts';
import { writeBenchStack } from './bench-stack.ts';
import { middle } from './middle.ts';
import { ownProgram, runProgram, type ProgramUsage } from './run-program.ts';

/**
 * Runs this checkout and another one by turns, and prints the middle of the ratios: above 1, this one takes longer. By turns, because what
 * else the machine does then slows both: `npm run bench -- --against DIR`, with `--only validate` for the figures that have this in their
 * names. The other checkout has to be built.
 */
const pairs = 20;
/** Of what takes seconds. */
const longPairs = 3;

type Program = 'this' | 'other';

interface Figure {
  readonly name: string;
  /** Arguments of the program; `own` is a folder that no other program writes to. */
  readonly argv: (own: string) => readonly string[];
  /** Runs before each measured run, if what is measured uses it up. */
  readonly before?: (own: string) => readonly string[];
  /** Default: 20. */
  readonly pairs?: number;
}

const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
const [stack, changed, alike] = [join(folder, 'stack'), join(folder, 'changed'), join(folder, 'alike')];
writeBenchStack(stack, 30);
writeBenchStack(changed, 30, 7);
writeAlike(alike, 1000);

const run = (verb: 'build' | 'teardown', path: string, own: string): readonly string[] => [
  verb,
  path,
  'dev',
  '--local',
  '--local-dir',
  own,
];

/** The demo is that of the other checkout, which may be too old to understand ours. */
function figuresOf(demo: string): readonly Figure[] {
  return [
    { name: '--help', argv: () => ['--help'] },
    { name: 'validate the demo', argv: () => ['validate', demo, 'dev'] },
    { name: 'build the demo, nothing to change', argv: (own) => run('build', demo, join(own, 'demo')) },
    {
      name: 'build 30 resources',
      argv: (own) => run('build', stack, own),
      before: (own) => run('teardown', stack, own),
    },
    { name: 'build 30 resources, nothing to change', argv: (own) => run('build', stack, own) },
    {
      name: 'build 30 resources, 29 changed',
      argv: (own) => run('build', changed, own),
      before: (own) => run('build', stack, own),
    },
    {
      name: 'tear down 30 resources',
      argv: (own) => run('teardown', stack, own),
      before: (own) => run('build', stack, own),
    },
    { name: 'validate 1000 alike resources', argv: () => ['validate', alike, 'dev'], pairs: longPairs },
    {
      name: 'build 1000 alike resources, nothing to change',
      argv: (own) => run('build', alike, join(own, 'alike')),
      pairs: longPairs,
    },
  ];
}

/** Prints a table with a line for each figure whose name has `only` in it. */
export function compareWith(otherCheckout: string, only: string): void {
  const programs: Readonly<Record<Program, string>> = {
    this: ownProgram,
    other: join(resolve(otherCheckout), 'bin/stack-deploy.js'),
  };
  const take = (program: Program, { argv, before }: Figure): ProgramUsage => {
    const own = join(folder, program);
    if (before !== undefined) runProgram(programs[program], before(own));
    return runProgram(programs[program], argv(own));
  };
  print(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; load before ${loadavg()[0]?.toFixed(1) ?? ''}; ${pairs} pairs, of what takes seconds ${longPairs}; middle of this and the other checkout, and of their ratios`,
    '',
    '| figure | this, ms | other, ms | ratio | processor, ms | other, ms | ratio | MB | ratio |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  const demo = join(resolve(otherCheckout), 'examples/cognito-user-pool');
  for (const figure of figuresOf(demo).filter(({ name }) => name.includes(only))) {
    // What only the first run does, such as filling the disk's cache, does not count.
    for (const program of ['this', 'other'] as const) take(program, figure);
    const taken = Array.from({ length: figure.pairs ?? pairs }, (_, pair): Readonly<Record<Program, ProgramUsage>> => {
      if (pair % 2 === 0) {
        const first = take('this', figure);
        return { this: first, other: take('other', figure) };
      }
      const first = take('other', figure);
      return { this: take('this', figure), other: first };
    });
    const middleOf = (program: Program, key: keyof ProgramUsage): string =>
      String(Math.round(middle(taken.map((pair) => pair[program][key]))));
    const ratioOf = (key: keyof ProgramUsage): string =>
      middle(taken.map((pair) => pair.this[key] / pair.other[key])).toFixed(2);
    const cells = [
      figure.name,
      ...[middleOf('this', 'elapsedMs'), middleOf('other', 'elapsedMs'), ratioOf('elapsedMs')],
      ...[middleOf('this', 'processorMs'), middleOf('other', 'processorMs'), ratioOf('processorMs')],
      ...[middleOf('this', 'megabytes'), ratioOf('megabytes')],
    ];
    print(`| ${cells.join(' | ')} |`);
  }
  rmSync(folder, { recursive: true, force: true });
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
