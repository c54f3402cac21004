import { seededChance } from '../emulator/faults/chance.ts';
import type { Phase, PhaseName } from './phase.ts';
import { formatScenario, type PairName, type Scenario } from './scenario.ts';
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
    ...pairsOf(phases, options.hasOther).flatMap((pair) => interleavings(pair)),
    ...takeovers(phases, options.marked),
    ...(options.cycles === 0 ? [] : [{ kind: 'cycles', cycles: options.cycles, minutes: cycleMinutes } as const]),
    ...randomRuns(phases, options),
  ];
}

/** So many of them, drawn by the seed: two of every group as far as they go round, and of all the others whichever come. */
export function sampleOf(scenarios: readonly Scenario[], size: number, seed: string): readonly Scenario[] {
  if (size >= scenarios.length) return scenarios;
  const ofGroup = new Map<string, number>();
  const drawn = scenarios
    .map((scenario) => ({ scenario, chance: seededChance(`${seed} ${formatScenario(scenario)}`) }))
    .sort((left, right) => left.chance - right.chance)
    .map(({ scenario, chance }) => {
      const before = ofGroup.get(groupOf(scenario)) ?? 0;
      ofGroup.set(groupOf(scenario), before + 1);
      return { scenario, rank: Math.min(before, leastOfGroup) + chance };
    })
    .sort((left, right) => left.rank - right.rank)
    .slice(0, size);
  const chosen = new Set(drawn.map(({ scenario }) => scenario));
  return scenarios.filter((scenario) => chosen.has(scenario));
}

const leastOfGroup = 2;

/** What is counted together: `fault build`, `two same`. */
export function groupOf(scenario: Scenario): string {
  switch (scenario.kind) {
    case 'fault':
    case 'kill':
    case 'lag':
    case 'random':
      return `${scenario.kind} ${scenario.phase}`;
    case 'two':
      return `${scenario.kind} ${scenario.pair}`;
    case 'taken-over':
    case 'cycles':
      return scenario.kind;
  }
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

interface Pair {
  readonly pair: PairName;
  readonly first: number;
  readonly second: number;
}

function pairsOf(phases: readonly Phase[], hasOther: boolean): readonly Pair[] {
  const count = (name: PhaseName): number => phases.find((phase) => phase.name === name)?.requests.length ?? 0;
  return [
    { pair: 'same', first: count('build'), second: count('build') },
    ...(hasOther ? [{ pair: 'other', first: count('build'), second: count('build') } as const] : []),
    { pair: 'build-teardown', first: count('unchanged'), second: count('teardown') },
    { pair: 'teardown-build', first: count('teardown'), second: count('build') },
  ];
}

/** Up to one beyond the last request: the first run, or the second, then goes to its end at once. */
function interleavings({ pair, first, second }: Pair): readonly Scenario[] {
  const from = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
  return from(first).flatMap((one) =>
    from(second + 1).map((two): Scenario => ({ kind: 'two', pair, first: one, second: two })),
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
