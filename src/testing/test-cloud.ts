import type { JsonObject } from '../base/json.ts';
import type { RandomSource } from '../base/random.ts';
import { createEmulator } from '../emulator/create-emulator.ts';
import type { Emulator, EmulatorSettings, Fault, LedgerEntry } from '../emulator/emulator.ts';
import { createExchange, type ClientOptions } from '../emulator/exchange.ts';
import { memoryStore } from '../emulator/store/memory-store.ts';
import { createCloudControlProvider } from '../provider/cloud-control/create-cloud-control-provider.ts';
import type { LendingProvider } from '../provider/provider.ts';
import { createRegistry, shippedSchemas } from '../resource-types/create-registry.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { createTestRandom } from './test-random.ts';

/** `beforeRequest` is that of `provider`. */
export interface TestCloudOptions extends EmulatorSettings, ClientOptions {
  /** The types that live there. Default: those whose schemas ship with the tool; an opened stack's `registry` adds its own. */
  readonly registry?: Registry;
  /** Where it is asked by `resources`, `change` and `add`. Default: us-east-1. */
  readonly region?: string;
  /** The account that requests are signed by, 12 digits. Default: 000000000000; `createTestStack` gives that of the stack's environment. */
  readonly account?: string;
  /** Default: one on which waiting costs no time. */
  readonly clock?: TestClock;
  /** Default: the same in every run. */
  readonly random?: RandomSource;
}

export interface TestResource {
  readonly identifier: string;
  readonly properties: JsonObject;
}

/** A Cloud Control of one's own, in this process and in memory: a stack is built on it, looked at, disturbed and forgotten. */
export interface TestCloud {
  /** What a run is given: `await stack.build({ provider: cloud.provider, clock: cloud.clock })`. */
  readonly provider: LendingProvider;
  /** Its account: a run of a stack whose environment names an account is given it too. */
  readonly account: () => Promise<string>;
  readonly clock: TestClock;
  readonly random: RandomSource;
  readonly emulator: Emulator;
  /** Every request and how it ended, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  /** Mutations that were accepted, oldest first: `CreateResource AWS::Cognito::UserPool`. */
  readonly mutations: readonly string[];
  /** Resources of a type as they would be read; `model` names the parent where a list needs one. */
  resources(typeName: string, model?: JsonObject): Promise<readonly TestResource[]>;
  /** Changes properties of a resource behind the stack's back. */
  change(typeName: string, identifier: string, properties: JsonObject): Promise<void>;
  /** Removes a resource behind the stack's back. */
  remove(typeName: string, identifier: string): Promise<void>;
  /** From now on the fault strikes requests that match it. */
  inject(fault: Fault): void;
  /**
   * A client of its own, such as another run's. Its `beforeRequest` is asked before each of its requests, and may run something else in
   * between, strike the request with a fault, or kill the client, as if its process had ended there. It is closed with the cloud.
   */
  connect(client?: ClientOptions): LendingProvider;
  close(): Promise<void>;
}

export function createTestCloud(options: TestCloudOptions = {}): TestCloud {
  const {
    registry = createRegistry({ schemaFolders: [shippedSchemas] }),
    region = 'us-east-1',
    account = '000000000000',
    clock = createTestClock(),
    random = createTestRandom(),
    beforeRequest,
    ...settings
  } = options;
  const emulator = createEmulator({ ...settings, registry, clock, random, store: memoryStore() });
  const connected: LendingProvider[] = [];
  const connect = (client: ClientOptions = {}): LendingProvider => {
    const exchange = createExchange(emulator, account, client);
    // With the quotas of AWS, requests are paced as they are there.
    const pace = settings.quotas === 'aws' ? {} : { pace: 'unpaced' as const };
    const made = createCloudControlProvider({ exchange, clock, random, ...pace });
    connected.push(made);
    return made;
  };
  const provider = connect({ beforeRequest });
  // Whatever became of the answer.
  const isAccepted = ({ operation, requestToken }: LedgerEntry): boolean =>
    /^(?:Create|Update|Delete)Resource$/.test(operation) && requestToken !== undefined;
  return {
    provider,
    account: () => Promise.resolve(account),
    clock,
    random,
    emulator,
    get ledger() {
      return emulator.ledger;
    },
    get mutations() {
      return emulator.ledger.filter(isAccepted).map(({ operation, typeName }) => `${operation} ${typeName ?? ''}`);
    },
    resources: async (typeName, model) => {
      const listing = await provider.list({ region, typeName, ...(model === undefined ? {} : { model }) });
      if (!listing.ok) throw new Error(`${typeName} cannot be listed: ${listing.error.message}`);
      if (listing.value.kind === 'parent-absent') return [];
      const found: TestResource[] = [];
      for (const { identifier } of listing.value.resources) {
        const reading = await provider.read({ region, typeName, identifier });
        if (!reading.ok) throw new Error(`${typeName} ${identifier} cannot be read: ${reading.error.message}`);
        if (reading.value.kind === 'found') found.push({ identifier, properties: reading.value.properties });
      }
      return found;
    },
    change: (typeName, identifier, properties) =>
      emulator.mutate({ typeName, identifier, region, accountId: account }, (before) => {
        if (before === undefined) throw new Error(`There is no ${typeName} ${identifier} in ${region}.`);
        return { ...before, ...properties };
      }),
    remove: (typeName, identifier) =>
      emulator.mutate({ typeName, identifier, region, accountId: account }, () => undefined),
    inject: (fault) => emulator.inject(fault),
    connect,
    close: async () => {
      for (const one of connected) one.close();
      await emulator.close();
    },
  };
}
