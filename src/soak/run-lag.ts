import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/**
 * Everything that is read or listed is some time old, and a second run follows at once. What a run has created is found by its request,
 * and what it has updated is read until it shows. The second run cannot know of the first one's updates: it may write them again.
 */
export async function runLag(
  { ms }: Extract<Scenario, { kind: 'lag' }>,
  name: string,
  phase: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const operation = ['GetResource', 'ListResources'] as const;
  const cloud = await bench.begin(name, phase.image, { faults: [{ kind: 'lag', ms, operation }] });
  const findings = new Findings(cloud);
  for (const which of ['the run', 'a second run']) {
    findings.mustBeOk(which, findings.count(await bench.run(cloud, phase.task)));
    findings.mustBe(`after ${which}`, await bench.look(cloud), phase.after);
  }
  return findings.end();
}
