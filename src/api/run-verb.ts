import { systemClock, type Clock } from '../base/clock.ts';
import type { RandomSource } from '../base/random.ts';
import { stoppingOf, type Stopping } from '../base/stopping.ts';
import type { ResourceRecord } from '../check/resource-records.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { createEnginesForAuth, type EnginesForAuth } from '../engine/cloud-control/engines-for-auth.ts';
import type { Event } from '../events/event.ts';
import type { Reporter } from '../events/reporter.ts';
import { withoutRepeats } from '../events/without-repeats.ts';
import type { RunSelection } from '../flow/run-selection.ts';
import type { OwnedResource } from '../lifecycle/find-owned.ts';
import { build } from '../lifecycle/build.ts';
import { findDrift, type StackDrift } from '../lifecycle/find-drift.ts';
import { findGoneEntries } from '../lifecycle/find-gone-entries.ts';
import { findManaged, type FoundManaged } from '../lifecycle/find-managed.ts';
import type { RunResult, Verb } from '../lifecycle/outcome.ts';
import type { ScriptRunner } from '../lifecycle/script-runner.ts';
import type { OnFailure, Session } from '../lifecycle/session.ts';
import type { PruneWish } from '../lifecycle/prune-wish.ts';
import { plan, type PlanPurpose, type StackPlan } from '../lifecycle/plan.ts';
import { teardown } from '../lifecycle/teardown.ts';
import { test } from '../lifecycle/test.ts';
import { YoungIdentities } from '../lifecycle/young-identities.ts';
import {
  findExpiry,
  findMarkedEnvironments,
  type MarkedEnvironments,
  type StackExpiry,
} from '../lifecycle/find-expiry.ts';
import { expiryAfter } from '../plan/expiry.ts';
import type { Auth, Signing } from '../manifest/auth.ts';
import type { Engine } from '../engine/engine.ts';
import type { Asset } from './answer-assets.ts';
import { AssetUploads } from './upload-assets.ts';
import type { QueryFileOperations } from '../operations/query-file-operations.ts';
import type { BorrowedFor, LendingProvider, Provider } from '../provider/provider.ts';
import type { Masker } from '../report/masker.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { authOfEnvironment } from '../stack/environment.ts';
import type { Stack } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import { carryOutPlan, type ApprovedPlan } from './carry-out-plan.ts';
import type { SavingContext } from './saved-plans.ts';
import { lockRegion } from './lock-region.ts';
import { lockFor, lockStack, unlockedRun, type LockWish } from './with-lock.ts';
import { defaultSelectTimeoutMs, timeLimitOfSelects } from './select-timeout.ts';

/** What a run is told; `openTarget` gives the first two. */
export interface RunOptions {
  /** Where requests go. The run borrows it; whoever made it closes it. */
  readonly provider: LendingProvider;
  /** Where the requests of resources go whose `auth` names a profile or a role. Default: `provider`. */
  readonly providerFor?: (signing: Signing) => LendingProvider;
  /**
   * The account of the usual credentials: a stack whose environment names one is not run without it. A target has it. Default: nobody says.
   */
  readonly account?: () => Promise<string | undefined>;
  /** Is told of what happens, of requests too. Default: nobody. */
  readonly reporter?: Reporter;
  /**
   * Ends the run when it is aborted: nothing more is started. What is under way is not waited for; of a Stopping that is a level of its own,
   * as is that it is cancelled. A build that rolls back does so all the same. Default: nothing ends it.
   */
  readonly signal?: AbortSignal | Stopping;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Sends patches as they stand, adding nothing. Default: false. */
  readonly exactPatch?: boolean;
  /** Brings about and tests all that `create` declares, whatever the manifest says of `strict`. Default: false. */
  readonly strict?: boolean;
  /** Names of entries whose write-only properties a build sends again; the names of others mean nothing. Default: none. */
  readonly resend?: readonly string[];
  /**
   * Names of entries whose resources a build may replace where they differ in what is fixed at creation, also where they hold data; the
   * names of others mean nothing. Default: none.
   */
  readonly replace?: readonly string[];
  /**
   * Names of entries in the short form that may take over a resource which is there already and belongs to nobody, as `adopt: true` lets
   * them; the names of others mean nothing. Default: none.
   */
  readonly adopt?: readonly string[];
  /**
   * Which resource an entry stands for, by the entry's name, where `exists` finds several: its queries are answered for that one alone. The
   * names of others mean nothing. Default: none.
   */
  readonly identifiers?: Readonly<Record<string, string>>;
  /**
   * What a build deletes, and its plan shows as deleted, besides what the entries of the manifest say: `orphans`, which carry the stack's
   * mark, and children of its resources by type and identifier. Not together with a selection. Default: nothing.
   */
  readonly prune?: PruneWish;
  /**
   * After how many milliseconds what a build has built may be torn down by `sweep`; the mark says so. Default: the mark stays as it is, and
   * what has no expiry stays.
   */
  readonly ttlMs?: number;
  /**
   * What a build or teardown does when a resource fails: stop, go on with what has nothing to do with it, or (a build) undo what this
   * run has done. A teardown has nothing to roll back, and stops. A test goes on whatever this says. Default: `error`, which stops.
   */
  readonly onFailure?: OnFailure;
  /**
   * How many resources a build or a teardown writes at one time, each after those that it uses: from 1 to 100. Default: as the manifest says
   * with `parallelism`, or 1, which keeps the order of the manifest.
   */
  readonly parallelism?: number;
  /** Runs the scripts of the stack; `createScriptRunner` makes one. Default: none is run, and a resource of type `script` fails. */
  readonly scripts?: ScriptRunner;
  /**
   * Patterns of the resources that the run is about; `Selection` says what they may be. What is not selected is read for its exports
   * where they are needed, and never written. Default: all resources.
   */
  readonly only?: readonly string[];
  /** Patterns of resources that the run leaves out. Default: none. */
  readonly skip?: readonly string[];
  /** How long one SELECT may take, requests and all, in milliseconds; Infinity for no limit. Default: `defaultSelectTimeoutMs`. */
  readonly selectTimeoutMs?: number;
  /**
   * Take the lock of the stack before anything is looked at. Of build and teardown. Default: as the manifest says with `lock`.
   */
  readonly lock?: LockWish | undefined;
  /**
   * Carry out a saved plan: nothing is written where anything that it rests on has changed, and nothing but what it names. The stack is opened
   * with `planningOf` the plan, and the options that shape the run are those of the plan. Of build and teardown. Default: none.
   */
  readonly approved?: ApprovedPlan;
}

/** What a run needs of an opened stack. */
export interface Opened {
  readonly stack: Stack;
  readonly records: readonly ResourceRecord[];
  readonly variables: Variables;
  readonly registry: Registry;
  readonly operations: QueryFileOperations;
  readonly random: RandomSource;
  readonly defaultRegion: string | undefined;
  readonly masker: Masker;
  /** For saving a plan, or carrying out a saved one; absent where the stack was not opened for that. */
  readonly saving?: SavingContext;
  /** The files that its templates ask for with `asset()`. */
  readonly assets: readonly Asset[];
  /** Those that are not there: what only deletes goes on without them. */
  readonly missingAssets: readonly Diagnostic[];
  /** What was told when the stack was opened, and is not told again. */
  readonly diagnostics: readonly Diagnostic[];
}

const verbs: Readonly<Record<Verb, (session: Session) => Promise<RunResult>>> = { build, test, teardown };

/** Goes through the resources of a stack. */
export async function runVerb(
  verb: Verb,
  opened: Opened,
  options: RunOptions,
  selection: RunSelection | undefined,
): Promise<RunResult> {
  const { approved } = options;
  const { saving } = opened;
  const wish = lockFor(verb, opened.stack, options.lock);
  const act = (locked: RunOptions, run: (session: Session) => Promise<RunResult>): Promise<RunResult> =>
    withSession(opened, locked, run, selection);
  const begin = (run: (session: Session) => Promise<RunResult>): Promise<RunResult> =>
    wish === undefined ? act(options, run) : runLocked(verb, opened, options, wish, (locked) => act(locked, run));
  if (approved === undefined) return begin(verbs[verb]);
  if (saving === undefined) throw new Error('A saved plan is carried out by a stack that is opened with its planning.');
  const carryOut = (session: Session): Promise<RunResult> => carryOutPlan(verb, approved, saving, session, verbs[verb]);
  return begin(carryOut);
}

/** Takes the lock of the stack, runs, and gives the lock back; a run that loses it starts nothing more. */
async function runLocked(
  verb: Verb,
  opened: Opened,
  options: RunOptions,
  wish: LockWish,
  run: (options: RunOptions) => Promise<RunResult>,
): Promise<RunResult> {
  const { stack, defaultRegion, records, random } = opened;
  const { clock = systemClock, reporter } = options;
  const stopping = stoppingOf(options.signal);
  const emit = (event: Event): void => reporter?.report(event);
  const auth = authOfEnvironment(stack);
  const from = auth.role === undefined ? options.provider : (options.providerFor?.(auth) ?? options.provider);
  // Renewals and the release come to their end whatever becomes of the run.
  const provider = from.lend({});
  try {
    const locked = await lockStack(stack, wish, {
      region: lockRegion(defaultRegion, records),
      provider,
      clock,
      random,
      signal: stopping.stop,
      emit,
    });
    if (!locked.ok) {
      emit({ kind: 'run.diagnostics', diagnostics: [locked.error] });
      return unlockedRun(verb);
    }
    const lock = locked.value;
    const watching: Reporter = {
      report: (event) => {
        lock.renewIfDue();
        reporter?.report(event);
      },
      close: () => reporter?.close(),
    };
    const signal: Stopping = { ...stopping, stop: AbortSignal.any([stopping.stop, lock.lost]) };
    try {
      return await run({ ...options, reporter: watching, signal });
    } finally {
      await lock.release();
    }
  } finally {
    provider.close();
  }
}

/** What a run is told, and which run is planned. A plan goes on after a failure. */
export interface PlanOptions extends Omit<RunOptions, 'onFailure' | 'approved'>, PlanPurpose {}

/** What a build or a teardown would do; nothing is changed. */
export async function planRun(
  opened: Opened,
  options: PlanOptions,
  selection: RunSelection | undefined,
): Promise<StackPlan> {
  return withSession(opened, options, (session) => plan(session, options), selection);
}

/** What a look for drift is told. It is about what is declared, whatever a build would do with it. */
export type DriftOptions = Omit<RunOptions, 'onFailure' | 'exactPatch' | 'resend'>;

/** How what is live differs from what the stack declares; nothing is changed. */
export async function lookForDrift(
  opened: Opened,
  options: DriftOptions,
  selection: RunSelection | undefined,
): Promise<StackDrift> {
  return withSession(opened, options, findDrift, selection);
}

/** Asks what of the cloud a stack manages; nothing is changed. */
export async function askManaged(opened: Opened, options: RunOptions): Promise<FoundManaged> {
  return withSession(opened, options, findManaged);
}

/** When what was built of a stack expires; nothing is changed. */
export async function askExpiry(opened: Opened, options: RunOptions): Promise<StackExpiry> {
  return withSession(opened, options, findExpiry);
}

/** In which environments there is something of a stack, wherever it is opened; nothing is changed. */
export async function askMarkedEnvironments(opened: Opened, options: RunOptions): Promise<MarkedEnvironments> {
  return withSession(opened, options, findMarkedEnvironments);
}

/** What was built of a stack and has no entry any more; nothing is changed. */
export async function askGoneEntries(opened: Opened, options: RunOptions): Promise<readonly OwnedResource[]> {
  return withSession(opened, options, findGoneEntries);
}

async function withSession<T>(
  opened: Opened,
  options: RunOptions,
  use: (session: Session) => Promise<T>,
  selection?: RunSelection,
): Promise<T> {
  const { reporter, exactPatch = false, strict = false, onFailure = 'error', scripts = noScripts } = options;
  const { clock = systemClock, resend = [], replace = [], adopt = [], identifiers = {} } = options;
  const stopping = stoppingOf(options.signal);
  const emit = withoutRepeats((event: Event): void => reporter?.report(event), opened.diagnostics);
  opened.operations.beginRun();
  const { stop: signal, abandon, cancel } = stopping;
  const engines = lentEngines(opened, options, { signal, abandon, cancel, emit });
  // What was done is undone after an interruption too.
  const undoing = lentEngines(opened, options, { signal: new AbortController().signal, emit });
  const uploads = new AssetUploads(opened.assets, engines.providerOf(authOfEnvironment(opened.stack)));
  const engineFor = (auth: Auth): Engine => uploads.before(engines.engineFor(auth));
  try {
    return await use({
      ...opened,
      engine: engineFor(authOfEnvironment(opened.stack)),
      engineFor,
      aheadEngineFor: (auth) => engines.engineFor(auth, 'ahead'),
      undoEngineFor: undoing.engineFor,
      clock,
      stopping,
      young: new YoungIdentities(),
      emit,
      learnSecrets: (secrets) => opened.masker.add(secrets),
      exactPatch,
      strict,
      resend: new Set(resend),
      replace: new Set(replace),
      adopt: new Set(adopt),
      identifiers: new Map(Object.entries(identifiers)),
      onFailure,
      parallelism: options.parallelism ?? opened.stack.manifest.parallelism,
      ...(options.prune === undefined ? {} : { prune: options.prune }),
      ...(options.ttlMs === undefined ? {} : { expires: expiryAfter(clock.now(), options.ttlMs) }),
      scripts,
      selection,
    });
  } finally {
    engines.close();
    undoing.close();
  }
}

/** Engines over providers that are lent for one piece of work. */
function lentEngines(
  { registry, defaultRegion }: Opened,
  { provider, providerFor = () => provider, selectTimeoutMs = defaultSelectTimeoutMs }: RunOptions,
  work: BorrowedFor & { readonly signal: AbortSignal; readonly emit: (event: Event) => void },
): {
  readonly engineFor: EnginesForAuth;
  readonly providerOf: (signing: Signing) => Provider;
  readonly close: () => void;
} {
  const lent: Provider[] = [];
  const borrow = (from: LendingProvider): Provider => {
    const borrowed = from.lend(work);
    lent.push(borrowed);
    return borrowed;
  };
  const usual = borrow(provider);
  const engineFor = createEnginesForAuth({
    provider: usual,
    providerFor: (signing) => borrow(providerFor(signing)),
    registry,
    ...(defaultRegion === undefined ? {} : { defaultRegion }),
    emit: work.emit,
    signal: work.signal,
    hidesOwnTags: true,
    timeLimit: timeLimitOfSelects(selectTimeoutMs),
  });
  return {
    engineFor,
    providerOf: ({ profile, role }) =>
      profile === undefined && role === undefined ? usual : borrow(providerFor({ profile, role })),
    close: () => {
      for (const one of lent) one.close();
    },
  };
}

const noScripts: ScriptRunner = {
  run: () =>
    Promise.resolve({
      how: { kind: 'not-started', message: 'nobody was given to run it: set `scripts`' },
      output: '',
      errors: '',
    }),
};
