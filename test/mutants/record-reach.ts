import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mochaCommand } from './mocha-command.ts';
import type { Reach, TestFileReach } from './reach.ts';
import { runCommand } from './run-command.ts';

/** Tests of these folders run in this process, where a mutant can be noticed. */
const testFolders = ['unit', 'lifecycle', 'conformance'];

const atMostMs = 3_600_000;

/**
 * Which functions each test file calls. What is known is kept in `dist/reach.json`; only test files that were compiled anew since are run
 * again, in the folder where mutants are tried.
 */
export async function recordReach(root: string, scratch: string, say: (line: string) => void): Promise<Reach> {
  const cache = join(root, 'dist', 'reach.json');
  // Written below.
  const known = existsSync(cache) ? (JSON.parse(readFileSync(cache, 'utf8')) as Reach) : {};
  const digests = new Map(testFilesIn(scratch).map((name) => [name, digestOf(join(scratch, name))]));
  const isCurrent = ([name, { digest, isFailing }]: readonly [string, TestFileReach]): boolean =>
    digests.get(name) === digest && !isFailing;
  const kept = Object.entries(known).filter(isCurrent);
  const missing = [...digests.keys()].filter((name) => !kept.some(([one]) => one === name));
  if (missing.length === 0) return Object.fromEntries(kept);
  say(`recording what ${missing.length} test files call`);
  const file = join(scratch, 'dist', 'recorded-reach.json');
  const reporter = './dist/test/mutants/reach-reporter.js';
  const command = [...mochaCommand(missing), '--reporter', reporter];
  await runCommand(command, scratch, atMostMs, { REACH_FILE: file });
  if (!existsSync(file)) throw new Error(`the tests did not come to their end: node ${command.join(' ')}`);
  // Written by the reporter.
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Omit<TestFileReach, 'digest'>>>;
  const fresh = Object.entries(recorded).map(([name, reach]) => [name, { ...reach, digest: digests.get(name) ?? '' }]);
  const all = Object.fromEntries([...kept, ...fresh]) as Reach;
  writeFileSync(cache, JSON.stringify(all));
  for (const [name, { isFailing }] of Object.entries(all))
    if (isFailing) say(`left out, it fails without a mutant: ${name}`);
  return all;
}

function testFilesIn(folder: string): readonly string[] {
  return testFolders.flatMap((name) =>
    readdirSync(join(folder, 'dist', 'test', name), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.js'))
      .map((file) => `dist/test/${name}/${file.split(/[\\/]/).join('/')}`)
      .sort(),
  );
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
