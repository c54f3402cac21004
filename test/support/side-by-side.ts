import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import type { RunOptions } from '../../src/api/run-verb.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { LedgerEntry } from '../../src/emulator/emulator.ts';
import { createExchange } from '../../src/emulator/exchange.ts';
import type { Event } from '../../src/events/event.ts';
import type { ScriptRunner } from '../../src/lifecycle/script-runner.ts';
import type { RunResult } from '../../src/lifecycle/outcome.ts';
import { createCloudControlProvider } from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import type { PaceOptions } from '../../src/provider/cloud-control/pace.ts';
import type { LendingProvider } from '../../src/provider/provider.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestCloud, type TestCloud, type TestCloudOptions } from '../../src/testing/test-cloud.ts';
import { createTestClock } from '../../src/testing/test-clock.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';

const byName = (table: string, name: string, changed: string): string => `/*+ exists */
SELECT COUNT(*) AS count FROM ${table} WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';

/*+ create */
INSERT INTO ${table} (${name}, ${changed}, region) SELECT '{{ thing_name }}', '{{ setting }}', '{{ region }}';

/*+ statecheck */
SELECT COUNT(*) AS count FROM ${table} WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}'
AND ${changed} = '{{ setting }}';

/*+ update */
UPDATE ${table} SET PatchDocument = string('{{ {"${changed}": setting} | generate_patch_document }}')
WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';

/*+ exports */
SELECT ${name} AS thing_id FROM ${table} WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';

/*+ delete */
DELETE FROM ${table} WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';
`;

/** Query files of types that are found in different ways. */
const files = {
  queue: `/*+ exists */
SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND queue_name = '{{ thing_name }}';

/*+ create */
INSERT INTO awscc.sqs.queues (QueueName, DelaySeconds, region) SELECT '{{ thing_name }}', {{ number }}, '{{ region }}';

/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}'
AND delay_seconds = {{ number }};

/*+ update */
UPDATE awscc.sqs.queues SET PatchDocument = string('{{ {"DelaySeconds": number} | generate_patch_document }}')
WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';

/*+ exports */
SELECT queue_url AS thing_id FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';

/*+ delete */
DELETE FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';
`,
  logs: byName('awscc.logs.log_groups', 'LogGroupName', 'RetentionInDays')
    .replaceAll("'{{ setting }}'", '{{ number }}')
    .replaceAll(': setting}', ': number}'),
  parameter: byName('awscc.ssm.parameters', 'Name', 'Value').replaceAll(
    /INSERT INTO (\S+) \((.*?)\) SELECT (.*?);/g,
    "INSERT INTO $1 ($2, Type) SELECT $3, 'String';",
  ),
  role: byName('awscc.iam.roles', 'RoleName', 'Description').replaceAll(
    /INSERT INTO (\S+) \((.*?)\) SELECT (.*?);/g,
    `INSERT INTO $1 ($2, AssumeRolePolicyDocument) SELECT $3, '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';`,
  ),
  bucket: `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.s3.buckets WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';

/*+ create */
INSERT INTO awscc.s3.buckets (BucketName, region) SELECT '{{ thing_name }}', '{{ region }}';

/*+ exports */
SELECT bucket_name AS thing_id FROM awscc.s3.buckets WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';

/*+ delete */
DELETE FROM awscc.s3.buckets WHERE region = '{{ region }}' AND Identifier = '{{ thing_name }}';
`,
} as const;

export type ThingKind = keyof typeof files;

export interface Thing {
  readonly name: string;
  readonly kind: ThingKind;
  /** What the update changes. Default: `a`, and 1. */
  readonly setting?: string;
  /** What it is called in the cloud. Default: `things-` and the name. */
  readonly thingName?: string;
  /** Names of things that come before it. */
  readonly after?: readonly string[];
  /** A script in its place, with this text. */
  readonly script?: string;
}

/** Writes a stack of such things. */
export function writeThings(folder: string, things: readonly Thing[], head = ''): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const [kind, text] of Object.entries(files)) writeFileSync(join(folder, 'resources', `${kind}.iql`), text);
  const entries = things.map(
    ({ name, kind, setting = 'a', thingName = `things-${name.replaceAll('_', '-')}`, after = [], script }) =>
      script !== undefined
        ? [`  - name: ${name}`, '    type: script', `    run: ${script}`].join('\n')
        : [
            `  - name: ${name}`,
            `    file: ${kind}.iql`,
            ...(after.length === 0 ? [] : [`    depends_on: [${after.join(', ')}]`]),
            '    props:',
            `      - { name: thing_name, value: "${thingName}" }`,
            `      - { name: setting, value: setting-${setting} }`,
            `      - { name: number, value: ${setting === 'a' ? 1 : 3} }`,
            '    exports: [thing_id]',
          ].join('\n'),
  );
  writeFileSync(
    join(folder, 'stackql_manifest.yml'),
    `version: 1\nname: things\nproviders: [awscc]\nexports: [${things
      .filter(({ script }) => script === undefined)
      .map(({ name }) => `${name}.thing_id`)
      .join(', ')}]\n${head}globals:\n  - { name: region, value: us-east-1 }\nresources:\n${entries.join('\n')}\n`,
  );
}

export interface SideBySideOptions extends TestCloudOptions {
  /** How long each request is on its way, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** How the runs are paced. Default: as in every cloud of tests, with the quotas of AWS where the cloud has them, else not. */
  readonly pace?: PaceOptions;
}

export interface Timed<T> {
  readonly result: T;
  /** By the test's clock. */
  readonly elapsedMs: number;
  readonly ledger: readonly LedgerEntry[];
  readonly events: readonly Event[];
  /** The most requests that were on their way at one time. */
  readonly mostAtOnce: number;
}

export type TimedRun = Timed<RunResult>;

type Verb = 'build' | 'test' | 'teardown';

/** Runs of a folder on a cloud in memory, with time that passes only where somebody waits for it. */
export class SideBySide {
  readonly cloud: TestCloud;
  readonly #registry = createRegistry({ schemaFolders: [shippedSchemas] });
  readonly #state = { now: 0, most: 0, latencyMs: 0 };
  readonly #provider: LendingProvider;

  constructor({ latencyMs = 0, pace, beforeRequest, ...options }: SideBySideOptions = {}) {
    const clock = options.clock ?? createTestClock();
    const state = this.#state;
    state.latencyMs = latencyMs;
    const beforeEach: typeof beforeRequest = async (request) => {
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      if (state.latencyMs > 0) await clock.sleep(state.latencyMs);
      state.now -= 1;
      return beforeRequest?.(request);
    };
    this.cloud = createTestCloud({ registry: this.#registry, ...options, clock, beforeRequest: beforeEach });
    const { emulator, random, provider } = this.cloud;
    const exchange = createExchange(emulator, options.account ?? '000000000000', { beforeRequest: beforeEach });
    this.#provider = pace === undefined ? provider : createCloudControlProvider({ exchange, clock, random, pace });
  }

  async open(folder: string): Promise<OpenedStack> {
    const { value, diagnostics } = await openStack({
      folder,
      environment: 'dev',
      workingDirectory: folder,
      region: 'us-east-1',
      registry: this.#registry,
      random: createTestRandom(),
    });
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics));
    return value;
  }

  async run(
    verb: Verb,
    folder: string,
    options: {
      readonly parallelism?: number;
      readonly onFailure?: 'error' | 'ignore' | 'rollback';
      readonly signal?: AbortSignal;
      readonly replace?: readonly string[];
      readonly scripts?: ScriptRunner;
    } = {},
  ): Promise<TimedRun> {
    return this.time(folder, (stack, common) => stack[verb]({ ...common, ...options }));
  }

  /** What is to be done with the stack of a folder, and what it took. */
  async time<T>(
    folder: string,
    use: (stack: OpenedStack, common: Pick<RunOptions, 'provider' | 'clock' | 'reporter'>) => Promise<T>,
  ): Promise<Timed<T>> {
    const { cloud } = this;
    const stack = await this.open(folder);
    const last = cloud.ledger.at(-1);
    const startedMs = cloud.clock.now();
    this.#state.most = 0;
    const events: Event[] = [];
    const result = await use(stack, {
      provider: this.#provider,
      clock: cloud.clock,
      reporter: { report: (event) => events.push(event), close: () => undefined },
    });
    return {
      result,
      elapsedMs: cloud.clock.now() - startedMs,
      // The ledger drops its oldest entries when it is long.
      ledger: cloud.ledger.slice(last === undefined ? 0 : cloud.ledger.lastIndexOf(last) + 1),
      events,
      mostAtOnce: this.#state.most,
    };
  }
}

/** `queue_1 created`, in the order of the result. */
export function outcomesIn({ result }: TimedRun): readonly string[] {
  return result.outcomes.map(({ resource, outcome }) => `${resource} ${outcome.kind}`);
}
