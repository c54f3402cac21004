import type { BeforeRequest } from '../emulator/request-boundary.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { madeTwice } from './end-state.ts';
import { Findings, reasonsOf, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { PairName, Scenario } from './scenario.ts';
import type { Task, Workbench } from './workbench.ts';
import type { WorldImage } from './world-image.ts';

/** The phases that two runs at once are made of. */
interface Ends {
  readonly build: Phase;
  readonly teardown: Phase;
}

interface TwoRuns {
  /** What is there before. */
  readonly image: WorldImage | undefined;
  readonly first: Task;
  readonly second: Task;
  /** The run that puts right what they leave. */
  readonly then: Phase;
}

/** Two runs at once, which take turns at their requests. */
export async function runTwo(
  scenario: Extract<Scenario, { kind: 'two' }>,
  name: string,
  ends: Ends,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const { pair } = scenario;
  const { image, first, second, then } = twoRuns(
    pair,
    ends,
    (await bench.open('this')).stack.resources.map((one) => one.name),
  );
  const cloud = await bench.begin(name, image);
  const findings = new Findings(cloud);
  const [one, two] = [pauseBefore(scenario.first), pauseBefore(scenario.second)];
  const running = bench.run(cloud, first, one.beforeRequest);
  await Promise.race([one.isReached, running]);
  const beside = bench.run(cloud, { ...second, slot: 1 }, two.beforeRequest);
  await Promise.race([two.isReached, beside]);
  one.goOn();
  const results = [findings.count(await running)];
  two.goOn();
  results.push(findings.count(await beside));
  const state = await bench.look(cloud);
  findings.mustNotBe('after both', madeTwice(state, ends.build.before, ends.build.after));
  if (pair === 'same' || pair === 'other') {
    const ambiguous = results.filter(isAmbiguous);
    if (ambiguous.length > 0) findings.add(`ambiguous: ${ambiguous.map(reasonsOf).join('; ')}`);
  }
  findings.mustBeOk('one more run', findings.count(await bench.run(cloud, then.task)));
  findings.mustBe('after one more run', await bench.look(cloud), then.after);
  return findings.end();
}

function twoRuns(pair: PairName, { build, teardown }: Ends, names: readonly string[]): TwoRuns {
  const rebuild: Phase = { ...build, task: { ...build.task, options: { replace: names } } };
  switch (pair) {
    case 'same':
      return { image: undefined, first: build.task, second: build.task, then: build };
    case 'other':
      return { image: undefined, first: build.task, second: { ...build.task, revision: 'other' }, then: rebuild };
    case 'build-teardown':
      return { image: teardown.image, first: build.task, second: teardown.task, then: build };
    case 'teardown-build':
      return { image: teardown.image, first: teardown.task, second: build.task, then: teardown };
  }
}

function isAmbiguous({ outcomes }: RunResult): boolean {
  return outcomes.some(({ outcome }) => outcome.kind === 'failed' && outcome.reason.kind === 'ambiguous');
}

interface Pause {
  readonly beforeRequest: BeforeRequest;
  /** Ends when the run has come to the request. */
  readonly isReached: Promise<void>;
  readonly goOn: () => void;
}

/** Holds up a run before one of its requests. */
function pauseBefore(request: number): Pause {
  let reach = (): void => undefined;
  let goOn = (): void => undefined;
  const isReached = new Promise<void>((resolve) => (reach = resolve));
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  return {
    beforeRequest: async ({ number }) => {
      if (number < request) return;
      reach();
      await gate;
    },
    isReached,
    goOn: () => goOn(),
  };
}
