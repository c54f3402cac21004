import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import type { TrialReply, TrialRequest } from './trial-messages.ts';

/**
 * A process that runs tests on request, with one mutant after the other switched on: what takes long is loading, and that happens once.
 * Its argument is the number of mutants; requests and replies are messages.
 */
const count = Number(process.argv[2]);
const fromStart = process.env['ACTIVE_MUTANT'];
let active = Number(fromStart ?? -1);
let reached = new Uint8Array(count);
let strayFailures = 0;

Object.assign(globalThis, {
  $isMutant: (number: number): boolean => {
    reached[number] = 1;
    return number === active;
  },
});

// A rejection that nobody handles ends a process of mocha's as well.
for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, () => (strayFailures += 1));

await import(pathToFileURL('dist/test/support/quiet-sdk.js').href);

/** Says nothing. A class is there only from its line on. */
class SilentReporter extends Mocha.reporters.Base {}

const loaded = new Map<string, Mocha>();

async function loadFile(file: string): Promise<Mocha> {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const mocha = new Mocha({ timeout: 60_000, reporter: SilentReporter }).cleanReferencesAfterRun(false);
  mocha.addFile(file);
  await mocha.loadFilesAsync();
  loaded.set(file, mocha);
  return mocha;
}

async function run({ file, titles, mutant, isRecording }: TrialRequest): Promise<TrialReply> {
  reached = new Uint8Array(count);
  const mocha = await loadFile(file);
  const atLoad = takeReached();
  switchTo(mutant);
  strayFailures = 0;
  mocha.bail(!isRecording);
  const chosen = titles === undefined ? undefined : new Set(titles);
  // mocha asks no more of an expression than whether it fits.
  mocha.grep({ test: (title: string) => chosen?.has(title) ?? true } as RegExp);
  const failed: string[] = [];
  const tests: { title: string; durationMs: number; reached: readonly number[] }[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    let startedAtMs = performance.now();
    runner.on('fail', (test) => failed.push(test.fullTitle()));
    runner.on('test end', (test) => {
      if (!isRecording) return;
      const now = performance.now();
      // What its hooks reach and take counts as its own.
      tests.push({ title: test.fullTitle(), durationMs: now - startedAtMs, reached: takeReached() });
      startedAtMs = now;
    });
  });
  // What was left to the loop may still fail.
  await new Promise((resolve) => setImmediate(resolve));
  switchTo(undefined);
  const isReached = mutant !== undefined && reached[mutant] === 1;
  return { failed: strayFailures > 0 ? [...failed, 'unhandled'] : failed, tests, atLoad, isReached };
}

/** Workers that the tests start read the environment. */
function switchTo(mutant: number | undefined): void {
  active = mutant ?? Number(fromStart ?? -1);
  process.env['ACTIVE_MUTANT'] = String(active);
}

function takeReached(): readonly number[] {
  const numbers: number[] = [];
  reached.forEach((is, number) => {
    if (is === 1) numbers.push(number);
  });
  reached = new Uint8Array(count);
  return numbers;
}

process.on('message', (request: TrialRequest) => {
  // A file that cannot be loaded is nobody's stray rejection: whoever asks would wait for an answer until its time is over.
  void run(request).then(
    (reply) => process.send?.(reply),
    () => process.exit(1),
  );
});

// Whoever asks has ended.
process.on('disconnect', () => process.exit());
