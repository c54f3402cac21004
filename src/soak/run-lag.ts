import { madeTwice } from './end-state.ts';
import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/**
 * Everything that is read or listed is some time old, and a second run follows at once. What was created is found by its request. What
 * was updated is asked for as often as the stack says: beyond that the run fails, and one without lag puts it right.
 */
export async function runLag(
  { ms }: Extract<Scenario, { kind: 'lag' }>,
  name: string,
  phase: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const operation = ['GetResource', 'ListResources'] as const;
  const mayFail = phase.requests.some((request) => request.operation === 'UpdateResource');
  const cloud = await bench.begin(name, phase.image, { faults: [{ kind: 'lag', ms, operation }] });
  const findings = new Findings(cloud);
  for (const which of ['the run', 'a second run']) {
    const result = findings.count(await bench.run(cloud, phase.task));
    const state = await bench.look(cloud);
    if (mayFail) {
      findings.mustNotBe(`after ${which}`, madeTwice(state, phase.before, phase.after));
    } else {
      findings.mustBeOk(which, result);
      findings.mustBe(`after ${which}`, state, phase.after);
    }
  }
  if (mayFail) {
    const caughtUp = await bench.begin(`${name} caught up`, await bench.image(cloud));
    findings.mustBeOk('a run without lag', findings.count(await bench.run(caughtUp, phase.task)));
    findings.mustBe('after a run without lag', await bench.look(caughtUp), phase.after);
  }
  return findings.end();
}
