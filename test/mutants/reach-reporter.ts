import { readFileSync, writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runner, Suite } from 'mocha';
import { functionsOf, type FunctionRange } from './functions-of.ts';
import type { TestFileReach } from './reach.ts';

/**
 * A reporter for mocha that writes which functions of the sources each test file calls to the file that REACH_FILE names: V8 counts calls,
 * and the counts are taken and begun anew after each test file.
 */
export default class ReachReporter {
  readonly #session = new Session();
  readonly #functions = new Map<string, readonly FunctionRange[]>();

  constructor(runner: Runner) {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const recorded: Record<string, Omit<TestFileReach, 'digest'>> = {};
    let startedAtMs = 0;
    let failures = 0;
    const isOfFile = (suite: Suite): boolean => suite.parent?.root === true;
    runner.on('suite', (suite) => {
      if (!isOfFile(suite)) return;
      this.#takeCalled();
      startedAtMs = performance.now();
      failures = 0;
    });
    runner.on('fail', () => {
      failures += 1;
    });
    runner.on('suite end', (suite) => {
      if (!isOfFile(suite) || suite.file === undefined) return;
      const name = relative(process.cwd(), suite.file).split(sep).join('/');
      const durationMs = Math.round(performance.now() - startedAtMs);
      const called = this.#takeCalled();
      const before = recorded[name];
      recorded[name] = {
        durationMs: durationMs + (before?.durationMs ?? 0),
        isFailing: failures > 0 || before?.isFailing === true,
        called: before === undefined ? called : joined(before.called, called),
      };
    });
    runner.on('end', () => {
      writeFileSync(process.env['REACH_FILE'] ?? '', JSON.stringify(recorded));
    });
  }

  #takeCalled(): TestFileReach['called'] {
    const called: Record<string, readonly number[]> = {};
    // It answers before it returns.
    this.#session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
      for (const script of result) {
        const source = sourceOf(script.url);
        if (source === undefined) continue;
        const indices = calledIndices(this.#functionsOf(script.url), script.functions);
        if (indices.length > 0) called[source] = indices;
      }
    });
    return called;
  }

  #functionsOf(url: string): readonly FunctionRange[] {
    const known = this.#functions.get(url) ?? functionsOf(url, readFileSync(fileURLToPath(url), 'utf8'));
    this.#functions.set(url, known);
    return known;
  }
}

/** `src/plan/plan.ts` of the address of `dist/src/plan/plan.js`. */
function sourceOf(url: string): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  const path = relative(join(process.cwd(), 'dist'), fileURLToPath(url)).split(sep).join('/');
  return path.startsWith('src/') ? path.replace(/\.js$/, '.ts') : undefined;
}

function calledIndices(
  functions: readonly FunctionRange[],
  counted: readonly Profiler.FunctionCoverage[],
): readonly number[] {
  const startByEnd = new Map<number, number>();
  for (const { ranges } of counted) {
    const [range] = ranges;
    if (range === undefined || range.count === 0) continue;
    startByEnd.set(range.endOffset, Math.max(range.startOffset, startByEnd.get(range.endOffset) ?? 0));
  }
  // V8 begins a method at its name, behind words like `async`; its end is the same.
  return functions.flatMap(({ start, end }, index) => ((startByEnd.get(end) ?? -1) >= start ? [index] : []));
}

function joined(first: TestFileReach['called'], second: TestFileReach['called']): TestFileReach['called'] {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...names].map((name) => [name, [...new Set([...(first[name] ?? []), ...(second[name] ?? [])])]]),
  );
}
