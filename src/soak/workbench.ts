import type { OpenStackOptions } from '../api/open-stack.ts';
import { openStack } from '../api/open-stack.ts';
import type { OpenedStack } from '../api/opened-stack.ts';
import type { RunOptions } from '../api/run-verb.ts';
import type { RandomSource } from '../base/random.ts';
import { createSeededRandom } from '../base/seeded-random.ts';
import { formatDiagnostics } from '../diagnostics/format-diagnostic.ts';
import { createEmulator } from '../emulator/create-emulator.ts';
import type { Emulator, EmulatorSettings, LiveResource } from '../emulator/emulator.ts';
import { createExchange, type ClientOptions } from '../emulator/exchange.ts';
import type { BeforeRequest } from '../emulator/request-boundary.ts';
import type { Store } from '../emulator/store/store.ts';
import type { Verb } from '../flow/verb.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { isLease, readLease } from '../lock/lease.ts';
import {
  createCloudControlProvider,
  type CloudControlOptions,
} from '../provider/cloud-control/create-cloud-control-provider.ts';
import type { LendingProvider } from '../provider/provider.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { environmentOf } from '../stack/environment.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { endStateOf, type EndState } from './end-state.ts';
import { imageOf, storeOf, type WorldImage } from './world-image.ts';

/** Which values the stack has: those that are soaked, or the other ones. */
export type Revision = 'this' | 'other';

/** Makes the client of a run; the options are those of a run that is as it should be. */
export type MakeProvider = (options: CloudControlOptions) => LendingProvider;

export interface WorkbenchOptions {
  /** How a revision of the stack is opened; undefined where there is no other one. */
  readonly opening: Readonly<Record<Revision, Omit<OpenStackOptions, 'random' | 'clock' | 'reporter'> | undefined>>;
  readonly settings: Pick<EmulatorSettings, 'onRepeatedToken' | 'requestMs' | 'retryAfterMs' | 'quotas'>;
  readonly makeProvider?: MakeProvider | undefined;
  /** Every run takes the lock of the stack. Default: as the manifest says. */
  readonly lock?: boolean | undefined;
  /** How many resources a run writes at one time. Default: as the manifest says. */
  readonly parallelism?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A cloud of one scenario. */
export interface Bench {
  readonly emulator: Emulator;
  readonly store: Store;
  readonly clock: TestClock;
  readonly random: RandomSource;
  /** The operations of all requests that runs have sent to it. */
  readonly asked: string[];
}

/** One run of a stack, as a process of its own makes it. */
export interface Task {
  readonly verb: Verb;
  readonly revision: Revision;
  /** Two runs at once of one revision have different ones. Default 0. */
  readonly slot?: number;
  readonly options?: Pick<RunOptions, 'replace' | 'prune' | 'onFailure'>;
}

/** The one that access keys of no account stand for. */
const usualAccount = '000000000000';
const firstMs = Date.UTC(2026, 0, 1);
/** Every run is another moment. */
const betweenRunsMs = 5000;

/** Opens the stack once for all scenarios, and gives each a cloud whose chance is its own: a scenario alone goes as it does among others. */
export class Workbench {
  readonly registry: Registry;
  readonly #options: WorkbenchOptions;
  readonly #opened = new Map<string, OpenedStack>();
  #random: RandomSource = createSeededRandom('soak');

  constructor(options: WorkbenchOptions, registry: Registry) {
    this.#options = options;
    this.registry = registry;
  }

  get hasOther(): boolean {
    return this.#options.opening.other !== undefined;
  }

  /** Whether one run at a time changes the stack. */
  async isLocked(): Promise<boolean> {
    return this.#options.lock === true || (await this.open('this')).stack.manifest.lock;
  }

  /** Whether a run writes several resources at one time. */
  async isParallel(): Promise<boolean> {
    return (this.#options.parallelism ?? (await this.open('this')).stack.manifest.parallelism) > 1;
  }

  async open(revision: Revision, slot = 0): Promise<OpenedStack> {
    const key = `${revision} ${slot}`;
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const opening = this.#options.opening[revision];
    if (opening === undefined) throw new Error('There is no other revision of the stack.');
    const random: RandomSource = {
      uuid: () => this.#random.uuid(),
      bytes: (length) => this.#random.bytes(length),
    };
    const { value, diagnostics } = await openStack({ ...opening, random });
    // It was opened before, and nothing was wrong.
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics));
    this.#opened.set(key, value);
    return value;
  }

  /** Begins a cloud from an image, from nothing without one. All chance in it follows from `name`. */
  async begin(name: string, image?: WorldImage, settings: EmulatorSettings = {}): Promise<Bench> {
    this.#random = createSeededRandom(`stack ${name}`);
    const random = createSeededRandom(`cloud ${name}`);
    const clock = createTestClock(image?.nowMs ?? firstMs);
    const store = await storeOf(image ?? { entries: [] });
    const { registry } = this;
    const emulator = createEmulator({ ...this.#options.settings, ...settings, registry, clock, random, store });
    return { emulator, store, clock, random, asked: [] };
  }

  /** Runs to the end, or until the client is killed. */
  async run(bench: Bench, task: Task, beforeRequest?: BeforeRequest): Promise<RunResult> {
    const { clock, random } = bench;
    const stack = await this.open(task.revision, task.slot);
    const dying = new AbortController();
    const client: ClientOptions = {
      beforeRequest: async (boundary) => {
        const decision = await beforeRequest?.(boundary);
        if (decision?.kind !== 'kill') bench.asked.push(boundary.operation);
        if (decision?.kind === 'kill') dying.abort();
        return decision;
      },
    };
    const { makeProvider = createCloudControlProvider } = this.#options;
    const account = environmentOf(stack.stack)?.account?.name ?? usualAccount;
    const exchange = createExchange(bench.emulator, account, client);
    const provider = makeProvider({ exchange, clock, random, pace: 'unpaced' });
    clock.advance(betweenRunsMs);
    try {
      const limits = {
        selectTimeoutMs: Number.POSITIVE_INFINITY,
        account: () => Promise.resolve(account),
        ...(this.#options.parallelism === undefined ? {} : { parallelism: this.#options.parallelism }),
        ...((await this.isLocked()) ? { lock: { holder: String(task.slot ?? 0) } } : {}),
      };
      return await stack.runVerb(task.verb, { ...limits, ...task.options, provider, clock, signal: dying.signal });
    } finally {
      provider.close();
    }
  }

  async look(bench: Bench): Promise<EndState> {
    return endStateOf(await this.inventory(bench), this.registry);
  }

  /** All that is there but the leases of locks. */
  async inventory({ emulator }: Bench): Promise<readonly LiveResource[]> {
    return (await emulator.inventory()).filter((live) => !isLease(live));
  }

  /** The slot of the run that held the lock last; undefined where none has. */
  async lastHolder({ emulator }: Bench): Promise<number | undefined> {
    const leases = (await emulator.inventory()).filter(isLease).map(({ identifier, properties }) => ({
      number: Number(identifier.split('/').at(-1)),
      lease: typeof properties['Value'] === 'string' ? readLease(properties['Value']) : undefined,
    }));
    const last = leases.toSorted((left, right) => left.number - right.number).at(-1);
    return last?.lease === undefined ? undefined : Number(last.lease.holder);
  }

  async image(bench: Bench): Promise<WorldImage> {
    // What is under way is carried out first.
    await bench.emulator.inventory();
    return imageOf(bench.store, bench.clock.now());
  }
}
