import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../src/base/package-root.ts';
import { findSites, type Site } from './find-mutants.ts';
import { readEquivalents, withoutEquivalents } from './known-equivalents.ts';
import { describeMutant, type Mutant } from './mutant.ts';
import { pickSample } from './pick-sample.ts';
import { createScratchCopy } from './scratch-copy.ts';
import { mochaCommand } from './mocha-command.ts';
import { recordReach } from './record-reach.ts';
import { testsFor } from './tests-for.ts';
import { tryMutants, type Trial, type Verdict } from './try-mutants.ts';

/** Folders of `src` whose mutants are sampled. */
const sampledFolders: readonly string[] = ['plan', 'flow', 'operations', 'lifecycle', 'provider', 'engine'];

const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * `npm run test:mutants -- [--sample N] [--seed S] [--only FOLDERS] [--seconds N] [--again]`: spoils N places of the sources one at a time and runs
 * the tests that reach them, as many as take so many seconds; `--again` tries those of the sample that survived last. Ends with 1 where a
 * mutant survives.
 */
async function testMutants(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      seconds: { type: 'string', default: '30' },
      again: { type: 'boolean', default: false },
    },
  });
  const folders = values.only?.split(',') ?? sampledFolders;
  const unknown = folders.find((folder) => !sampledFolders.includes(folder));
  if (unknown !== undefined) {
    say(`invalid --only "${unknown}": use ${sampledFolders.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const known = readEquivalents(readFileSync(join(packageRoot, 'test', 'mutants', 'equivalent.tsv'), 'utf8')).filter(
    ({ file }) => folders.includes(folderOf(file)),
  );
  const { sites, stale } = withoutEquivalents(folders.flatMap(sitesOf), known);
  const sample = pickSample(sites, Number(values.sample), Number(values.seed));
  const survivedLast = values.again ? new Set(readSurvivors()) : undefined;
  const mutants = sample.filter((mutant) => survivedLast?.has(nameOf(mutant)) ?? true);
  say(`${mutants.length} of ${sites.length} sites in ${folders.join(', ')}; seed ${values.seed}`);
  for (const { file, lineText } of stale) say(`equivalent.tsv fits nothing any more: ${file}: ${lineText}`);

  const copy = createScratchCopy(packageRoot, ['src', 'test', 'schemas']);
  // A signal ends the process before anything is cleaned up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      copy.remove();
      process.exit(130);
    });
  }
  const verdicts: Verdict[] = [];
  try {
    const reach = await recordReach(packageRoot, copy.folder, say);
    const trialOf = (mutant: Mutant): Trial => {
      const source = readFileSync(join(packageRoot, mutant.file), 'utf8');
      const { files, durationMs } = testsFor(mutant, source, reach, Number(values.seconds) * 1000);
      const command = files.length === 0 ? undefined : [...mochaCommand(files), '--bail'];
      return { command, timeoutMs: durationMs * 6 + 60_000 };
    };
    for await (const verdict of tryMutants(copy, mutants, trialOf)) {
      verdicts.push(verdict);
      say(`${verdict.isNoticed ? 'noticed ' : 'SURVIVED'} ${describeMutant(verdict.mutant)}`);
    }
  } finally {
    copy.remove();
  }
  say('');
  for (const folder of folders) {
    const own = verdicts.filter(({ mutant }) => folderOf(mutant.file) === folder);
    if (own.length > 0) say(`${folder.padEnd(12)}${noticedOf(own)}`);
  }
  say(`${'all'.padEnd(12)}${noticedOf(verdicts)}`);
  const survivors = verdicts.filter(({ isNoticed }) => !isNoticed);
  for (const { mutant } of survivors) say(`survived: ${describeMutant(mutant)}\n          ${mutant.lineText}`);
  writeFileSync(survivorsFile, JSON.stringify(survivors.map(({ mutant }) => nameOf(mutant))));
  if (survivors.length > 0) process.exitCode = 1;
}

const survivorsFile = join(packageRoot, 'dist', 'survivors.json');

function readSurvivors(): readonly string[] {
  // Written above.
  return existsSync(survivorsFile) ? (JSON.parse(readFileSync(survivorsFile, 'utf8')) as readonly string[]) : [];
}

/** What a mutant is called whatever line it has moved to. */
function nameOf({ file, lineText, from, to }: Mutant): string {
  return [file, lineText, from, to].join('\n');
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

function noticedOf(verdicts: readonly Verdict[]): string {
  const noticed = verdicts.filter(({ isNoticed }) => isNoticed).length;
  return `${noticed} of ${verdicts.length} noticed (${((100 * noticed) / Math.max(verdicts.length, 1)).toFixed(1)} %)`;
}

await testMutants();
