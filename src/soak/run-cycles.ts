import { derivedIdentifierOf } from '../resource-types/derived-identifier.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import type { EndState } from './end-state.ts';
import { Findings, type ScenarioEnd } from './findings.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/** How long AWS knows a ClientToken. */
const tokenHours = 36;

/** How many requests a build may send beyond the first one for a resource whose identifier the stack names. */
const moreForNamed = 3;
/** And how many for each earlier life of another one, whose token is still known: a refused create, and a look at the request it names. */
const moreForLife = 2;

/** Builds and teardowns by turns, and what the builds cost. */
export async function runCycles(
  { cycles, minutes }: Extract<Scenario, { kind: 'cycles' }>,
  name: string,
  build: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const cloud = await bench.begin(name);
  const findings = new Findings(cloud);
  const resources = countResources(build.after, bench.registry);
  const isLocked = await bench.isLocked();
  let first: Cost | undefined;
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const before = cloud.asked.length;
    const built = findings.count(await bench.run(cloud, { verb: 'build', revision: 'this' }));
    const cost = costOf(cloud.asked.slice(before), resources);
    first ??= cost;
    const lives = Math.min(cycle - 1, Math.ceil((tokenHours * 60) / minutes));
    findings.mustBeOk(`build ${cycle}`, built);
    findings.mustBe(`after build ${cycle}`, await bench.look(cloud), build.after);
    // The lease of the run before makes for more requests.
    if (!isLocked) findings.mustNotBe(`build ${cycle}`, tooMuch(cost, first, resources, lives));
    const removed = findings.count(await bench.run(cloud, { verb: 'teardown', revision: 'this' }));
    findings.mustBeOk(`teardown ${cycle}`, removed);
    findings.mustBe(`after teardown ${cycle}`, await bench.look(cloud), build.before);
    cloud.clock.advance(minutes * 60_000);
  }
  return findings.end();
}

/** How many resources have an identifier that follows from what the stack says of them, and how many one that the service makes. */
interface ResourceCounts {
  readonly named: number;
  readonly made: number;
}

function countResources(state: EndState, registry: Registry): ResourceCounts {
  const named = state.filter(({ typeName, properties }) => {
    const type = registry.find(typeName);
    return type !== undefined && derivedIdentifierOf(type, properties) !== undefined;
  });
  return { named: named.length, made: state.length - named.length };
}

interface Cost {
  readonly creates: number;
  /** All requests, but for further pages of ListResourceRequests. */
  readonly requests: number;
}

function costOf(asked: readonly string[], { named, made }: ResourceCounts): Cost {
  const count = (operation: string): number => asked.filter((one) => one === operation).length;
  const lists = count('ListResourceRequests');
  return { creates: count('CreateResource'), requests: asked.length - lists + Math.min(lists, named + made) };
}

function tooMuch(cost: Cost, first: Cost, { named, made }: ResourceCounts, lives: number): readonly string[] {
  const creates = cost.creates - first.creates;
  const requests = cost.requests - first.requests;
  const isOften = creates > (lives === 0 ? 0 : named) + made * lives;
  const isMuch = requests > moreForNamed * named + made * (lives === 0 ? 0 : 1 + moreForLife * lives);
  return [
    ...(isOften ? [`${creates} creates more than in the first build`] : []),
    ...(isMuch ? [`${requests} requests more than in the first build`] : []),
  ];
}
