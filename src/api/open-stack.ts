import { resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { systemRandom, type RandomSource } from '../base/random.ts';
import { createPlacedRandom } from '../base/seeded-random.ts';
import { writtenTypes } from '../check/written-types.ts';
import { environmentRegions } from '../check/environment-regions.ts';
import { checkStack } from '../check/check-stack.ts';
import { knownSecrets } from '../check/known-secrets.ts';
import { secretsBesideMistakes } from '../check/secrets-beside-mistakes.ts';
import { isRegionUnused } from '../check/region-use.ts';
import type { Survey } from '../check/prepare-queries.ts';
import { createCloudControlBinder } from '../engine/cloud-control/create-binder.ts';
import { hasErrors, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Reporter } from '../events/reporter.ts';
import { QueryFileOperations, type Preparation } from '../operations/query-file-operations.ts';
import { createMasker, type Masker } from '../report/masker.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { createModules } from '../short-form/modules/load-modules.ts';
import { refusedModules } from '../short-form/modules/refuse-modules.ts';
import { createShortForm } from '../short-form/derive.ts';
import { loadStack } from '../stack/load-stack.ts';
import { NotedLookups } from '../stack/noted-lookups.ts';
import { givenRegion, regionMistake, type FoundRegion } from './find-region.ts';
import { loadVariables, type VariableOptions } from './load-variables.ts';
import { openRegistry, type SchemaOptions } from './open-registry.ts';
import { stackCircumstances, type CircumstanceSources } from './plan-circumstances.ts';
import { createPlanSealing } from './plan-sealing.ts';
import { seedOf, type Planning } from './planning.ts';
import type { SavingContext } from './saved-plans.ts';
import { createOpenedStack, type OpenedStack } from './opened-stack.ts';
import { surveyWithAssets } from './survey-with-assets.ts';

export interface OpenStackOptions extends VariableOptions, SchemaOptions {
  /** The folder that holds `stackql_manifest.yml` and `resources/`. */
  readonly folder: string;
  /** `dev`, `prd` … */
  readonly environment: string;
  /** The environment whose values props take, for trying a change of values. Default: `environment`. */
  readonly valuesOf?: string | undefined;
  /** What `folder` and all other paths are relative to, in options and in messages. Default: where the process runs. */
  readonly workingDirectory?: string | undefined;
  /** The region of statements that name none, with who says it where a message may name them. Default: such statements are refused. */
  readonly region?: string | FoundRegion | undefined;
  /** Default: one over `schemaFolder`, the schemas of the stack's own folder, `schemaCache`, and those that come with the tool. */
  readonly registry?: FileRegistry | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
  /** Default: the system's. */
  readonly random?: RandomSource | undefined;
  /**
   * For a plan that is to be saved, or a run that carries out a saved one: what uuid() and now() give, and the key of secrets. `newPlanning`
   * and `planningOf` make it. Default: drawn by `random` and `clock`, and no plan can be saved.
   */
  readonly planning?: Planning | undefined;
  /** Learns every secret as soon as it is known: the one that reporters mask with. Default: a new one, `masker` of what is opened. */
  readonly masker?: Masker | undefined;
  /** Is told of the diagnostics in an event `run.diagnostics`, where there are any. Default: nobody. */
  readonly reporter?: Reporter | undefined;
  /** What the caller found wrong by itself: it is told with the rest, and no stack is opened where one is an error. Default: nothing. */
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  /** What happens with `modules` of the manifest, which are code: `refuse` makes a diagnostic of each. Default: they are run. */
  readonly modules?: 'run' | 'refuse' | undefined;
  /** Is told of each rendering of a query and each binding of a statement, for measuring. Default: nobody. */
  readonly onPreparation?: (work: Preparation) => void;
}

export interface Opening {
  /** Undefined where a diagnostic is an error. */
  readonly value: OpenedStack | undefined;
  /** Mistakes and warnings, all at once; `formatDiagnostics` makes text of them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a stack folder and checks it, without a request. Mistakes of people are diagnostics; only bugs are thrown. */
export async function openStack(options: OpenStackOptions): Promise<Opening> {
  const { masker = createMasker() } = options;
  const region = typeof options.region === 'string' ? { name: options.region, from: 'region' } : options.region;
  const read = await readStack(options, region, masker);
  const wrongRegion = regionMistake(region);
  const diagnostics = [
    ...read.diagnostics,
    ...(wrongRegion === undefined ? [] : [wrongRegion]),
    ...(options.diagnostics ?? []),
  ];
  if (diagnostics.length > 0) options.reporter?.report({ kind: 'run.diagnostics', diagnostics });
  if (!hasErrors(diagnostics)) return { value: read.value, diagnostics };
  return { value: undefined, diagnostics };
}

async function readStack(options: OpenStackOptions, region: FoundRegion | undefined, masker: Masker): Promise<Opening> {
  const { folder, environment, valuesOf, workingDirectory = resolve(), planning } = options;
  const uuids = new Set<string>();
  const random =
    planning === undefined
      ? (options.random ?? systemRandom)
      : createPlacedRandom(seedOf(planning), (uuid) => uuids.add(uuid));
  const refuse = (diagnostics: readonly Diagnostic[]): Opening => {
    masker.add(secretsBesideMistakes(diagnostics));
    return { value: undefined, diagnostics };
  };
  const lookups = new NotedLookups();
  const given = await loadVariables(options, {
    workingDirectory,
    masker,
    clock: options.clock,
    startedAtMs: planning?.drawn.startedAtMs,
  });
  const variables = { ...given, value: given.value === undefined ? undefined : { ...given.value, lookups } };
  const known =
    options.registry === undefined
      ? openRegistry({ ...options, workingDirectory, stackFolder: resolve(workingDirectory, folder) })
      : ({ ok: true, value: options.registry } as const);
  const loaded = loadStack({
    folder,
    environment,
    valuesOf,
    workingDirectory,
    modules: !known.ok ? undefined : options.modules === 'refuse' ? refusedModules : createModules(known.value),
    shortForm: known.ok ? createShortForm(known.value) : undefined,
    expansion: variables.value === undefined ? undefined : { variables: variables.value, random },
  });
  const before = [...variables.diagnostics, ...loaded.diagnostics];
  const stack = loaded.value;
  if (stack === undefined || variables.value === undefined) return refuse(before);
  if (!known.ok) return refuse([...before, known.error]);
  const registry = known.value;
  const ownRegion = givenRegion(variables.value, region);
  const wrongOwn = regionMistake(ownRegion);
  if (wrongOwn !== undefined) return refuse([...before, wrongOwn]);
  const defaultRegion = (ownRegion ?? region)?.name;
  const binder = createCloudControlBinder(registry);
  const { onPreparation } = options;
  const operations = new QueryFileOperations({
    binder,
    random,
    ...(onPreparation === undefined ? {} : { observe: onPreparation }),
  });
  const surveyed = await surveyWithAssets(stack, variables.value, lookups, { operations, random, defaultRegion });
  const { survey } = surveyed;
  masker.add(knownSecrets(survey));
  // What follows from a mistake in the manifest or a variable would hide it behind a hundred others.
  const cannotGoOn =
    hasErrors(variables.diagnostics) || hasErrors(before.filter((one) => one.code.startsWith('manifest/')));
  if (cannotGoOn) return refuse(before);
  const elsewhere = environmentRegions(stack, survey);
  if (elsewhere.length > 0) return refuse([...before, ...elsewhere]);
  const checked = checkStack(stack, survey);
  // Schema files are opened when their types are asked for: only now is it known which of them are broken.
  // A file is told once, however many statements name its type.
  const isNew = ({ code, at }: Diagnostic): boolean =>
    !before.some(
      (one) => one.code === code && at !== undefined && one.at?.source === at.source && one.at.start === at.start,
    );
  const found = [...surveyed.diagnostics, ...checked].filter(isNew);
  const diagnostics = [...new Set([...before, ...registry.problems(), ...found, ...unusedRegion(region, survey)])];
  if (hasErrors(diagnostics)) return refuse(diagnostics);
  const opened = {
    stack,
    variables: surveyed.variables,
    assets: surveyed.assets,
    missingAssets: surveyed.missing,
    registry,
    binder,
    operations,
    random,
    defaultRegion,
    masker,
    diagnostics,
    ...(planning === undefined
      ? {}
      : { saving: savingContext({ stack, variables: variables.value, defaultRegion, workingDirectory, planning }) }),
  };
  return { value: createOpenedStack(opened, survey, surveyed.lookups), diagnostics };

  function savingContext(
    sources: Pick<CircumstanceSources, 'stack' | 'variables' | 'defaultRegion' | 'workingDirectory' | 'planning'>,
  ): SavingContext {
    const sealing = createPlanSealing(masker, sources.planning);
    const types = writtenTypes(survey, registry);
    return {
      sealing,
      uuids,
      hasKey: sources.planning.key !== undefined,
      circumstances: stackCircumstances({ ...sources, sealing, types }),
    };
  }
}

/** `--region` that no statement uses. */
function unusedRegion(region: FoundRegion | undefined, survey: Survey): readonly Diagnostic[] {
  if (region?.from !== '--region' || regionMistake(region) !== undefined) return [];
  if (!isRegionUnused(survey, region.name)) return [];
  const help = 'to choose it per run, take it from a variable: value: "{{ vars.AWS_REGION }}"';
  return [
    warning('input/region', `--region ${region.name} has no effect: every statement names its own region`, { help }),
  ];
}
