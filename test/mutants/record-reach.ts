import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reach, TestFileReach } from './reach.ts';
import type { TrialRunner } from './trial-runner.ts';

/** Tests of these folders run in this process, where a mutant can be noticed. */
export const testFolders: readonly string[] = ['unit', 'lifecycle', 'conformance'];

const atMostMs = 1_800_000;

/** What is kept of a recording: the numbers in it are indices of these names. */
interface RecordedReach {
  readonly names: readonly string[];
  readonly reach: Reach;
}

export interface Recording {
  readonly reach: Reach;
  /** The numbers of mutants that were not there when the tests were recorded. */
  readonly unrecorded: ReadonlySet<number>;
}

/**
 * Which mutants each test comes to. What is known is kept in `dist/reach.json`; only test files that were compiled anew since are run
 * again.
 */
export async function recordReach(
  root: string,
  runner: TrialRunner,
  scratch: string,
  names: readonly string[],
  folders: readonly string[],
  say: (line: string) => void,
): Promise<Recording> {
  const cache = join(root, 'dist', 'reach.json');
  const { reach: kept, unrecorded } = readKept(cache, names);
  const digests = new Map(testFilesIn(scratch, testFolders).map((name) => [name, digestOf(join(scratch, name))]));
  const current = Object.entries(kept).filter(([name, { digest }]) => digests.get(name) === digest);
  const all = new Map<string, TestFileReach>(current);
  const missing = testFilesIn(scratch, folders).filter((name) => !all.has(name));
  if (missing.length > 0) say(`recording what ${missing.length} test files reach`);
  for (const [index, file] of missing.entries()) {
    const end = await runner.run({ file, isRecording: true }, atMostMs);
    if (end.kind === 'died') {
      say(`left out, it does not come to its end: ${file}`);
      continue;
    }
    const { tests, failed, atLoad } = end.reply;
    all.set(file, {
      digest: digests.get(file) ?? '',
      tests: tests.map((test) => ({ ...test, isFailing: failed.includes(test.title) })),
      atLoad,
    });
    for (const title of failed) say(`left out, it fails without a mutant: ${file}: ${title}`);
    if (index % 20 === 19 || index === missing.length - 1)
      writeFileSync(cache, JSON.stringify({ names, reach: Object.fromEntries(all) } satisfies RecordedReach));
  }
  const ofFolders = [...all].filter(([name]) => folders.some((folder) => name.startsWith(`dist/test/${folder}/`)));
  return { reach: Object.fromEntries(ofFolders), unrecorded };
}

/** The numbers of the names as they are now. */
function readKept(cache: string, names: readonly string[]): Recording {
  if (!existsSync(cache)) return { reach: {}, unrecorded: new Set() };
  // Written above.
  const { names: oldNames, reach } = JSON.parse(readFileSync(cache, 'utf8')) as RecordedReach;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const moved = oldNames.map((name) => numbers.get(name));
  const move = (old: readonly number[]): readonly number[] => old.flatMap((number) => moved[number] ?? []);
  const old = new Set(oldNames);
  return {
    reach: Object.fromEntries(
      Object.entries(reach).map(([file, recorded]) => [
        file,
        {
          ...recorded,
          tests: recorded.tests.map((test) => ({ ...test, reached: move(test.reached) })),
          atLoad: move(recorded.atLoad),
        },
      ]),
    ),
    unrecorded: new Set(names.flatMap((name, number) => (old.has(name) ? [] : [number]))),
  };
}

function testFilesIn(folder: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((name) =>
    readdirSync(join(folder, 'dist', 'test', name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.js'))
      .map((file) => `dist/test/${name}/${file.split(/[\\/]/).join('/')}`)
      .sort(),
  );
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
