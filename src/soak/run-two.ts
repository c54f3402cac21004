import type { BeforeRequest, RequestBoundary } from '../emulator/request-boundary.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { leaseFolder, leaseTypeName } from '../lock/lease.ts';
import { madeTwice, ofNeither } from './end-state.ts';
import { Findings, reasonsOf, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { PairName, Scenario } from './scenario.ts';
import type { Task, Workbench } from './workbench.ts';
import type { WorldImage } from './world-image.ts';

/** The phases that two runs at once are made of. */
interface Ends {
  readonly build: Phase;
  readonly teardown: Phase;
  /** A build with the other values; undefined where there are none. */
  readonly change: Phase | undefined;
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
  const passes = (await bench.isLocked()) ? isAboutLock : () => false;
  const [one, two] = [pauseBefore(scenario.first, passes), pauseBefore(scenario.second, passes)];
  const running = bench.run(cloud, first, one.beforeRequest);
  await Promise.race([one.isReached, running]);
  const beside = bench.run(cloud, { ...second, slot: 1 }, two.beforeRequest);
  await Promise.race([two.isReached, beside]);
  one.goOn();
  const results = [findings.count(await running)];
  two.goOn();
  results.push(findings.count(await beside));
  const state = await bench.look(cloud);
  const most = (pair === 'other' ? ends.change?.most : undefined) ?? ends.build.after;
  findings.mustNotBe('after both', madeTwice(state, ends.build.before, most));
  if (pair === 'same' || pair === 'other') {
    const ambiguous = results.filter(isAmbiguous);
    if (ambiguous.length > 0) findings.add(`ambiguous: ${ambiguous.map(reasonsOf).join('; ')}`);
    const { build } = ends;
    const other = ends.change?.fromNothing ?? build.after;
    findings.mustNotBe('after both', ofNeither(state, build.after, other));
    const ofSecond = pair === 'other' ? other : build.after;
    if (await bench.isLocked())
      findings.mustBe('after both', state, (await bench.lastHolder(cloud)) === 1 ? ofSecond : build.after);
  }
  findings.mustBeOk('one more run', findings.count(await bench.run(cloud, then.task)));
  findings.mustBe('after one more run', await bench.look(cloud), then.after);
  return findings.end();
}

function twoRuns(pair: PairName, { build, teardown, change }: Ends, names: readonly string[]): TwoRuns {
  const prune = change?.task.options?.prune;
  const pruning = prune === undefined ? {} : { prune };
  const rebuild: Phase = { ...build, task: { ...build.task, options: { replace: names, ...pruning } } };
  switch (pair) {
    case 'same':
      return { image: undefined, first: build.task, second: build.task, then: build };
    case 'other':
      return {
        image: undefined,
        first: { ...build.task, options: pruning },
        second: { ...build.task, options: pruning, revision: 'other' },
        then: rebuild,
      };
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

/** A run that is held up keeps its lock: it goes on renewing it. */
function isAboutLock({ operation, typeName, request }: RequestBoundary): boolean {
  return operation === 'GetResourceRequestStatus' || (typeName === leaseTypeName && request.body.includes(leaseFolder));
}

/** Holds up a run before one of its requests, but not those that `passes` lets through. */
function pauseBefore(request: number, passes: (boundary: RequestBoundary) => boolean): Pause {
  let reach = (): void => undefined;
  let goOn = (): void => undefined;
  const isReached = new Promise<void>((resolve) => (reach = resolve));
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  return {
    beforeRequest: async (boundary) => {
      if (boundary.number < request || passes(boundary)) return;
      reach();
      await gate;
    },
    isReached,
    goOn: () => goOn(),
  };
}
