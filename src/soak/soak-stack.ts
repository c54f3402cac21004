import { openStack, type OpenStackOptions } from '../api/open-stack.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EmulatorSettings } from '../emulator/emulator.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { drawSample, groupOf } from './draw-sample.ts';
import { findPhases, UndisturbedFailure, type FoundPhases } from './find-phases.ts';
import { listScenarios } from './list-scenarios.ts';
import { markedResources } from './marked-resources.ts';
import type { PhaseName } from './phase.ts';
import { runScenario } from './run-scenario.ts';
import { formatScenario, type Scenario, type ScenarioKind } from './scenario.ts';
import { Workbench, type MakeProvider } from './workbench.ts';

export interface SoakOptions {
  readonly opening: Omit<OpenStackOptions, 'random' | 'clock' | 'reporter' | 'registry'>;
  /** What the stack is opened with for a change of its values; undefined leaves out what needs one. */
  readonly other?: Pick<OpenStackOptions, 'assignments' | 'valuesOf'> | undefined;
  /** How the cloud behaves where AWS may behave in one way or another. */
  readonly settings?: Pick<EmulatorSettings, 'onRepeatedToken' | 'requestMs' | 'quotas'>;
  /** How many scenarios are tried; Infinity for all. */
  readonly sample: number;
  readonly seed: string;
  /** How many of all scenarios are random runs. */
  readonly random: number;
  /** Builds and teardowns in a row. */
  readonly cycles: number;
  /** Phases that are tried besides build, an unchanged build and teardown. Default: all. */
  readonly phases?: readonly PhaseName[] | undefined;
  /** Only scenarios of these kinds. Default: all. */
  readonly kinds?: readonly ScenarioKind[] | undefined;
  /** Every run takes the lock of the stack. Default: as the manifest says. */
  readonly lock?: boolean | undefined;
  /** How many resources a run writes at one time. Default: as the manifest says. */
  readonly parallelism?: number | undefined;
  /** Only this one. */
  readonly scenario?: Scenario | undefined;
  /** Is told of each scenario that has ended. Default: nobody. */
  readonly onProgress?: (progress: {
    readonly tried: number;
    readonly of: number;
    readonly violations: number;
  }) => void;
  /** Ends after the scenario under way when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Makes the clients of runs; tests hand in broken ones. Default: those of the program. */
  readonly makeProvider?: MakeProvider;
}

export interface SoakCount {
  /** `fault build`. */
  readonly group: string;
  readonly tried: number;
  readonly of: number;
  readonly violations: number;
  /** Runs that failed and were put right by one more. */
  readonly mended: number;
}

export interface SoakViolation {
  readonly scenario: string;
  readonly problems: readonly string[];
}

export interface SoakReport {
  readonly counts: readonly SoakCount[];
  readonly violations: readonly SoakViolation[];
  readonly leftOut: FoundPhases['leftOut'];
  readonly tried: number;
  readonly of: number;
  readonly runs: number;
  readonly requests: number;
}

export type SoakEnd =
  | { readonly kind: 'soaked'; readonly report: SoakReport }
  /** The stack, or its other values, have mistakes. */
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  /** Without any disturbance it does not come to what it says. */
  | { readonly kind: 'unfit'; readonly message: string; readonly result: RunResult }
  /** It has no such scenario. */
  | { readonly kind: 'unknown-scenario' };

/** How long a create, update or delete stays under way. */
const requestMs = 3000;

/** Disturbs a stack in every way there is, each in a cloud of its own in memory, and compares each end with the undisturbed one. */
export async function soakStack(options: SoakOptions): Promise<SoakEnd> {
  const { opening, other, settings = {}, sample, seed, scenario } = options;
  const first = await openStack(opening);
  if (first.value === undefined) return { kind: 'refused', diagnostics: first.diagnostics };
  const { registry } = first.value;
  const known = { ...opening, registry };
  const changed = other === undefined ? undefined : { ...known, ...other };
  if (changed !== undefined) {
    const { value, diagnostics } = await openStack(changed);
    if (value === undefined) return { kind: 'refused', diagnostics };
  }
  const bench = new Workbench(
    {
      opening: { this: known, other: changed },
      settings: { requestMs, ...settings },
      makeProvider: options.makeProvider,
      lock: options.lock,
      parallelism: options.parallelism,
    },
    registry,
  );
  let found: FoundPhases;
  try {
    found = await findPhases(bench, options.phases);
  } catch (error) {
    if (!(error instanceof UndisturbedFailure)) throw error;
    return { kind: 'unfit', message: error.message, result: error.result };
  }
  const { phases } = found;
  const teardown = phases.find(({ name }) => name === 'teardown');
  const cloud = await bench.begin('marks', teardown?.image);
  const marked = markedResources(await bench.inventory(cloud), registry).length;
  const all = listScenarios(phases, {
    ...options,
    hasOther: phases.some(({ name }) => name === 'change'),
    marked,
  }).filter(({ kind }) => options.kinds?.includes(kind) ?? true);
  const chosen = scenario === undefined ? drawSample(all, phases, sample, seed) : [scenario];
  return soakAll(chosen, scenario === undefined ? all : chosen, found, bench, options);
}

type Counting = { -readonly [Key in keyof SoakCount]: SoakCount[Key] };

async function soakAll(
  chosen: readonly Scenario[],
  all: readonly Scenario[],
  { phases, leftOut }: FoundPhases,
  bench: Workbench,
  { onProgress = () => undefined, signal }: SoakOptions,
): Promise<SoakEnd> {
  const violations: SoakViolation[] = [];
  const counts = new Map<string, Counting>();
  const countOf = (one: Scenario): Counting => {
    const group = groupOf(one);
    const count = counts.get(group) ?? { group, tried: 0, of: 0, violations: 0, mended: 0 };
    counts.set(group, count);
    return count;
  };
  for (const one of all) countOf(one).of += 1;
  let [tried, runs, requests] = [0, 0, 0];
  for (const one of chosen) {
    if (signal?.aborted === true) break;
    const end = await runScenario(one, phases, bench);
    if (end === undefined) return { kind: 'unknown-scenario' };
    const count = countOf(one);
    tried += 1;
    runs += end.runs;
    requests += end.requests;
    count.tried += 1;
    if (end.problems.length === 0) {
      count.mended += end.failedRuns;
    } else {
      count.violations += 1;
      violations.push({ scenario: formatScenario(one), problems: end.problems });
    }
    onProgress({ tried, of: chosen.length, violations: violations.length });
  }
  const report = { counts: [...counts.values()], violations, leftOut, tried, of: all.length, runs, requests };
  return { kind: 'soaked', report };
}
