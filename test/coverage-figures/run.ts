import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { coverageByFolder, percentOf, type CoverageSummary } from './by-folder.ts';
import { readReasons, unreachedIn, withReasons, type CoverageOfFiles, type ExplainedBranch } from './unreached.ts';

/** Folders of `src` of whose branches the tests should reach so many percent, those aside that are explained in `unreached.tsv`. */
const wanted: Readonly<Record<string, number>> = {
  engine: 95,
  flow: 95,
  lifecycle: 95,
  operations: 95,
  plan: 95,
  provider: 95,
};

const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * The end of `npm run coverage`: what c8 has counted, by folder, and why the tests do not come to some of it. Ends with 1 where a folder has
 * less than it should, and where a reason fits nothing any more.
 */
function showCoverage(): void {
  // c8 has just written both.
  const figures = readJson('coverage-summary.json') as CoverageSummary;
  const files = readJson('coverage-final.json') as CoverageOfFiles;
  const summary = Object.fromEntries(Object.entries(figures).filter(([name]) => name === 'total' || holdsCode(name)));
  const branches = Object.entries(files)
    .filter(([name]) => holdsCode(name))
    .flatMap(([name, coverage]) => unreachedIn(fromRoot(name), readFileSync(name, 'utf8'), coverage));
  const reasons = readReasons(readFileSync(join(packageRoot, 'test', 'coverage-figures', 'unreached.tsv'), 'utf8'));
  const { explained, stale } = withReasons(branches, reasons);
  say('folder             lines  branches  without those that are explained');
  for (const { folder, lines, branches: reached } of coverageByFolder(summary, join(packageRoot, 'src'))) {
    const aside = explained.filter(({ file }) => file.startsWith(`src/${folder}/`)).length;
    const percent = percentOf({ covered: reached.covered, total: reached.total - aside });
    const least = wanted[folder];
    const isShort = least !== undefined && percent < least;
    if (isShort) process.exitCode = 1;
    const note = isShort ? `  expected at least ${least} % of branches` : '';
    const rest = aside === 0 ? '' : ` ${inPercent(percent)} (${aside})`;
    say(`${folder.padEnd(16)}${inPercent(percentOf(lines))} ${inPercent(percentOf(reached))}${rest}${note}`);
  }
  for (const line of reasonLines(explained)) say(line);
  for (const { file, lineText, text } of stale) {
    say(`unreached.tsv fits nothing any more: ${file}: ${text} in ${lineText}`);
    process.exitCode = 1;
  }
}

/** Each reason with all that it explains. */
function reasonLines(explained: readonly ExplainedBranch[]): readonly string[] {
  const reasons = [...new Set(explained.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => [
    `not reached: ${reason}`,
    ...explained
      .filter((one) => one.reason === reason)
      .map(({ file, line, text, lineText }) => `  ${file}:${line}: ${text} in ${lineText}`),
  ]);
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot, 'coverage', name), 'utf8'));
}

/** A file of types alone is compiled to nothing, and nothing loads it. */
function holdsCode(source: string): boolean {
  const compiled = join(packageRoot, 'dist', fromRoot(source)).replace(/\.ts$/, '.js');
  return !/^export \{\};\s*(\/\/#.*\s*)?$/.test(readFileSync(compiled, 'utf8'));
}

function fromRoot(path: string): string {
  return relative(packageRoot, path).replaceAll('\\', '/');
}

function inPercent(percent: number): string {
  return `${percent.toFixed(1)} %`.padStart(8);
}

showCoverage();
