import type { ScenarioEnd } from './findings.ts';
import type { Phase, PhaseName } from './phase.ts';
import { runCycles } from './run-cycles.ts';
import { runFault } from './run-fault.ts';
import { runKill } from './run-kill.ts';
import { runLag } from './run-lag.ts';
import { runRandom } from './run-random.ts';
import { runTakenOver } from './run-taken-over.ts';
import { runTwo } from './run-two.ts';
import { formatScenario, type Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/** Disturbs the stack in one way, and holds what comes of it to what is promised. Undefined where the stack has no such phase. */
export async function runScenario(
  scenario: Scenario,
  phases: readonly Phase[],
  bench: Workbench,
): Promise<ScenarioEnd | undefined> {
  const name = formatScenario(scenario);
  const find = (wanted: PhaseName): Phase | undefined => phases.find((phase) => phase.name === wanted);
  const [build, teardown] = [find('build'), find('teardown')];
  if (build === undefined || teardown === undefined) throw new Error('Every stack is built and torn down.');
  const phase = 'phase' in scenario ? find(scenario.phase) : build;
  if (phase === undefined || (scenario.kind === 'two' && scenario.pair === 'other' && !bench.hasOther))
    return undefined;
  switch (scenario.kind) {
    case 'fault':
      return runFault(scenario, name, phase, bench);
    case 'kill':
      return runKill(scenario, name, phase, bench);
    case 'lag':
      return runLag(scenario, name, phase, bench);
    case 'random':
      return runRandom(scenario, name, phase, bench);
    case 'taken-over':
      return runTakenOver(scenario, name, teardown, bench);
    case 'two':
      return runTwo(scenario, name, { build, teardown, change: find('change') }, bench);
    case 'cycles':
      return runCycles(scenario, name, build, bench);
  }
}
