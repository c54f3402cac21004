import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StoppingController } from '../../../src/base/stopping.ts';
import { surveyStack } from '../../../src/check/prepare-queries.ts';
import { resourceRecords } from '../../../src/check/resource-records.ts';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { createCloudControlBinder } from '../../../src/engine/cloud-control/create-binder.ts';
import { createRequestCache } from '../../../src/engine/cloud-control/request-cache.ts';
import { createCloudControlEngine } from '../../../src/engine/cloud-control/create-engine.ts';
import { runSelection } from '../../../src/flow/run-selection.ts';
import type { LifecycleEvent } from '../../../src/lifecycle/events.ts';
import type { RunResult, Verb } from '../../../src/lifecycle/outcome.ts';
import type { Script, ScriptEnd } from '../../../src/lifecycle/script-runner.ts';
import type { Session } from '../../../src/lifecycle/session.ts';
import { YoungIdentities } from '../../../src/lifecycle/young-identities.ts';
import { QueryFileOperations } from '../../../src/operations/query-file-operations.ts';
import { formatSql } from '../../../src/query/format-statement.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import type { Provider } from '../../../src/provider/provider.ts';
import { loadStack } from '../../../src/stack/load-stack.ts';
import { joinVariables } from '../../../src/stack/variables.ts';
import type { PlainValue, Value } from '../../../src/values/value.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { createFakeProvider, type FakeProvider, type FakeResource } from '../engine/fake-provider.ts';
import { createTestRegistry } from '../engine/test-registry.ts';

/** A run of a stack over a cloud that answers at once, in us-east-1. */
export interface SessionRig {
  readonly session: Session;
  readonly clock: FakeClock;
  readonly provider: FakeProvider;
  readonly events: readonly LifecycleEvent[];
  /** The statements that were shown, each in one line, with what was added to them. */
  readonly shown: () => readonly string[];
  /** What must not appear in texts, as far as the run has told. */
  readonly secrets: readonly PlainValue[];
  /** What scripts were run. */
  readonly scripts: readonly Script[];
  readonly abort: () => void;
}

export interface SessionRigOptions {
  /** The manifest from `resources:` on, or what comes before that. */
  readonly manifest: string;
  /** The other files of the stack: path below its folder → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly cloud?: readonly FakeResource[];
  readonly variables?: Readonly<Record<string, Value>>;
  readonly seed?: string;
  readonly stackName?: string;
  /** What is selected, and for which verb. Default: everything. */
  readonly only?: { readonly verb: Verb; readonly names: readonly string[] };
  /** How scripts end. Default: there is none. */
  readonly script?: (script: Script) => Partial<ScriptEnd>;
  /** What goes over a fake provider. Default: nothing. */
  readonly provider?: (fake: FakeProvider) => Provider;
  /** Anything else of the session. */
  readonly session?: Partial<Session>;
}

export function createSessionRig(options: SessionRigOptions): SessionRig {
  const { manifest, files, cloud = [], variables: given = {}, seed = 'run', stackName = 'shop', script } = options;
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-run-'));
  try {
    const head = `version: 1\nname: ${stackName}\ndescription: a stack\nproviders: [awscc]\n`;
    for (const [path, text] of Object.entries({ ...files, 'stackql_manifest.yml': head + manifest })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const loaded = loadStack({ folder, environment: 'dev', workingDirectory: folder });
    if (loaded.value === undefined || loaded.diagnostics.length > 0)
      throw new Error(formatDiagnostics(loaded.diagnostics, plainPalette));
    const stack = loaded.value;
    const registry = createTestRegistry();
    const fake = createFakeProvider(cloud);
    const provider = options.provider?.(fake) ?? fake;
    const random = createSeededRandom(seed);
    const events: LifecycleEvent[] = [];
    const secrets: PlainValue[] = [];
    const scripts: Script[] = [];
    const stopping = new StoppingController();
    const clock = createFakeClock();
    const none = new Map<string, Value>();
    const commandLine = new Map(Object.entries(given));
    const variables = joinVariables({ commandLine, variablesFile: none, environmentFile: none, environment: none }, 0);
    const cache = createRequestCache(provider, { concurrency: 16 });
    const engine = createCloudControlEngine({ provider, registry, defaultRegion: 'us-east-1', cache });
    const aheadEngine = createCloudControlEngine({
      provider,
      registry,
      defaultRegion: 'us-east-1',
      cache,
      isAhead: true,
    });
    const operations = new QueryFileOperations({ binder: createCloudControlBinder(registry), random });
    const session: Session = {
      stack,
      records: resourceRecords(surveyStack(stack, variables, { operations, random, defaultRegion: 'us-east-1' })),
      young: new YoungIdentities(),
      strict: false,
      parallelism: 1,
      replace: new Set(),
      identifiers: new Map(),
      resend: new Set(),
      adopt: new Set(),
      variables,
      registry,
      engine,
      operations,
      clock,
      random,
      stopping: stopping.stopping,
      emit: (event) => events.push(event),
      learnSecrets: (learned) => secrets.push(...learned),
      defaultRegion: 'us-east-1',
      exactPatch: false,
      onFailure: 'error',
      selection:
        options.only === undefined ? undefined : runSelection(options.only.verb, stack, new Set(options.only.names)),
      scripts: {
        run: (one) => {
          if (script === undefined) throw new Error('There is no script.');
          scripts.push(one);
          return Promise.resolve({ how: { kind: 'exited', code: 0 }, output: '', errors: '', ...script(one) });
        },
      },
      engineFor: () => engine,
      aheadEngineFor: () => aheadEngine,
      undoEngineFor: () => engine,
      ...options.session,
    };
    return {
      session,
      clock,
      provider: fake,
      events,
      secrets,
      scripts,
      shown: () => events.flatMap(lineOf),
      abort: () => {
        stopping.stop();
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `pool created`, one for each resource, with the reason where there is one. */
export function outcomeLines({ outcomes }: RunResult): readonly string[] {
  return outcomes.map(({ resource, outcome }) => {
    const parts = [resource, outcome.kind];
    if (outcome.kind === 'failed') parts.push(outcome.reason.kind);
    if (outcome.kind === 'skipped') parts.push(outcome.reason);
    if ((outcome.kind === 'not-attempted' || outcome.kind === 'not-looked-for') && outcome.needs.length > 0)
      parts.push('needs', outcome.needs.map(({ name }) => name).join(' and '));
    if (outcome.kind === 'not-attempted' && outcome.usedBy !== undefined) parts.push('used by', outcome.usedBy);
    return parts.join(' ');
  });
}

function lineOf(event: LifecycleEvent): readonly string[] {
  if (event.kind !== 'resource.statement') return [];
  const text = formatSql(event.text, 'shown').replace(/\s+/g, ' ').trim();
  return [`${event.anchor}: ${text}`, ...event.added.map(({ pointer, why }) => `added ${pointer} (${why})`)];
}
