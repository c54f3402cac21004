import { openStack } from '../api/open-stack.ts';
import type { OpenedStack } from '../api/opened-stack.ts';
import type { PlanOptions, RunOptions } from '../api/run-verb.ts';
import type { JsonObject } from '../base/json.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { formatDiagnostics } from '../diagnostics/format-diagnostic.ts';
import type { EmulatorSettings, Fault, LedgerEntry, LiveResource } from '../emulator/emulator.ts';
import type { Verb } from '../flow/verb.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import type { StackPlan } from '../lifecycle/plan.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { formatAddress } from '../stack/address.ts';
import { environmentOf } from '../stack/environment.ts';
import type { PlainValue } from '../values/value.ts';
import { createTestCloud, type TestCloud } from './test-cloud.ts';
import { createTestRandom } from './test-random.ts';

export interface TestStackOptions {
  /** Variables of the stack, as `-e` sets them. Default: none. */
  readonly variables?: Readonly<Record<string, PlainValue>>;
  /** What goes wrong from the start. Default: nothing. */
  readonly faults?: readonly Fault[];
  /** How many requests the cloud allows. Default: any number. */
  readonly quotas?: EmulatorSettings['quotas'];
  /** What identifiers, `uuid()` and the probability of faults are drawn from. Default: the same in every run. */
  readonly seed?: string;
  /** The region of statements that name none. Default: such statements are refused. */
  readonly region?: string;
  /** What the stack's folder is relative to. Default: where the process runs. */
  readonly workingDirectory?: string;
  /** The types that live there. Default: those that the stack's own schemas and the tool's describe. One for several stacks opens each sooner. */
  readonly registry?: FileRegistry;
}

/** What a run of a test is told besides: everything but where it goes, and when. */
export type TestRunOptions = Omit<RunOptions, 'provider' | 'providerFor' | 'clock' | 'account'>;
/** What a plan of a test is told besides. */
export type TestPlanOptions = Omit<PlanOptions, 'provider' | 'providerFor' | 'clock' | 'account'>;

/** A stack in a Cloud Control of its own, in this process and in memory. */
export interface TestStack {
  readonly stack: OpenedStack;
  readonly cloud: TestCloud;
  /** Makes the cloud match the stack. */
  build(options?: TestRunOptions): Promise<RunResult>;
  /** Compares the cloud with the stack. */
  test(options?: TestRunOptions): Promise<RunResult>;
  /** What a build, or with `destroy` a teardown, would do. */
  plan(options?: TestPlanOptions): Promise<StackPlan>;
  /** Removes the stack. */
  teardown(options?: TestRunOptions): Promise<RunResult>;
  /**
   * What stands for an entry of the manifest, as it was after the last run or change. Throws where the manifest has no such entry, no
   * run has made or found the resource, or it is gone.
   */
  resource(name: string): LiveResource;
  /** All that is in the cloud, as it was after the last run or change, in the order in which it was made. */
  readonly resources: readonly LiveResource[];
  /** Every request since the stack was created, and how it ended, oldest first. */
  readonly requests: readonly LedgerEntry[];
  /** Changes properties of what stands for an entry, behind the stack's back. Throws as `resource` does. */
  change(name: string, properties: JsonObject): Promise<void>;
  /** Forgets everything. */
  close(): Promise<void>;
}

/** Opens a stack for a test. Throws, with all diagnostics in the message, where anything of it is wrong. */
export async function createTestStack(
  folder: string,
  environment: string,
  options: TestStackOptions = {},
): Promise<TestStack> {
  const { seed, faults = [], quotas, ...opening } = options;
  const random = createTestRandom(seed);
  const { value: stack, diagnostics } = await openStack({ folder, environment, random, ...opening });
  if (stack === undefined) throw new Error(formatDiagnostics(diagnostics));
  const allowed = environmentOf(stack.stack)?.account?.name;
  const cloud = createTestCloud({
    registry: stack.registry,
    ...(allowed === undefined ? {} : { account: allowed }),
    random: createTestRandom(`cloud ${seed ?? ''}`),
    faults,
    ...(quotas === undefined ? {} : { quotas }),
    ...(seed === undefined ? {} : { seed }),
  });
  const { provider, clock, account } = cloud;
  const types = new Map(stack.records.map(({ address, type }) => [formatAddress(address), type]));
  const identifiers = new Map<string, string>();
  let resources: readonly LiveResource[] = [];
  const look = async (): Promise<void> => {
    resources = await cloud.emulator.inventory();
  };
  const run = async (verb: Verb, given: TestRunOptions = {}): Promise<RunResult> => {
    const result = await stack.runVerb(verb, { ...given, provider, clock, account });
    for (const { resource: name, outcome } of result.outcomes) {
      if ('identifier' in outcome && outcome.identifier !== undefined) identifiers.set(name, outcome.identifier);
    }
    await look();
    return result;
  };
  const resource = (name: string): LiveResource => {
    if (!types.has(name)) {
      const near = didYouMean(name, [...types.keys()]);
      throw new Error(`The manifest has no resource "${name}"${near === undefined ? '.' : `; ${near}`}`);
    }
    const [identifier, typeName] = [identifiers.get(name), types.get(name)];
    if (identifier === undefined) throw new Error(`No run has made or found the resource "${name}".`);
    const live = resources.find(
      (one) => one.identifier === identifier && (typeName === undefined || one.typeName === typeName),
    );
    if (live === undefined) throw new Error(`The resource "${name}" is gone: ${typeName ?? ''} ${identifier}.`);
    return live;
  };
  return {
    stack,
    cloud,
    build: (given) => run('build', given),
    test: (given) => run('test', given),
    plan: (given = {}) => stack.plan({ ...given, provider, clock, account }),
    teardown: (given) => run('teardown', given),
    resource,
    get resources() {
      return resources;
    },
    get requests() {
      return cloud.ledger;
    },
    change: async (name, properties) => {
      await cloud.emulator.mutate(resource(name), (before) => ({ ...before, ...properties }));
      await look();
    },
    close: () => cloud.close(),
  };
}
