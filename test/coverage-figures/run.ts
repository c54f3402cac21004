import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import { coverageByFolder, percentOf, type CoverageSummary } from './by-folder.ts';

/** Folders of `src` of whose branches the tests should reach so many percent. */
const wanted: Readonly<Record<string, number>> = {
  engine: 95,
  flow: 95,
  lifecycle: 95,
  operations: 95,
  plan: 95,
  provider: 95,
};

/** The end of `npm run coverage`: what c8 has counted, by folder. Ends with 1 where a folder has less than it should. */
function showCoverage(): void {
  const file = join(packageRoot, 'coverage', 'coverage-summary.json');
  const figures = JSON.parse(readFileSync(file, 'utf8')) as CoverageSummary;
  const summary = Object.fromEntries(Object.entries(figures).filter(([name]) => name === 'total' || holdsCode(name)));
  const say = (line: string): void => void process.stdout.write(line + '\n');
  say('folder             lines  branches');
  for (const { folder, lines, branches } of coverageByFolder(summary, join(packageRoot, 'src'))) {
    const least = wanted[folder];
    const isShort = least !== undefined && percentOf(branches) < least;
    if (isShort) process.exitCode = 1;
    const note = isShort ? `  expected at least ${least} % of branches` : '';
    say(`${folder.padEnd(16)}${inPercent(percentOf(lines))} ${inPercent(percentOf(branches))}${note}`);
  }
}

/** A file of types alone is compiled to nothing, and nothing loads it. */
function holdsCode(source: string): boolean {
  const compiled = join(packageRoot, 'dist', relative(packageRoot, source)).replace(/\.ts$/, '.js');
  return !/^export \{\};\s*(\/\/#.*\s*)?$/.test(readFileSync(compiled, 'utf8'));
}

function inPercent(percent: number): string {
  return `${percent.toFixed(1)} %`.padStart(8);
}

showCoverage();
