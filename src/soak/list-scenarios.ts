import type { Phase } from './phase.ts';
import { pairNames, phasesOfPair, type PairName, type Scenario } from './scenario.ts';
import { concerns, soakEffects } from './soak-effects.ts';

export interface ScenarioOptions {
  /** Whether there is another revision of the stack. */
  readonly hasOther: boolean;
  /** How many resources carry the mark of the stack. */
  readonly marked: number;
  readonly seed: string;
  /** Random runs. */
  readonly random: number;
  readonly cycles: number;
}

/** 60 cycles of 40 minutes are 40 hours: longer than a ClientToken lives. */
const cycleMinutes = 40;
const lagsMs = [500, 1500, 8000, 20_000];

/** Every way to disturb a stack. */
export function listScenarios(phases: readonly Phase[], options: ScenarioOptions): readonly Scenario[] {
  return [
    ...phases.flatMap(faultsIn),
    ...phases.flatMap(killsIn),
    ...phases.flatMap(({ name }) => lagsMs.map((ms): Scenario => ({ kind: 'lag', phase: name, ms }))),
    ...pairNames.filter((pair) => pair !== 'other' || options.hasOther).flatMap((pair) => interleavings(pair, phases)),
    ...takeovers(phases, options.marked),
    ...(options.cycles === 0 ? [] : [{ kind: 'cycles', cycles: options.cycles, minutes: cycleMinutes } as const]),
    ...randomRuns(phases, options),
  ];
}

function faultsIn({ name, requests }: Phase): readonly Scenario[] {
  return requests.flatMap(({ operation }, index) =>
    soakEffects
      .filter((effect) => concerns(effect, operation))
      .map(({ name: effect }): Scenario => ({ kind: 'fault', phase: name, request: index + 1, effect })),
  );
}

function killsIn({ name, requests }: Phase): readonly Scenario[] {
  return requests.flatMap((_, index) =>
    (['before', 'after'] as const).map((when): Scenario => ({ kind: 'kill', phase: name, request: index + 1, when })),
  );
}

/** Up to one beyond the last request: the first run, or the second, then goes to its end at once. */
function interleavings(pair: PairName, phases: readonly Phase[]): readonly Scenario[] {
  const [first, second] = phasesOfPair[pair].map(
    (name) => phases.find((phase) => phase.name === name)?.requests.length ?? 0,
  );
  const from = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
  return from(first ?? 0).flatMap((one) =>
    from((second ?? 0) + 1).map((two): Scenario => ({ kind: 'two', pair, first: one, second: two })),
  );
}

function takeovers(phases: readonly Phase[], marked: number): readonly Scenario[] {
  const requests = phases.find(({ name }) => name === 'teardown')?.requests ?? [];
  return requests.flatMap((_, index) =>
    Array.from({ length: marked }, (_, resource): Scenario => ({ kind: 'taken-over', request: index + 1, resource })),
  );
}

function randomRuns(phases: readonly Phase[], { random, seed }: ScenarioOptions): readonly Scenario[] {
  return Array.from({ length: random }, (_, index): Scenario => {
    const phase = phases[index % phases.length]?.name ?? 'build';
    return { kind: 'random', phase, seed: `${seed}-${index + 1}` };
  });
}
