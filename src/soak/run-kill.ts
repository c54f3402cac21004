import { madeTwice } from './end-state.ts';
import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/** The process dies before a request is sent, or before its answer comes. */
export async function runKill(
  scenario: Extract<Scenario, { kind: 'kill' }>,
  name: string,
  phase: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const { request, when } = scenario;
  const cloud = await bench.begin(name, phase.image);
  const findings = new Findings(cloud);
  findings.count(
    await bench.run(cloud, phase.task, ({ number }) => {
      if (number > request || (number === request && when === 'before')) return { kind: 'kill' };
      return number === request ? { kind: 'send', effects: [{ kind: 'lost-answer' }] } : undefined;
    }),
  );
  findings.mustBeOk('one more run', findings.count(await bench.run(cloud, phase.task)));
  const state = await bench.look(cloud);
  findings.mustNotBe('after one more run', madeTwice(state, phase.before, phase.after));
  findings.mustBe('after one more run', state, phase.after);
  return findings.end();
}
