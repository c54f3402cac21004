import { phaseNames, type PhaseName } from './phase.ts';
import { soakEffects, type EffectName } from './soak-effects.ts';

/** How two runs at once differ, and which run is asked to put right what they leave. */
export const pairNames = ['same', 'other', 'build-teardown', 'teardown-build'] as const;
export type PairName = (typeof pairNames)[number];

/** The phases whose requests the two runs send when nothing disturbs them: the first run's, the second's. */
export const phasesOfPair: Readonly<Record<PairName, readonly [first: PhaseName, second: PhaseName]>> = {
  same: ['build', 'build'],
  other: ['build', 'build'],
  'build-teardown': ['unchanged', 'teardown'],
  'teardown-build': ['teardown', 'build'],
};

/** One way to disturb a stack. Requests are counted from 1. */
export type Scenario =
  /** A fault strikes one request. */
  | { readonly kind: 'fault'; readonly phase: PhaseName; readonly request: number; readonly effect: EffectName }
  /** The process dies before a request, or before its answer comes; one more run follows. */
  | {
      readonly kind: 'kill';
      readonly phase: PhaseName;
      readonly request: number;
      readonly when: 'before' | 'after';
    }
  /** All reads and lists lag behind, in this run and one more. */
  | { readonly kind: 'lag'; readonly phase: PhaseName; readonly ms: number }
  /**
   * Two runs at once: the first goes up to a request, the second up to one of its own, the first goes on to its end, and then the
   * second. One more run follows.
   */
  | { readonly kind: 'two'; readonly pair: PairName; readonly first: number; readonly second: number }
  /** Before a request of a teardown, another stack takes over a resource; `resource` is its place among those with a mark, from 0. */
  | { readonly kind: 'taken-over'; readonly request: number; readonly resource: number }
  /** Builds and teardowns follow each other. */
  | { readonly kind: 'cycles'; readonly cycles: number; readonly minutes: number }
  /** Requests are throttled, refused and lost by chance, and the process may die. */
  | { readonly kind: 'random'; readonly phase: PhaseName; readonly seed: string };

export type ScenarioKind = Scenario['kind'];

/** `fault/build/7/lost-answer`: names a scenario in reports, and runs it alone. */
export function formatScenario(scenario: Scenario): string {
  return Object.values(scenario).join('/');
}

/** The scenario that a text names; undefined where it names none. */
export function parseScenario(text: string): Scenario | undefined {
  const [kind = '', ...parts] = text.split('/');
  const [one = '', two = '', three = ''] = parts;
  const phase = phaseNames.find((name) => name === one);
  const number = (written: string): number => (/^\d{1,9}$/.test(written) ? Number(written) : Number.NaN);
  const made = ((): Scenario | undefined => {
    switch (kind) {
      case 'fault': {
        const effect = soakEffects.find(({ name }) => name === three)?.name;
        return phase === undefined || effect === undefined ? undefined : { kind, phase, request: number(two), effect };
      }
      case 'kill':
        if (phase === undefined || (three !== 'before' && three !== 'after')) return undefined;
        return { kind, phase, request: number(two), when: three };
      case 'lag':
        return phase === undefined ? undefined : { kind, phase, ms: number(two) };
      case 'two': {
        const pair = pairNames.find((name) => name === one);
        return pair === undefined ? undefined : { kind, pair, first: number(two), second: number(three) };
      }
      case 'taken-over':
        return { kind, request: number(one), resource: number(two) };
      case 'cycles':
        return { kind, cycles: number(one), minutes: number(two) };
      case 'random':
        return phase === undefined || two === '' ? undefined : { kind, phase, seed: parts.slice(1).join('/') };
      default:
        return undefined;
    }
  })();
  // A text with anything more or less in it names another one, or none.
  return made !== undefined && formatScenario(made) === text ? made : undefined;
}
