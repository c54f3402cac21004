import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../src/base/package-root.ts';
import { findSites, type Site } from './find-mutants.ts';
import { readEquivalents, withoutEquivalents } from './known-equivalents.ts';
import { describeMutant } from './mutant.ts';
import { nameOf, numberMutants } from './numbered-mutants.ts';
import { pickSample } from './pick-sample.ts';
import { recordReach, testFolders } from './record-reach.ts';
import { createScratchCopy } from './scratch-copy.ts';
import { switchSource } from './switch-source.ts';
import { testsFor } from './tests-for.ts';
import { TrialRunner } from './trial-runner.ts';
import { tryMutants, type Verdict } from './try-mutants.ts';

/** Folders of `src` whose mutants are tried. */
const sampledFolders: readonly string[] = ['plan', 'flow', 'operations', 'lifecycle', 'provider', 'engine'];

const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * `npm run test:mutants -- [--sample N] [--seed S] [--only FOLDERS] [--file PATHS] [--tests FOLDERS] [--seconds N] [--again]`: spoils N
 * places of the sources one at a time, or with `--file` every place of files and folders, and runs the tests that come to them, as many as
 * take so many seconds; `--again` tries those that survived last. Ends with 1 where a mutant survives.
 */
async function testMutants(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: sampledFolders.join(',') },
      file: { type: 'string' },
      tests: { type: 'string', default: testFolders.join(',') },
      seconds: { type: 'string', default: '30' },
      again: { type: 'boolean', default: false },
    },
  });
  const folders = values.only.split(',');
  const ownTests = values.tests.split(',');
  const paths = values.file?.split(',');
  const refused =
    mistakeIn('--only', folders, sampledFolders) ??
    mistakeIn('--tests', ownTests, testFolders) ??
    paths
      ?.filter((path) => !existsSync(join(packageRoot, path)))
      .map((path) => `invalid --file "${path}": no such file`)[0];
  if (refused !== undefined) {
    say(refused);
    process.exitCode = 2;
    return;
  }
  const allSites = sampledFolders.flatMap(sitesOf);
  const { mutants, names } = numberMutants(allSites);
  const known = readEquivalents(readFileSync(join(packageRoot, 'test', 'mutants', 'equivalent.tsv'), 'utf8'));
  const { sites, stale } = withoutEquivalents(allSites, known);
  for (const { file, lineText } of stale) say(`equivalent.tsv fits nothing any more: ${file}: ${lineText}`);
  const picked =
    paths === undefined
      ? pickSample(
          sites.filter(([{ file }]) => folders.includes(folderOf(file))),
          Number(values.sample),
          Number(values.seed),
        )
      : sites
          .flat()
          .filter(({ file }) => paths.some((path) => file === path || file.startsWith(path.replace(/\/?$/, '/'))));
  const survivedLast = values.again ? new Set(readSurvivors()) : undefined;
  const chosen = picked.filter((mutant) => survivedLast?.has(nameOf(mutant)) ?? true);
  say(
    paths === undefined
      ? `${chosen.length} of ${sites.length} sites; seed ${values.seed}`
      : `${chosen.length} mutants in ${paths.join(', ')}`,
  );

  const copy = createScratchCopy(packageRoot, ['src', 'test', 'schemas']);
  // A signal ends the process before anything is cleaned up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      copy.remove();
      process.exit(130);
    });
  }
  const start = (activeFromStart?: number): TrialRunner =>
    new TrialRunner(copy.folder, mutants.length, activeFromStart);
  const verdicts: Verdict[] = [];
  try {
    const numbered = mutants.map((mutant, number) => ({ number, mutant }));
    for (const file of new Set(mutants.map((mutant) => mutant.file))) {
      const own = numbered.filter(({ mutant }) => mutant.file === file);
      copy.write(file, switchSource(file, readFileSync(join(packageRoot, file), 'utf8'), own));
    }
    const recorder = start();
    const recording = await recordReach(packageRoot, recorder, copy.folder, names, ownTests, say);
    recorder.stop();
    const numbers = numbered.filter(({ mutant }) => chosen.includes(mutant)).map(({ number }) => number);
    const testsOf = (number: number): ReturnType<typeof testsFor> =>
      testsFor(number, mutants, recording, Number(values.seconds) * 1000);
    for await (const verdict of tryMutants(numbers, start, testsOf)) {
      verdicts.push(verdict);
      const { number, isNoticed, leftOut } = verdict;
      const mutant = mutants[number];
      if (mutant === undefined) continue;
      const more = !isNoticed && leftOut > 0 ? ` (${leftOut} tests that come to it did not run)` : '';
      say(`${isNoticed ? 'noticed ' : 'SURVIVED'} ${describeMutant(mutant)}${more}`);
    }
  } finally {
    copy.remove();
  }
  const judged = verdicts.flatMap(({ number, isNoticed }) => {
    const mutant = mutants[number];
    return mutant === undefined ? [] : [{ mutant, isNoticed }];
  });
  say('');
  const groupOf = paths === undefined ? folderOf : (file: string) => file;
  for (const group of new Set(judged.map(({ mutant }) => groupOf(mutant.file))))
    say(`${group.padEnd(12)} ${noticedOf(judged.filter(({ mutant }) => groupOf(mutant.file) === group))}`);
  say(`${'all'.padEnd(12)} ${noticedOf(judged)}`);
  const survivors = judged.filter(({ isNoticed }) => !isNoticed);
  for (const { mutant } of survivors) say(`survived: ${describeMutant(mutant)}\n          ${mutant.lineText}`);
  writeFileSync(survivorsFile, JSON.stringify(survivors.map(({ mutant }) => nameOf(mutant))));
  if (survivors.length > 0) process.exitCode = 1;
}

function mistakeIn(option: string, given: readonly string[], possible: readonly string[]): string | undefined {
  const unknown = given.find((one) => !possible.includes(one));
  return unknown === undefined ? undefined : `invalid ${option} "${unknown}": use ${possible.join(', ')}`;
}

const survivorsFile = join(packageRoot, 'dist', 'survivors.json');

function readSurvivors(): readonly string[] {
  // Written above.
  return existsSync(survivorsFile) ? (JSON.parse(readFileSync(survivorsFile, 'utf8')) as readonly string[]) : [];
}

function sitesOf(folder: string): readonly Site[] {
  const names = readdirSync(join(packageRoot, 'src', folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const file = ['src', folder, ...name.split(/[\\/]/)].join('/');
      return findSites(file, readFileSync(join(packageRoot, file), 'utf8'));
    });
}

/** `plan` of `src/plan/desired-state.ts`. */
function folderOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function noticedOf(verdicts: readonly { readonly isNoticed: boolean }[]): string {
  const noticed = verdicts.filter(({ isNoticed }) => isNoticed).length;
  return `${noticed} of ${verdicts.length} noticed (${((100 * noticed) / Math.max(verdicts.length, 1)).toFixed(1)} %)`;
}

await testMutants();
