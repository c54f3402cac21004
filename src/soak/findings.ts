import type { RunResult } from '../lifecycle/outcome.ts';
import { failureLines } from '../report/failure-lines.ts';
import { plainPalette } from '../report/palette.ts';
import { differencesBetween, type EndState } from './end-state.ts';
import type { Bench } from './workbench.ts';

/** What a scenario has come to. */
export interface ScenarioEnd {
  /** What is not as promised; empty where everything is. There are no values in it. */
  readonly problems: readonly string[];
  readonly runs: number;
  /** Runs that failed, as they may where one more run puts it right. */
  readonly failedRuns: number;
  readonly requests: number;
}

/** What is seen in the course of one scenario. */
export class Findings {
  readonly #problems: string[] = [];
  readonly #cloud: Bench;
  #runs = 0;
  #failedRuns = 0;

  constructor(cloud: Bench) {
    this.#cloud = cloud;
  }

  /** Counts a run, and gives it back. */
  count(result: RunResult): RunResult {
    this.#runs += 1;
    if (!result.ok) this.#failedRuns += 1;
    return result;
  }

  add(problem: string): void {
    this.#problems.push(problem);
  }

  /** The run must have come to its end. */
  mustBeOk(what: string, result: RunResult): void {
    if (!result.ok) this.add(`${what} failed: ${reasonsOf(result)}`);
  }

  mustBe(when: string, actual: EndState, expected: EndState): void {
    const differences = differencesBetween(actual, expected);
    if (differences.length > 0) this.add(`${when}: ${differences.join('; ')}`);
  }

  mustNotBe(when: string, wrong: readonly string[]): void {
    if (wrong.length > 0) this.add(`${when}: ${wrong.join('; ')}`);
  }

  /** Closes the cloud. */
  async end(): Promise<ScenarioEnd> {
    const { emulator, asked } = this.#cloud;
    await emulator.close();
    return {
      problems: this.#problems,
      runs: this.#runs,
      failedRuns: this.#failedRuns,
      requests: asked.length,
    };
  }
}

/** The first line of why each resource failed, with its name. */
export function reasonsOf({ outcomes }: RunResult): string {
  const told = outcomes.flatMap(({ resource, outcome }) =>
    outcome.kind === 'failed'
      ? [`${resource}: ${(failureLines(outcome.reason, plainPalette)[0] ?? outcome.reason.kind).trim()}`]
      : [],
  );
  return told.length === 0 ? 'it does not say why' : told.join('; ');
}
