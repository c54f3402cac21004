import { openStack } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import { systemClock } from '../../src/base/clock.ts';
import { systemRandom } from '../../src/base/random.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { createRequestHandler } from '../../src/emulator/request-handler.ts';
import { serveEmulator } from '../../src/emulator/serve-emulator.ts';
import { memoryStore } from '../../src/emulator/store/memory-store.ts';
import { createCloudControlProvider } from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import type { Provider } from '../../src/provider/provider.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { writeBenchStack } from './bench-stack.ts';

export type Step = 'create' | 'no change' | 'update' | 'delete';

export interface StepResult {
  readonly step: Step;
  readonly elapsedMs: number;
  /** By operation, as the emulator's ledger has them. */
  readonly requests: Readonly<Record<string, number>>;
  readonly total: number;
  /** The fewest requests with which a deployer without state can do it. */
  readonly lowerBound: number;
}

export interface StackResult {
  /** From the folder to a stack without a mistake: reading, rendering, parsing, checking. */
  readonly checkMs: number;
  readonly steps: readonly StepResult[];
}

/** Builds, builds again, changes and removes a stack of so many resources, in this process or over HTTP. */
export async function runBenchStack(folder: string, resources: number, over: 'process' | 'http'): Promise<StackResult> {
  const clock = systemClock;
  const random = systemRandom;
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const emulator = createEmulator({ registry, clock, random, store: memoryStore() });
  const common = {
    clock,
    random,
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'local' },
    pace: 'unpaced' as const,
  };
  const served =
    over === 'http' ? await serveEmulator({ emulator, port: 0, emit: () => undefined, clock, random }) : undefined;
  const provider = createCloudControlProvider(
    served === undefined
      ? { ...common, requestHandler: createRequestHandler(emulator) }
      : { ...common, endpointUrl: served.url },
  );
  try {
    writeBenchStack(folder, resources);
    const started = performance.now();
    const stack = await open(folder);
    const checkMs = performance.now() - started;
    const steps = [
      await take('create', emulator, resources, () => stack.build({ provider })),
      await take('no change', emulator, resources, () => stack.build({ provider })),
    ];
    if (resources > 1) {
      writeBenchStack(folder, resources, 7);
      const changed = await open(folder);
      steps.push(await take('update', emulator, resources, () => changed.build({ provider })));
    }
    steps.push(await take('delete', emulator, resources, () => stack.teardown({ provider })));
    return { checkMs, steps };
  } finally {
    provider.close();
    await served?.close();
    await emulator.close();
  }
}

async function open(folder: string): Promise<OpenedStack> {
  const { value, diagnostics } = await openStack({ folder, environment: 'dev', workingDirectory: folder });
  if (value === undefined) throw new Error(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
  return value;
}

async function take(
  step: Step,
  emulator: Emulator,
  resources: number,
  run: () => ReturnType<OpenedStack['build']>,
): Promise<StepResult> {
  const before = emulator.ledger.length;
  const started = performance.now();
  const result = await run();
  const elapsedMs = performance.now() - started;
  if (!result.ok)
    throw new Error(`${step}: ${JSON.stringify(result.outcomes.filter(({ outcome }) => outcome.kind === 'failed'))}`);
  const entries = emulator.ledger.slice(before);
  const requests = Object.fromEntries(
    [...new Set(entries.map((entry) => entry.operation))].map((operation) => [
      operation,
      entries.filter((entry) => entry.operation === operation).length,
    ]),
  );
  return { step, elapsedMs, requests, total: entries.length, lowerBound: lowerBound(step, resources) };
}

/**
 * Identifiers are generated, so that a list is needed to know what is there: one for pools, one for the clients of the pool. Reading a
 * resource is one request, a change two: the request, and its end. What a change has made is read once, for its exports and its proof.
 */
export function lowerBound(step: Step, resources: number): number {
  const clients = resources - 1;
  const lists = clients === 0 ? 1 : 2;
  switch (step) {
    case 'create':
      return lists + resources * 3;
    case 'no change':
      return lists + resources;
    case 'update':
      return lists + resources + clients * 3;
    case 'delete':
      return lists + resources + resources * 2;
  }
}

export type { Provider };
