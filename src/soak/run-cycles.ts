import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/** How long AWS knows a ClientToken. */
const tokenHours = 36;

/** Builds and teardowns by turns. A build may have one create refused for each life of a resource that its token still knows. */
export async function runCycles(
  { cycles, minutes }: Extract<Scenario, { kind: 'cycles' }>,
  name: string,
  build: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const cloud = await bench.begin(name);
  const findings = new Findings(cloud);
  const { ledger } = cloud.emulator;
  const creates = build.after.length;
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const before = ledger.length;
    const built = findings.count(await bench.run(cloud, { verb: 'build', revision: 'this' }));
    const refused = ledger
      .slice(before)
      .filter(({ operation, outcome }) => operation === 'CreateResource' && outcome !== 'ok').length;
    const lives = Math.min(cycle - 1, Math.ceil((tokenHours * 60) / minutes));
    findings.mustBeOk(`build ${cycle}`, built);
    findings.mustBe(`after build ${cycle}`, await bench.look(cloud), build.after);
    if (refused > creates * lives) findings.add(`build ${cycle}: ${refused} creates were refused`);
    const removed = findings.count(await bench.run(cloud, { verb: 'teardown', revision: 'this' }));
    findings.mustBeOk(`teardown ${cycle}`, removed);
    findings.mustBe(`after teardown ${cycle}`, await bench.look(cloud), build.before);
    cloud.clock.advance(minutes * 60_000);
  }
  return findings.end();
}
