import { seededChance } from '../emulator/faults/chance.ts';
import type { AskedRequest, Phase, PhaseName } from './phase.ts';
import { formatScenario, phasesOfPair, type Scenario } from './scenario.ts';

/**
 * So many scenarios, drawn by the seed. Before any is drawn by chance alone there is one of every group, of every doubt and of every race,
 * then one of every fault at every operation, then a second one of every group, as far as the size goes.
 */
export function drawSample(
  scenarios: readonly Scenario[],
  phases: readonly Phase[],
  size: number,
  seed: string,
): readonly Scenario[] {
  if (size >= scenarios.length) return scenarios;
  const seen = new Map<string, number>();
  const see = (label: string): number => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return before;
  };
  const drawn = scenarios
    .map((scenario) => ({ scenario, chance: seededChance(`${seed} ${formatScenario(scenario)}`) }))
    .sort((left, right) => left.chance - right.chance)
    .map(({ scenario, chance }) => {
      const ofGroup = see(groupOf(scenario));
      const isFirst = (label: string | undefined): boolean => label !== undefined && see(label) === 0;
      const isRare = isFirst(doubtOf(scenario, phases)) || isFirst(raceOf(scenario, phases));
      const isNewStrike = isFirst(strikeOf(scenario, phases));
      const turn = ofGroup === 0 || isRare ? 0 : isNewStrike ? 1 : ofGroup === 1 ? 2 : 3;
      return { scenario, rank: turn + chance };
    })
    .sort((left, right) => left.rank - right.rank)
    .slice(0, size);
  const chosen = new Set(drawn.map(({ scenario }) => scenario));
  return scenarios.filter((scenario) => chosen.has(scenario));
}

/** What is counted together: `fault build`, `two same`. */
export function groupOf(scenario: Scenario): string {
  switch (scenario.kind) {
    case 'fault':
    case 'kill':
    case 'lag':
    case 'random':
      return `${scenario.kind} ${scenario.phase}`;
    case 'two':
      return `${scenario.kind} ${scenario.pair}`;
    case 'taken-over':
    case 'cycles':
      return scenario.kind;
  }
}

/** A fault and the operation that it strikes: `lost-answer CreateResource`. */
function strikeOf(scenario: Scenario, phases: readonly Phase[]): string | undefined {
  if (scenario.kind !== 'fault') return undefined;
  const { request } = requestOf(scenario, phases);
  return `${scenario.effect} ${request?.operation ?? ''}`;
}

/**
 * "Not found" of what is there: whether a run believes that depends on what else it knows of the resource, on the first read of a run
 * most of all. Of each type there is the first read and a later one, of what was there before and of what the run has made.
 */
function doubtOf(scenario: Scenario, phases: readonly Phase[]): string | undefined {
  if (scenario.kind !== 'fault' || scenario.effect !== 'not-found') return undefined;
  const { request, before } = requestOf(scenario, phases);
  if (request === undefined) return undefined;
  const { typeName, identifier } = request;
  const isMade = before.some((one) => one.operation === 'CreateResource' && one.typeName === typeName);
  const isFirst = !before.some((one) => one.typeName === typeName && one.identifier === identifier);
  return [
    ...['not found', scenario.phase === 'teardown' ? 'teardown' : 'build', typeName],
    ...[isMade ? 'made' : 'there', isFirst ? 'first' : 'later'],
  ].join(' ');
}

/**
 * One of two runs is held up before it writes a resource of some type, and the other one writes one of that type meanwhile: it is held
 * up in its turn, or goes to its end.
 */
function raceOf(scenario: Scenario, phases: readonly Phase[]): string | undefined {
  if (scenario.kind !== 'two') return undefined;
  const [first, second] = phasesOfPair[scenario.pair].map((name) => requestsOf(name, phases));
  const held = first?.[scenario.first - 1];
  if (held === undefined || !isWrite(held)) return undefined;
  const meanwhile = second?.slice(0, scenario.second - 1) ?? [];
  if (!meanwhile.some((one) => isWrite(one) && one.typeName === held.typeName)) return undefined;
  const end = meanwhile.length === second?.length ? 'to its end' : 'held up';
  return ['race', scenario.pair, held.operation, held.typeName, end].join(' ');
}

function isWrite({ operation }: AskedRequest): boolean {
  return operation === 'CreateResource' || operation === 'UpdateResource' || operation === 'DeleteResource';
}

function requestOf(
  { phase, request }: Extract<Scenario, { kind: 'fault' }>,
  phases: readonly Phase[],
): { readonly request: AskedRequest | undefined; readonly before: readonly AskedRequest[] } {
  const requests = requestsOf(phase, phases);
  return { request: requests[request - 1], before: requests.slice(0, request - 1) };
}

function requestsOf(wanted: PhaseName, phases: readonly Phase[]): readonly AskedRequest[] {
  return phases.find(({ name }) => name === wanted)?.requests ?? [];
}
