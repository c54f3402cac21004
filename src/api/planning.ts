import type { Clock } from '../base/clock.ts';
import type { RandomSource } from '../base/random.ts';
import { mistake, type Parsed } from '../diagnostics/diagnostic.ts';
import { createPlanKey } from '../plan/saved/plan-key.ts';
import type { Drawn, SavedPlan } from '../plan/saved/saved-plan.ts';

/** What a plan that is saved and the run that carries it out have in common: a stack is opened with it for both. */
export interface Planning {
  /** What uuid() and now() give. */
  readonly drawn: Drawn;
  /** What the secrets in the plan are sealed with; undefined: they are not compared. */
  readonly key: string | undefined;
}

/** The variable that holds the key. */
export const planKeyVariable = 'STACK_DEPLOY_PLAN_KEY';

/** A shorter key could be found by trying. */
const shortestKey = 16;

/** For a new plan. `key`: what `planKeyVariable` holds; undefined or empty for none. */
export function newPlanning(random: RandomSource, clock: Clock, key: string | undefined): Parsed<Planning> {
  if (key !== undefined && key !== '' && key.length < shortestKey) {
    const message = `${planKeyVariable} has ${key.length} characters: it must have at least ${shortestKey}`;
    const help = 'take a long random text, as "openssl rand -hex 32" prints one';
    return { value: undefined, diagnostics: [mistake('input/option', message, { help })] };
  }
  const drawn = { seed: random.uuid(), startedAtMs: clock.now() };
  return { value: { drawn, key: key === '' ? undefined : key }, diagnostics: [] };
}

/** For carrying out a saved plan. A plan that was made with a key needs the same one. */
export function planningOf({ drawn, key: mark }: SavedPlan, key: string | undefined): Parsed<Planning> {
  if (mark === undefined) return { value: { drawn, key: undefined }, diagnostics: [] };
  if (key !== undefined && key !== '' && keyMark({ drawn, key }) === mark)
    return { value: { drawn, key }, diagnostics: [] };
  const how = key === undefined || key === '' ? 'is not set' : 'is another one';
  const message = `${planKeyVariable} ${how}: the plan was made with one, by which its secrets are compared`;
  const help = 'set it to what it was when the plan was made, or make a new plan';
  return { value: undefined, diagnostics: [mistake('input/plan', message, { help })] };
}

/** What a key makes of nothing: another key makes something else of it. Undefined without a key. */
export function keyMark({ drawn, key }: Planning): string | undefined {
  return key === undefined ? undefined : createPlanKey(key, drawn.seed).seal('', 'key');
}

/** The seed of what is drawn. With a key it is not in the file, so that a secret which uuid() makes cannot be found from it. */
export function seedOf({ drawn: { seed }, key }: Planning): string {
  return key === undefined ? seed : createPlanKey(key, seed).seal(seed, 'drawn');
}
