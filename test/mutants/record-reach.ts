import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromKept, type KeptRecording, type Recording } from './kept-recording.ts';
import type { TestFileReach } from './reach.ts';
import type { TrialRunner } from './trial-runner.ts';

/** Tests of these folders run in this process, where a mutant can be noticed. */
export const testFolders: readonly string[] = ['unit', 'lifecycle', 'conformance'];

const atMostMs = 1_800_000;

/**
 * Which mutants each test comes to. What is known is kept in `dist/reach.json`; only test files that were compiled anew since are run
 * again, or all of them where a source is new.
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
  const { reach: kept, unrecorded: missed } = readKept(cache, names);
  const digests = new Map(testFilesIn(scratch, testFolders).map((name) => [name, digestOf(join(scratch, name))]));
  const current = Object.entries(kept).filter(([name, { digest }]) => digests.get(name) === digest);
  const all = new Map<string, TestFileReach>(current);
  // Tests that are recorded now come to all that there is.
  const unrecorded: ReadonlySet<number> = current.length === 0 ? new Set() : missed;
  const keptNames = [...unrecorded].flatMap((number) => names[number] ?? []);
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
      writeFileSync(
        cache,
        JSON.stringify({ names, reach: Object.fromEntries(all), unrecorded: keptNames } satisfies KeptRecording),
      );
  }
  const ofFolders = [...all].filter(([name]) => folders.some((folder) => name.startsWith(`dist/test/${folder}/`)));
  return { reach: Object.fromEntries(ofFolders), unrecorded };
}

function readKept(cache: string, names: readonly string[]): Recording {
  if (!existsSync(cache)) return { reach: {}, unrecorded: new Set() };
  // Written above.
  return fromKept(JSON.parse(readFileSync(cache, 'utf8')) as KeptRecording, names);
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
