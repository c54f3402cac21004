import type { JsonObject } from '../base/json.ts';
import { assumedRoles, type AssumedRole } from '../check/assumed-roles.ts';
import { neededPermissions, type NeededPermissions } from '../check/permissions.ts';
import { onePerCause } from '../check/one-per-cause.ts';
import { purposes as allPurposes, type Purpose } from '../check/purpose.ts';
import { selectableResources } from '../check/selectable-resources.ts';
import type { Survey } from '../check/prepare-queries.ts';
import { resourceRecords, type ResourceRecord } from '../check/resource-records.ts';
import { uncheckedProperties } from '../check/unchecked-properties.ts';
import { undecidedQueries } from '../check/undecided-queries.ts';
import { authsByType, writtenTypes } from '../check/written-types.ts';
import type { Binder } from '../engine/binder.ts';
import { hasErrors, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { runSelection, type RunSelection } from '../flow/run-selection.ts';
import type { StackDrift } from '../lifecycle/find-drift.ts';
import type { MarkedEnvironments, StackExpiry } from '../lifecycle/find-expiry.ts';
import type { OwnedResource } from '../lifecycle/find-owned.ts';
import type { FoundManaged } from '../lifecycle/find-managed.ts';
import type { StackPlan } from '../lifecycle/plan.ts';
import type { RunResult, Verb } from '../lifecycle/outcome.ts';
import { formatDryRun } from '../report/dry-run.ts';
import type { Auth } from '../manifest/auth.ts';
import { stackTemplate } from '../report/cloudformation/stack-template.ts';
import { formatDot } from '../report/graph/dot.ts';
import { formatMermaid } from '../report/graph/mermaid.ts';
import { drawStack, type DrawOptions } from '../report/graph/stack-drawing.ts';
import type { Masker } from '../report/masker.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { selectResources, type Selection } from '../stack/select-resources.ts';
import type { NotedLookups } from '../stack/noted-lookups.ts';
import type { Stack } from '../stack/stack.ts';
import type { SavedPlan } from '../plan/saved/saved-plan.ts';
import { wrongAccount } from './account-guard.ts';
import type { Answered } from './answer-questions.ts';
import { optionsOfPlan, savePlan, type ShapingOptions } from './saved-plans.ts';
import { lockRegion } from './lock-region.ts';
import type { RemovedLock } from './unlock-stack.ts';
import type { DriftOptions, Opened, PlanOptions, RunOptions } from './run-verb.ts';

/** A stack that was read and checked; nothing of it is wrong as far as can be known without a request. */
export interface OpenedStack {
  readonly stack: Stack;
  readonly registry: FileRegistry;
  /** Knows the secrets of the stack, and learns those of its runs: reporters mask with it. */
  readonly masker: Masker;
  /** Makes the cloud match the stack. */
  build(options: RunOptions): Promise<RunResult>;
  /** Compares the cloud with the stack and changes nothing. */
  test(options: RunOptions): Promise<RunResult>;
  /** Removes the stack from the cloud. */
  teardown(options: RunOptions): Promise<RunResult>;
  /** One of the three. */
  runVerb(verb: Verb, options: RunOptions): Promise<RunResult>;
  /**
   * What a build, or with `destroy` a teardown, would do, property by property; changes nothing. Resources that cannot be looked at are
   * entries of kind `failed`, and make its `ok` false.
   */
  plan(options: PlanOptions): Promise<StackPlan>;
  /**
   * How what is live differs from what the stack declares, with the lines to change to keep what is live; changes nothing. Resources that
   * cannot be looked at are entries of kind `failed`, and make its `ok` false.
   */
  drift(options: DriftOptions): Promise<StackDrift>;
  /**
   * A plan that was made with `withBasis` as a file keeps it, for a run with `approved`; `options` are those of the plan. A mistake where a
   * secret would be found in it. Throws where the stack was not opened with `planning`.
   */
  savePlan(
    plan: StackPlan,
    options: ShapingOptions & { readonly account?: string | undefined },
  ): { readonly value: SavedPlan | undefined; readonly diagnostics: readonly Diagnostic[] };
  /** Removes the lock that a run has left behind; yields what was removed, or a diagnostic why that cannot be said. */
  unlock(
    options: Pick<RunOptions, 'provider' | 'providerFor' | 'account' | 'signal'>,
  ): Promise<Parsed<readonly RemovedLock[]>>;
  /** Why nothing of the stack may be asked with these credentials: its environment is in another account. Runs see to that themselves. */
  wrongAccount(options: Pick<RunOptions, 'account'>): Promise<Diagnostic | undefined>;
  /** Asks what of the cloud the stack manages; changes nothing. */
  findManaged(options: RunOptions): Promise<FoundManaged>;
  /** When what the tags of this stack mark in its environment expires; changes nothing. */
  findExpiry(options: RunOptions): Promise<StackExpiry>;
  /** The environments in which something carries the mark of this stack and an expiry, in the regions of this one; changes nothing. */
  findMarkedEnvironments(options: RunOptions): Promise<MarkedEnvironments>;
  /** What this stack has built under the name of an entry that is gone, as far as the index of tags knows; changes nothing. */
  findGoneEntries(options: RunOptions): Promise<readonly OwnedResource[]>;
  /** The names of the resources that patterns select; diagnostics where a pattern matches nothing, or nothing is left. */
  select(selection: Selection): Parsed<ReadonlySet<string>>;
  /**
   * Every statement that a run may send, as `--dry-run` prints it; secrets are masked. Throws where the selection is not one that
   * `select` takes.
   */
  dryRun(verb: Verb, selection?: Selection): string;
  /**
   * The permissions that are needed for these purposes. Default: for all of them. `undoes`: a build that fails is to delete what it has
   * created; default false. `locks`: builds and teardowns take the lock of the stack; default: as the manifest says.
   */
  permissions(
    purposes?: readonly Purpose[],
    options?: { readonly undoes?: boolean; readonly locks?: boolean | undefined },
  ): NeededPermissions;
  /**
   * The region in which a run signs requests with the usual credentials; undefined where it needs none: every resource has a profile of
   * its own, or asks nothing.
   */
  readonly signingRegion: string | undefined;
  /** Which resource uses which, as a flowchart of Mermaid or in the language of Graphviz; secrets are masked. */
  drawGraph(format: 'mermaid' | 'dot', options?: DrawOptions): string;
  /**
   * The stack as a CloudFormation template, and a warning for each part that has no counterpart there. The mark is left out; secrets and
   * what only a build knows are parameters.
   */
  cloudFormationTemplate(): Parsed<JsonObject>;
  /** The roles that resources name in their `auth`. */
  readonly roles: readonly AssumedRole[];
  /** What is known of each resource before a run, in manifest order: its type where its queries name one. */
  readonly records: readonly ResourceRecord[];
  /** The types that its statements create, change or delete, each once, in the stack's order. */
  readonly writtenTypes: readonly ResourceType[];
  /** By whom and where its resources of a type are asked for, as far as it is known without a request. */
  readonly authsByType: ReadonlyMap<ResourceType, readonly Auth[]>;
  /** The region of statements that name none; undefined where nobody says one. */
  readonly defaultRegion: string | undefined;
  /** Warnings that a run need not hear: queries that only a run can check, and properties that nothing looks at after creation. */
  readonly unchecked: readonly Diagnostic[];
}

export function createOpenedStack(
  opened: Omit<Opened, 'records'> & { readonly registry: FileRegistry; readonly binder: Binder },
  survey: Survey,
  lookups: NotedLookups,
): OpenedStack {
  const { stack, registry, masker } = opened;
  const withRecords = (): Opened => ({ ...opened, records: resourceRecords(survey) });
  // What only looks at a stack loads nothing that runs one.
  const runVerb: OpenedStack['runVerb'] = async (verb, given) => {
    const planned = given.approved === undefined ? undefined : optionsOfPlan(given.approved.plan, given);
    if (planned !== undefined && planned.diagnostics.length > 0) return refusedRun(verb, planned.diagnostics, given);
    const options = { ...given, ...planned?.value };
    const chosen = await admit(verb, options, verb === 'test');
    if (chosen.kind === 'refused') return refusedRun(verb, chosen.diagnostics, options);
    return (await import('./run-verb.ts')).runVerb(verb, chosen.opened, options, chosen.selection);
  };
  const select: OpenedStack['select'] = (selection) =>
    selectResources(selectableResources(survey, registry), stack.graph, selection);
  function selectionFor(verb: Verb, selection: Selection): Chosen {
    const { only = [], skip = [] } = selection;
    if (only.length === 0 && skip.length === 0) return { kind: 'chosen', selection: undefined };
    const { value, diagnostics } = select(selection);
    if (value === undefined) return { kind: 'refused', diagnostics };
    return { kind: 'chosen', selection: runSelection(verb, stack, value) };
  }
  /** Looks at what has to be so before a run may send anything. */
  async function admit(verb: Verb, options: Omit<RunOptions, 'approved'>, isLook: boolean): Promise<Admitted> {
    const wrong = await wrongAccount(stack, options.account);
    if (wrong !== undefined) return { kind: 'refused', diagnostics: [wrong] };
    const chosen = selectionFor(verb, options);
    if (chosen.kind === 'refused') return chosen;
    if (verb !== 'teardown' && opened.missingAssets.length > 0)
      return { kind: 'refused', diagnostics: opened.missingAssets };
    const answered = await answersFor(verb, options, isLook);
    if (answered === undefined) return { ...chosen, opened: withRecords() };
    if (hasErrors(answered.diagnostics)) return { kind: 'refused', diagnostics: answered.diagnostics };
    if (answered.diagnostics.length > 0)
      options.reporter?.report({ kind: 'run.diagnostics', diagnostics: answered.diagnostics });
    const { variables, assets, records } = answered;
    return { ...chosen, opened: { ...opened, variables, assets, records } };
  }
  /** What the stack means with what it asks outside of it; undefined where it asks nothing. */
  async function answersFor(
    verb: Verb,
    options: Omit<RunOptions, 'approved'>,
    isLook: boolean,
  ): Promise<Answered | undefined> {
    if (lookups.unanswered.length === 0) return undefined;
    const { answerQuestions } = await import('./answer-questions.ts');
    const onAbsence = verb === 'teardown' ? 'look-on' : 'refuse';
    return answerQuestions(opened, { lookups, survey, masker, onAbsence, isLook }, options);
  }
  return {
    stack,
    registry,
    masker,
    build: (options) => runVerb('build', options),
    test: (options) => runVerb('test', options),
    teardown: (options) => runVerb('teardown', options),
    runVerb,
    plan: async (options) => {
      const verb = options.destroy === true ? 'teardown' : 'build';
      // A saved plan says what will be sent.
      const chosen = await admit(verb, options, options.withBasis !== true);
      if (chosen.kind === 'refused') return refusedPlan(verb, opened, chosen.diagnostics, options);
      return (await import('./run-verb.ts')).planRun(chosen.opened, options, chosen.selection);
    },
    savePlan: (plan, { account, ...options }) => {
      const { saving } = opened;
      if (saving === undefined) throw new Error('A plan is saved by a stack that is opened with planning.');
      return savePlan(plan, saving, masker, { account, options });
    },
    drift: async (options) => {
      const chosen = await admit('test', options, true);
      if (chosen.kind === 'refused') return refusedDrift(opened, chosen.diagnostics, options);
      return (await import('./run-verb.ts')).lookForDrift(chosen.opened, options, chosen.selection);
    },
    unlock: async (options) => {
      const wrong = await wrongAccount(stack, options.account);
      if (wrong !== undefined) return { value: undefined, diagnostics: [wrong] };
      return (await import('./unlock-stack.ts')).unlockStack(withRecords(), options);
    },
    wrongAccount: ({ account }) => wrongAccount(stack, account),
    findManaged: async (options) => (await import('./run-verb.ts')).askManaged(withRecords(), options),
    findExpiry: async (options) => (await import('./run-verb.ts')).askExpiry(withRecords(), options),
    findMarkedEnvironments: async (options) =>
      (await import('./run-verb.ts')).askMarkedEnvironments(withRecords(), options),
    findGoneEntries: async (options) => (await import('./run-verb.ts')).askGoneEntries(withRecords(), options),
    select,
    dryRun: (verb, selection = {}) => {
      const chosen = selectionFor(verb, selection);
      if (chosen.kind === 'refused') throw new Error(chosen.diagnostics.map(({ message }) => message).join('; '));
      return masker.mask(formatDryRun(verb, survey, chosen.selection));
    },
    drawGraph: (format, options = {}) => {
      const drawing = drawStack(stack, survey, registry, options);
      return masker.mask(format === 'dot' ? formatDot(drawing) : formatMermaid(drawing));
    },
    cloudFormationTemplate: () => stackTemplate(stack, survey, opened.defaultRegion),
    permissions: (purposes = allPurposes, { undoes = false, locks } = {}) =>
      neededPermissions(
        survey,
        {
          ...opened,
          undoes,
          locks,
          lockRegion: lockRegion(opened.defaultRegion, resourceRecords(survey)),
          questions: lookups.noted.map(({ question }) => question),
          assetFolders: opened.assets.map(({ bucket, key }) => `${bucket}/${key.replace(/[^/]*$/, '')}`),
        },
        purposes,
      ),
    get signingRegion() {
      const isUsual = survey.resources.some(
        ({ auth, queries, isSkipped }) => !isSkipped && queries.length > 0 && auth.profile === undefined,
      );
      return isUsual ? (opened.defaultRegion ?? 'us-east-1') : undefined;
    },
    get records() {
      return resourceRecords(survey);
    },
    get roles() {
      return assumedRoles(survey);
    },
    get writtenTypes() {
      return writtenTypes(survey, registry);
    },
    get authsByType() {
      return authsByType(survey, registry);
    },
    defaultRegion: opened.defaultRegion,
    get unchecked() {
      return [
        ...undecidedQueries(survey),
        ...opened.missingAssets.map((one) => ({ ...one, severity: 'warning' as const })),
        ...onePerCause(survey.resources.flatMap((surveyed) => uncheckedProperties(stack, surveyed))),
      ];
    },
  };
}

type Chosen =
  | { readonly kind: 'chosen'; readonly selection: RunSelection | undefined }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

type Admitted =
  (Extract<Chosen, { kind: 'chosen' }> & { readonly opened: Opened }) | Extract<Chosen, { kind: 'refused' }>;

/** A plan of nothing. */
function refusedPlan(
  verb: StackPlan['verb'],
  { stack, defaultRegion }: Pick<Opened, 'stack' | 'defaultRegion'>,
  refused: readonly Diagnostic[],
  { reporter }: RunOptions,
): StackPlan {
  reporter?.report({ kind: 'run.diagnostics', diagnostics: refused });
  const { manifest, environment } = stack;
  return {
    stack: manifest.name,
    environment,
    region: defaultRegion,
    verb,
    resources: [],
    besides: [],
    notLookedFor: [],
    ok: false,
  };
}

function refusedDrift(
  { stack, defaultRegion }: Pick<Opened, 'stack' | 'defaultRegion'>,
  refused: readonly Diagnostic[],
  { reporter }: DriftOptions,
): StackDrift {
  reporter?.report({ kind: 'run.diagnostics', diagnostics: refused });
  const { manifest, environment } = stack;
  return { stack: manifest.name, environment, region: defaultRegion, resources: [], ok: false };
}

/** A run that does not start. */
function refusedRun(verb: Verb, refused: readonly Diagnostic[], { reporter }: RunOptions): RunResult {
  reporter?.report({ kind: 'run.diagnostics', diagnostics: refused });
  return { verb, ok: false, outcomes: [], exports: new Map(), elapsedMs: 0 };
}
