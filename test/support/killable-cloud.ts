import { openStack } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import { newPlanning, planningOf, type Planning } from '../../src/api/planning.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { Emulator, EmulatorOptions } from '../../src/emulator/emulator.ts';
import { createRequestHandler, type EmulatorRequestHandler } from '../../src/emulator/request-handler.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import type { RunResult } from '../../src/lifecycle/outcome.ts';
import type { SavedPlan } from '../../src/plan/saved/saved-plan.ts';
import { createCloudControlProvider } from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestClock, type TestClock } from '../../src/testing/test-clock.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';

/** Where a run dies: before its request of this number, from 0, reaches the cloud, or before the answer reaches the run. */
export interface Death {
  readonly request: number;
  readonly when: 'before' | 'after';
}

export interface KillableBuild {
  readonly death?: Death;
  readonly replace?: readonly string[];
  /** Carry out this plan. Default: none. */
  readonly saved?: SavedPlan;
}

/** Whether the run came to its end, and how it ended then. */
export interface KilledBuild {
  readonly hasDied: boolean;
  readonly result: RunResult;
  /** What the run told beside how it ended. */
  readonly diagnostics: readonly Diagnostic[];
}

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

/** A cloud in memory that outlives the runs that die on it. */
export class KillableCloud {
  readonly clock: TestClock = createTestClock();
  readonly emulator: Emulator;
  readonly #random = createTestRandom();

  constructor(options: Partial<Pick<EmulatorOptions, 'requestMs' | 'onRepeatedToken'>> = {}) {
    const { clock } = this;
    this.emulator = createEmulator({ registry, clock, random: this.#random, store: memoryStore(), ...options });
  }

  /** A plan of a build as a file keeps it. */
  async plan(folder: string, options: Pick<KillableBuild, 'replace'> = {}): Promise<SavedPlan> {
    const stack = await this.#open(folder, newPlanning(this.#random, this.clock, undefined).value);
    const provider = createCloudControlProvider({
      requestHandler: createRequestHandler(this.emulator),
      clock: this.clock,
      random: this.#random,
      pace: 'unpaced',
    });
    const plan = await stack.plan({ provider, clock: this.clock, ...options, withBasis: true });
    provider.close();
    const { value, diagnostics } = stack.savePlan(plan, options);
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics));
    return JSON.parse(JSON.stringify(value)) as SavedPlan;
  }

  /** Builds a stack until the run ends or dies. */
  async build(folder: string, { death, replace = [], saved }: KillableBuild = {}): Promise<KilledBuild> {
    const stack = await this.#open(folder, saved === undefined ? undefined : planningOf(saved, undefined).value);
    const dying = new AbortController();
    const provider = createCloudControlProvider({
      requestHandler: mortal(createRequestHandler(this.emulator), death, dying),
      clock: this.clock,
      random: this.#random,
      pace: 'unpaced',
    });
    const diagnostics: Diagnostic[] = [];
    // Every run is another moment.
    this.clock.advance(5000);
    try {
      const result = await stack.build({
        provider,
        clock: this.clock,
        replace,
        signal: dying.signal,
        ...(saved === undefined ? {} : { approved: { plan: saved, account: undefined } }),
        reporter: {
          report: (event) => {
            if (event.kind === 'run.diagnostics') diagnostics.push(...event.diagnostics);
          },
          close: () => undefined,
        },
      });
      return { hasDied: dying.signal.aborted, result, diagnostics };
    } finally {
      provider.close();
    }
  }

  async #open(folder: string, planning: Planning | undefined): Promise<OpenedStack> {
    const { value, diagnostics } = await openStack({
      folder,
      environment: 'dev',
      workingDirectory: folder,
      registry,
      random: this.#random,
      ...(planning === undefined ? {} : { planning }),
    });
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics));
    return value;
  }

  /** The properties of all resources of a type, under the parent that `model` names. */
  async list(typeName: string, model: JsonObject = {}): Promise<readonly JsonObject[]> {
    const provider = createCloudControlProvider({
      requestHandler: createRequestHandler(this.emulator),
      clock: this.clock,
      random: this.#random,
      pace: 'unpaced',
    });
    const region = 'us-east-1';
    const listing = await provider.list({ region, typeName, model });
    if (!listing.ok) throw new Error(listing.error.message);
    const found: JsonObject[] = [];
    for (const { identifier } of listing.value.kind === 'listed' ? listing.value.resources : []) {
      const reading = await provider.read({ region, typeName, identifier });
      if (reading.ok && reading.value.kind === 'found') found.push(reading.value.properties);
    }
    provider.close();
    return found;
  }
}

/** A request handler that ends the run at one request, and answers nothing from then on. */
function mortal(
  handler: EmulatorRequestHandler,
  death: Death | undefined,
  dying: AbortController,
): EmulatorRequestHandler {
  let count = 0;
  const silence = (): Promise<never> => {
    dying.abort();
    return Promise.reject(Object.assign(new Error('The process is gone.'), { name: 'AbortError' }));
  };
  return {
    ...handler,
    handle: async (request, options) => {
      const number = count;
      count += 1;
      if (dying.signal.aborted || (death?.request === number && death.when === 'before')) return silence();
      const answer = await handler.handle(request, options);
      return death?.request === number ? silence() : answer;
    },
  };
}
