import type { Json } from '../base/json.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { StackPlan } from '../lifecycle/plan.ts';
import { pruneTexts, pruneWishOf, type PruneWish } from '../lifecycle/prune-wish.ts';
import { saveResources } from '../plan/saved/save-resources.ts';
import { savedPlanFormat, type SavedPlan } from '../plan/saved/saved-plan.ts';
import type { Masker } from '../report/masker.ts';
import type { StackCircumstances } from './plan-circumstances.ts';
import type { PlanSealing } from './plan-sealing.ts';
import { planKeyVariable } from './planning.ts';

/** What an opened stack keeps for saving plans, or carrying them out. */
export interface SavingContext {
  readonly sealing: PlanSealing;
  readonly circumstances: StackCircumstances;
  /** Every UUID that was drawn by now. */
  readonly uuids: ReadonlySet<string>;
  readonly hasKey: boolean;
}

/** The options that shape what a run does. */
export interface ShapingOptions {
  readonly strict?: boolean;
  readonly exactPatch?: boolean;
  readonly resend?: readonly string[];
  readonly replace?: readonly string[];
  readonly adopt?: readonly string[];
  /** By the name of an entry. */
  readonly identifiers?: Readonly<Record<string, string>>;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly prune?: PruneWish;
}

/** The options that shape what a run does, by their names on the command line, as a saved plan keeps them. */
export function shapingOptions(options: ShapingOptions): Readonly<Record<string, Json>> {
  const { strict = false, exactPatch = false, resend = [], replace = [], adopt = [] } = options;
  const { only = [], skip = [] } = options;
  const prune = options.prune === undefined ? [] : pruneTexts(options.prune);
  const identifier = Object.entries(options.identifiers ?? {}).map(([name, one]) => `${name}=${one}`);
  return { strict, 'exact-patch': exactPatch, resend, replace, adopt, identifier, only, skip, prune };
}

/** The options that a saved plan was made with. What is given beside it must be the same, or is a mistake. */
export function optionsOfPlan(
  plan: SavedPlan,
  given: ShapingOptions,
): { readonly value: ShapingOptions; readonly diagnostics: readonly Diagnostic[] } {
  const { options } = plan;
  const texts = (name: string): readonly string[] => {
    const value = options[name];
    return Array.isArray(value) ? (value as readonly Json[]).map(String) : [];
  };
  const prune = pruneWishOf(texts('prune'));
  const value: ShapingOptions = {
    strict: options['strict'] === true,
    exactPatch: options['exact-patch'] === true,
    resend: texts('resend'),
    replace: texts('replace'),
    adopt: texts('adopt'),
    identifiers: identifiersIn(texts('identifier')),
    only: texts('only'),
    skip: texts('skip'),
    ...(prune === undefined ? {} : { prune }),
  };
  const contradicting = Object.entries(shapingOptions(given)).filter(([name, one]) => {
    const isGiven = Array.isArray(one) ? one.length > 0 : one === true;
    return isGiven && JSON.stringify(one) !== JSON.stringify(options[name]);
  });
  const diagnostics = contradicting.map(([name]) =>
    mistake('input/option', `--${name} contradicts --plan: the plan was made without it, or with another value`, {
      help: `leave it out, or make a plan with --${name}`,
    }),
  );
  return { value, diagnostics };
}

/**
 * A plan as a file keeps it. A mistake where a secret was made by uuid() and there is no key: whoever has the file could make it too.
 */
export function savePlan(
  plan: StackPlan,
  { circumstances, sealing, uuids, hasKey }: SavingContext,
  masker: Masker,
  { account, options }: { readonly account: string | undefined; readonly options: ShapingOptions },
): { readonly value: SavedPlan | undefined; readonly diagnostics: readonly Diagnostic[] } {
  if (!hasKey && [...uuids].some((uuid) => masker.isInSecret(uuid))) {
    const message =
      'the plan cannot be saved: uuid() makes a secret of the stack, and would make the same one from the file';
    const diagnostic = mistake('plan/secret', message, { help: `set ${planKeyVariable}` });
    return { value: undefined, diagnostics: [diagnostic] };
  }
  const value: SavedPlan = {
    format: savedPlanFormat,
    ...circumstances,
    verb: plan.verb,
    account: account ?? null,
    options: shapingOptions(options),
    resources: saveResources(plan, sealing),
  };
  return { value, diagnostics: [] };
}

/** Of texts such as `pool=us-east-1_abc`: what stands behind the first equals sign, by what stands before it. */
export function identifiersIn(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text): [string, string] => {
      const split = text.indexOf('=');
      return [text.slice(0, split), text.slice(split + 1)];
    }),
  );
}
