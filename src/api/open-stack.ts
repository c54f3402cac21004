import { resolve } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { systemRandom, type RandomSource } from '../base/random.ts';
import { checkStack } from '../check/check-stack.ts';
import { knownSecrets } from '../check/known-secrets.ts';
import { surveyStack } from '../check/survey.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { createEnginesForAuth } from '../engine/cloud-control/engines-for-auth.ts';
import type { Reporter } from '../events/reporter.ts';
import { withoutRepeats } from '../events/without-repeats.ts';
import { build } from '../lifecycle/build.ts';
import type { RunResult, Verb } from '../lifecycle/outcome.ts';
import type { ScriptRunner } from '../lifecycle/script-runner.ts';
import type { OnFailure, Session } from '../lifecycle/session.ts';
import { teardown } from '../lifecycle/teardown.ts';
import { test } from '../lifecycle/test.ts';
import { usualAuth, type Signing } from '../manifest/auth.ts';
import { QueryFileOperations } from '../operations/query-file-operations.ts';
import type { Provider } from '../provider/provider.ts';
import { formatDryRun } from '../report/dry-run.ts';
import { createMasker, type Masker } from '../report/masker.ts';
import { createRegistry, shippedSchemas } from '../resource-types/create-registry.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { loadStack } from '../stack/load-stack.ts';
import type { Stack } from '../stack/stack.ts';
import { joinVariables } from '../stack/variables.ts';
import { secretsIn } from '../values/reading.ts';
import type { PlainValue, Value } from '../values/value.ts';

export interface OpenStackOptions {
  /** The folder that holds `stackql_manifest.yml` and `resources/`. */
  readonly folder: string;
  /** `dev`, `prd` … */
  readonly environment: string;
  /** What `folder` and the paths in messages are relative to. Default: where the process runs. */
  readonly workingDirectory?: string;
  /** Names and values, typed, as a variables file gives them. Default: none; the environment of the process is not looked at. */
  readonly variables?: Readonly<Record<string, PlainValue>>;
  /** The region of statements that name none. Default: such statements are refused. */
  readonly region?: string;
  /** A folder of schemas that go before all others, as `schema pull --schema-dir` makes it. Default: none; the user's cache is not looked at. */
  readonly schemaFolder?: string;
  /** Default: `schemaFolder`, the schemas of the stack's own folder, then those that ship with the tool. */
  readonly registry?: Registry;
  /** Default: the system's. */
  readonly random?: RandomSource;
}

export interface RunOptions {
  /** Where requests go; whoever made it closes it. */
  readonly provider: Provider;
  /** Is told of what happens. Of requests tells the provider, to the `emit` that it was made with. Default: nobody. */
  readonly reporter?: Reporter;
  /** Learns the secrets of the run: the one that the reporter masks with. Default: one that nobody else knows. */
  readonly masker?: Masker;
  /** Ends the run when it is aborted; requests under way may go on. */
  readonly signal?: AbortSignal;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Sends patches as they stand, adding nothing. Default: false. */
  readonly exactPatch?: boolean;
  /** What a build or teardown does when a resource fails; a teardown has nothing to roll back. Default: `error`, which stops. */
  readonly onFailure?: OnFailure;
  /** Runs the scripts of the stack. Default: none is run, and a resource of type `script` fails. */
  readonly scripts?: ScriptRunner;
  /** Where the requests of resources go whose `auth` names a profile or a role. Default: `provider`. */
  readonly providerFor?: (signing: Signing) => Provider;
}

/** A stack that was read and checked; nothing of it is wrong as far as can be known without a request. */
export interface OpenedStack {
  readonly stack: Stack;
  readonly registry: Registry;
  /** Makes the cloud match the stack. */
  build(options: RunOptions): Promise<RunResult>;
  /** Compares the cloud with the stack and changes nothing. */
  test(options: RunOptions): Promise<RunResult>;
  /** Removes the stack from the cloud. */
  teardown(options: RunOptions): Promise<RunResult>;
  /** Every statement that a run may send, as `--dry-run` prints it; secrets are masked. */
  dryRun(verb: Verb): string;
}

export interface Opening {
  /** Undefined where a diagnostic is an error. */
  readonly value: OpenedStack | undefined;
  /** Mistakes and warnings, all at once; `formatDiagnostics` makes text of them. */
  readonly diagnostics: readonly Diagnostic[];
}

const verbs: Readonly<Record<Verb, (session: Session) => Promise<RunResult>>> = { build, test, teardown };

/** Reads a stack folder and checks it, without a request. Mistakes of people are diagnostics; only bugs are thrown. */
export async function openStack(options: OpenStackOptions): Promise<Opening> {
  const { folder, environment, workingDirectory = resolve(), region: defaultRegion, random = systemRandom } = options;
  const loaded = loadStack({ folder, environment, workingDirectory });
  const stack = loaded.value;
  if (stack === undefined || loaded.diagnostics.some(isManifestMistake)) {
    return { value: undefined, diagnostics: loaded.diagnostics };
  }
  const none = new Map<string, Value>();
  const variables = joinVariables(
    {
      commandLine: new Map(Object.entries(options.variables ?? {})),
      variablesFile: none,
      environmentFile: none,
      environment: none,
    },
    systemClock.now(),
  );
  const registry =
    options.registry ??
    createRegistry({
      schemaFolders: [
        ...(options.schemaFolder === undefined
          ? []
          : [{ path: resolve(workingDirectory, options.schemaFolder), source: 'given' as const }]),
        { path: resolve(stack.folder, 'schemas'), source: 'stack' },
        shippedSchemas,
      ],
    });
  // All rules of services come with it.
  const { createCloudControlBinder } = await import('../engine/cloud-control/create-binder.ts');
  const operations = new QueryFileOperations({ binder: createCloudControlBinder(registry), random });
  const survey = surveyStack(stack, variables, { operations, random, defaultRegion });
  const diagnostics = [...loaded.diagnostics, ...checkStack(stack, survey)];
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
  const secrets = [...secretsIn(variables.all), ...knownSecrets(survey)];

  const run = (verb: Verb, runOptions: RunOptions): Promise<RunResult> => {
    const { provider, reporter, clock = systemClock, exactPatch = false } = runOptions;
    operations.beginRun();
    const masker = runOptions.masker ?? createMasker();
    masker.add(secrets);
    const signal = runOptions.signal ?? new AbortController().signal;
    const emit = withoutRepeats((event) => reporter?.report(event), diagnostics);
    const engines = createEnginesForAuth({
      provider,
      providerFor: runOptions.providerFor ?? (() => provider),
      registry,
      ...(defaultRegion === undefined ? {} : { defaultRegion }),
      emit: (event) => reporter?.report(event),
      signal,
    });
    return verbs[verb]({
      stack,
      variables,
      registry,
      engine: engines(usualAuth),
      engineFor: engines,
      undoEngineFor: engines,
      operations,
      clock,
      random,
      signal,
      emit,
      learnSecrets: (secrets) => masker.add(secrets),
      defaultRegion,
      exactPatch,
      onFailure: runOptions.onFailure ?? 'error',
      scripts: runOptions.scripts ?? noScripts,
    });
  };
  return {
    value: {
      stack,
      registry,
      build: (runOptions) => run('build', runOptions),
      test: (runOptions) => run('test', runOptions),
      teardown: (runOptions) => run('teardown', runOptions),
      dryRun: (verb) => {
        const masker = createMasker();
        masker.add(secrets);
        return masker.mask(formatDryRun(verb, survey));
      },
    },
    diagnostics,
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

/** What follows from a mistake in the manifest would hide it behind a hundred others. */
function isManifestMistake({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && code.startsWith('manifest/');
}
