import { seededChance } from '../emulator/faults/chance.ts';
import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/** How likely each is, for every request. */
const throttled = 0.1;
const serviceError = 0.03;
const lostAnswer = 0.02;
const killed = 0.01;

/** Chance strikes the requests of a run, and may end it; one more run then follows under the same chance. */
export async function runRandom(
  { seed }: Extract<Scenario, { kind: 'random' }>,
  name: string,
  phase: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const cloud = await bench.begin(name, phase.image, {
    seed: name,
    faults: [
      { kind: 'throttled', probability: throttled },
      { kind: 'service-error', probability: serviceError },
      { kind: 'lost-answer', probability: lostAnswer },
    ],
  });
  const findings = new Findings(cloud);
  // Which request is the last one, as far as the run comes to it.
  const end = { isKilled: false };
  const result = findings.count(
    await bench.run(cloud, phase.task, ({ number }) => {
      end.isKilled ||= seededChance(`${seed} kill ${number}`) < killed;
      return end.isKilled ? { kind: 'kill' } : undefined;
    }),
  );
  if (!end.isKilled) findings.mustBeOk('the run', result);
  else findings.mustBeOk('one more run', findings.count(await bench.run(cloud, phase.task)));
  findings.mustBe('at the end', await bench.look(cloud), phase.after);
  return findings.end();
}
