import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoppingController } from '../../../src/base/stopping.ts';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { createCloudControlBinder } from '../../../src/engine/cloud-control/create-binder.ts';
import { createCloudControlEngine } from '../../../src/engine/cloud-control/create-engine.ts';
import type { Claims } from '../../../src/lifecycle/claims.ts';
import type { LifecycleEvent } from '../../../src/lifecycle/events.ts';
import type { ResourceRun } from '../../../src/lifecycle/resource-run.ts';
import { YoungIdentities } from '../../../src/lifecycle/young-identities.ts';
import { Scopes } from '../../../src/lifecycle/scopes.ts';
import type { Session } from '../../../src/lifecycle/session.ts';
import { QueryFileOperations } from '../../../src/operations/query-file-operations.ts';
import { formatSql } from '../../../src/query/format-statement.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { loadStack } from '../../../src/stack/load-stack.ts';
import { joinVariables } from '../../../src/stack/variables.ts';
import type { Value } from '../../../src/values/value.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { createFakeProvider, type FakeProvider, type FakeResource } from '../engine/fake-provider.ts';
import { createTestRegistry } from '../engine/test-registry.ts';

/** A resource in the middle of a run over a cloud that answers at once. */
export interface RunRig {
  readonly run: ResourceRun;
  readonly session: Session;
  readonly provider: FakeProvider;
  readonly events: readonly LifecycleEvent[];
  /** The statements that were shown, each in one line, with what was added to them. */
  readonly shown: () => readonly string[];
  readonly abort: () => void;
}

export interface RunRigOptions {
  /** What stands under the resource in the manifest, beside its name. Default: nothing. */
  readonly entry?: string;
  readonly queries: string;
  readonly cloud?: readonly FakeResource[];
  readonly variables?: Readonly<Record<string, Value>>;
  readonly exactPatch?: boolean;
  readonly seed?: string;
  readonly stackName?: string;
  /** Where the run claims resources. Default: nothing is claimed. */
  readonly claims?: Claims;
}

/** Reads a stack of one resource, `thing`, and begins its run in us-east-1. */
export function createRunRig(options: RunRigOptions): RunRig {
  const { entry = '', queries, cloud = [], variables: given = {}, seed = 'run', stackName = 'shop' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-run-'));
  try {
    mkdirSync(join(folder, 'resources'));
    writeFileSync(
      join(folder, 'stackql_manifest.yml'),
      `version: 1\nname: ${stackName}\ndescription: one thing\nproviders: [awscc]\nresources:\n  - name: thing\n${entry}`,
    );
    writeFileSync(join(folder, 'resources', 'thing.iql'), queries);
    const loaded = loadStack({ folder, environment: 'dev', workingDirectory: folder });
    if (loaded.value === undefined || loaded.diagnostics.length > 0)
      throw new Error(formatDiagnostics(loaded.diagnostics, plainPalette));
    const registry = createTestRegistry();
    const provider = createFakeProvider(cloud);
    const random = createSeededRandom(seed);
    const events: LifecycleEvent[] = [];
    const stopping = new StoppingController();
    const none = new Map<string, Value>();
    const commandLine = new Map(Object.entries(given));
    const engine = createCloudControlEngine({ provider, registry, defaultRegion: 'us-east-1' });
    const session: Session = {
      ...(options.claims === undefined ? {} : { claims: options.claims }),
      stack: loaded.value,
      records: [],
      young: new YoungIdentities(),
      strict: false,
      replace: new Set(),
      resend: new Set(),
      variables: joinVariables({ commandLine, variablesFile: none, environmentFile: none, environment: none }, 0),
      registry,
      engine,
      operations: new QueryFileOperations({ binder: createCloudControlBinder(registry), random }),
      clock: createFakeClock(),
      random,
      stopping: stopping.stopping,
      emit: (event) => events.push(event),
      learnSecrets: () => undefined,
      defaultRegion: 'us-east-1',
      exactPatch: options.exactPatch ?? false,
      onFailure: 'error',
      selection: undefined,
      scripts: { run: () => Promise.reject(new Error('There is no script.')) },
      engineFor: () => engine,
      undoEngineFor: () => engine,
    };
    const turn = new Scopes(session).turnOf(loaded.value.resources[0]!);
    if (turn.kind !== 'run') throw new Error(`The turn came to ${turn.kind}.`);
    return {
      run: turn.run,
      session,
      provider,
      events,
      shown: () => events.flatMap(lineOf),
      abort: () => {
        stopping.stop();
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lineOf(event: LifecycleEvent): readonly string[] {
  if (event.kind !== 'resource.statement') return [];
  const text = formatSql(event.text, 'shown').replace(/\s+/g, ' ').trim();
  return [`${event.anchor}: ${text}`, ...event.added.map(({ pointer, why }) => `added ${pointer} (${why})`)];
}
