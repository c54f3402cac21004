import { madeTwice } from './end-state.ts';
import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import { soakEffects, type SoakEffect } from './soak-effects.ts';
import type { Workbench } from './workbench.ts';
import type { WorldImage } from './world-image.ts';

/** A lag that strikes nothing lets the emulator remember what was there before. */
const rememberPast = { kind: 'lag', ms: 0, after: Number.MAX_SAFE_INTEGER } as const;

/** Longer than a ClientToken lives: what is believed to be gone could then be made a second time. */
const agedMs = 40 * 3_600_000;

function agedImage(image: WorldImage | undefined): WorldImage | undefined {
  return image === undefined ? undefined : { ...image, nowMs: image.nowMs + agedMs };
}

/** One request of a run is struck. */
export async function runFault(
  scenario: Extract<Scenario, { kind: 'fault' }>,
  name: string,
  phase: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const found: SoakEffect | undefined = soakEffects.find((one) => one.name === scenario.effect);
  if (found === undefined) throw new Error(`There is no fault ${scenario.effect}.`);
  const { effect, mendedBy } = found;
  const image = mendedBy === 'doubt' ? agedImage(phase.image) : phase.image;
  const cloud = await bench.begin(name, image, effect.kind === 'lag' ? { faults: [rememberPast] } : {});
  const findings = new Findings(cloud);
  const result = findings.count(
    await bench.run(cloud, phase.task, ({ number }) =>
      number === scenario.request ? { kind: 'send', effects: [effect] } : undefined,
    ),
  );
  if (mendedBy === 'itself') findings.mustBeOk('the run', result);
  const state = await bench.look(cloud);
  // What a request leaves behind that ended FAILED is there beside what the run knows of.
  if (scenario.effect !== 'remnant')
    findings.mustNotBe('after the run', madeTwice(state, phase.before, phase.most ?? phase.after));
  if (result.ok && mendedBy !== 'doubt') findings.mustBe('after the run', state, phase.after);
  if (mendedBy === 'doubt' || (mendedBy === 'rerun' && !result.ok)) {
    findings.mustBeOk('one more run', findings.count(await bench.run(cloud, phase.task)));
    findings.mustBe('after one more run', await bench.look(cloud), phase.after);
  }
  return findings.end();
}
