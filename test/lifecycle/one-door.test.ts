import { expect } from 'chai';
import { openStack } from '../../src/api/open-stack.ts';
import { openTarget } from '../../src/api/open-target.ts';
import { defaultSelectTimeoutMs, durationText } from '../../src/api/select-timeout.ts';
import { createScriptRunner } from '../../src/api/shell-scripts.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Fault } from '../../src/emulator/emulator.ts';
import type { Verb } from '../../src/lifecycle/outcome.ts';
import type { OnFailure } from '../../src/lifecycle/session.ts';
import { createJsonReporter } from '../../src/report/json.ts';
import { createMasker } from '../../src/report/masker.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';

/** What is run on either side, in a folder and on a cloud of its own. */
interface Case {
  /** Puts the stack into the folder `stack` of the rig. */
  readonly prepare: (rig: Rig) => void;
  readonly verb: Verb;
  readonly faults?: readonly Fault[];
  readonly onFailure?: OnFailure;
  /** `--timeout`, and what it is in milliseconds. */
  readonly timeout?: readonly [text: string, ms: number];
  /** Interrupts the run at the first event that is like this. */
  readonly interruptAt?: (event: JsonObject) => boolean;
}

interface Side {
  readonly events: readonly JsonObject[];
  readonly mutations: readonly string[];
}

const region = 'us-east-1';

/** The events of the command, as it writes them for programs. */
function throughProgram(one: Case): Promise<Side> {
  return onCloud(one, async (rig, { url }, note) => {
    const { interruptAt, onFailure, timeout } = one;
    const interruption = new AbortController();
    rig.signal = interruption.signal;
    rig.environment.set('AWS_REGION', region);
    rig.onOutput = (text) => {
      for (const line of text.trim().split('\n')) {
        const event = JSON.parse(line) as JsonObject;
        note(event);
        if (interruptAt?.(event) === true) interruption.abort();
      }
    };
    const shown = ['--log-format', 'json', '--log-level', 'debug', '--show-queries'];
    const how = [
      ...(onFailure === undefined ? [] : ['--on-failure', onFailure]),
      ...(timeout === undefined ? [] : ['--timeout', timeout[0]]),
    ];
    await rig.run(one.verb, 'stack', 'dev', '--endpoint-url', url, ...shown, ...how);
  });
}

/** The events of the library, told to the same reporter. */
function throughLibrary(one: Case): Promise<Side> {
  return onCloud(one, async (rig, { url }, note) => {
    const { clock, random } = rig;
    const interruption = new AbortController();
    const masker = createMasker();
    const reporter = createJsonReporter({
      write: (line) => {
        const event = JSON.parse(line) as JsonObject;
        note(event);
        if (one.interruptAt?.(event) === true) interruption.abort();
      },
      masker,
      now: () => clock.now(),
      everything: true,
      statements: true,
    });
    clock.advance(1000);
    const { value: stack } = await openStack({
      folder: 'stack',
      environment: 'dev',
      workingDirectory: rig.folder,
      region,
      random,
      masker,
      reporter,
    });
    if (stack === undefined) return;
    const target = await openTarget(
      { kind: 'aws', endpoints: { cloudControl: url, tagging: url } },
      { registry: stack.registry, clock, random },
    );
    if (!target.ok) throw new Error(target.error.message);
    await stack.runVerb(one.verb, {
      ...target.value,
      reporter,
      clock,
      signal: interruption.signal,
      scripts: createScriptRunner(new Map()),
      ...(one.onFailure === undefined ? {} : { onFailure: one.onFailure }),
      ...(one.timeout === undefined ? {} : { selectTimeoutMs: one.timeout[1] }),
    });
    await target.value.close();
  });
}

function onCloud(
  one: Case,
  run: (rig: Rig, served: ServedCloud, note: (event: JsonObject) => void) => Promise<void>,
): Promise<Side> {
  return withRig((rig) =>
    withServedCloud(rig, async (served) => {
      one.prepare(rig);
      for (const fault of one.faults ?? []) served.emulator.inject(fault);
      const events: JsonObject[] = [];
      await run(rig, served, (event) => void events.push(event));
      const mutations = await served.cloud.mutations();
      // Folders and addresses are those of the side.
      const text = JSON.stringify({ events, mutations })
        .replaceAll(rig.folder, '<folder>')
        .replaceAll(served.url, '<url>');
      return JSON.parse(text) as Side;
    }),
  );
}

const pool = (rig: Rig): void => rig.copy('examples/cognito-user-pool', 'stack');
const client = 'AWS::Cognito::UserPoolClient';

describe('the library and the program', () => {
  /** Both sides, which tell the same. */
  async function same(one: Case): Promise<Side> {
    const program = await throughProgram(one);
    const library = await throughLibrary(one);
    expect(library).to.deep.equal(program);
    expect(program.events).to.not.deep.equal([]);
    return program;
  }

  const kinds = ({ events }: Side): readonly unknown[] => events.map(({ kind }) => kind);
  const result = ({ events }: Side): JsonObject => events.at(-1) ?? {};

  it('tell the same of a build that fails', async () => {
    const side = await same({
      prepare: pool,
      verb: 'build',
      faults: [
        {
          kind: 'fail',
          operation: 'CreateResource',
          typeName: client,
          code: 'ServiceLimitExceeded',
          message: 'no more clients',
        },
      ],
    });
    expect(result(side)).to.deep.include({ kind: 'run.finished', ok: false, verb: 'build' });
    expect(kinds(side)).to.include.members(['request.sent', 'resource.statement', 'resource.finished']);
    expect(side.mutations).to.deep.equal([`CREATE ${client}`, 'CREATE AWS::Cognito::UserPool']);
  });

  it('go on after a failure alike, and run scripts alike', async () => {
    const side = await same({
      prepare: (rig) => {
        pool(rig);
        const script = `  - name: note
    type: script
    run: |
      echo '{"noted": "{{ user_pool_id }}"}'
    exports: [noted]
`;
        rig.edit('stack/stackql_manifest.yml', '\nexports:\n', `\n${script}exports:\n`);
      },
      verb: 'build',
      onFailure: 'ignore',
      faults: [
        {
          kind: 'fail',
          operation: 'CreateResource',
          typeName: client,
          code: 'ServiceLimitExceeded',
          message: 'no more clients',
          times: 1,
        },
      ],
    });
    const resources = result(side)['resources'] as readonly JsonObject[];
    expect(resources.map(({ resource, outcome }) => [resource, outcome])).to.deep.equal([
      ['user_pool', 'created'],
      ['browser_client', 'failed'],
      ['machine_client', 'created'],
      ['note', 'ran'],
    ]);
  });

  it('end a SELECT alike that takes too long', async () => {
    const side = await same({
      prepare: (rig) =>
        rig.write(
          'stack/stackql_manifest.yml',
          `version: 1
name: endless
providers: [awscc]
resources:
  - name: count
    type: query
    sql: WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS c FROM n
    exports: [c]
`,
        ),
      verb: 'build',
      timeout: ['100ms', 100],
    });
    const [resource] = result(side)['resources'] as readonly JsonObject[];
    expect(JSON.stringify(resource)).to.include('100ms');
  });

  it('limit a SELECT alike where nobody says how long it may take', async () => {
    await withRig(async (rig) => {
      const { output } = await rig.run('build', '--help');
      expect(output.replace(/\s+/g, ' ')).to.include(`(default: ${durationText(defaultSelectTimeoutMs)})`);
    });
  });

  it('roll back a build that is interrupted, and tell the same of it', async () => {
    const side = await same({
      prepare: pool,
      verb: 'build',
      onFailure: 'rollback',
      interruptAt: (event) => event['kind'] === 'resource.writing' && event['resource'] === 'browser_client',
    });
    expect(kinds(side)).to.include.members(['rollback.started', 'rollback.step']);
    const [step] = result(side)['rollback'] as readonly JsonObject[];
    expect(step).to.deep.include({ outcome: 'deleted', resource: 'user_pool' });
    expect(side.mutations).to.deep.equal(['DELETE AWS::Cognito::UserPool', 'CREATE AWS::Cognito::UserPool']);
  });

  it('tell the same of a broken schema file', async () => {
    const side = await same({
      prepare: (rig) => {
        pool(rig);
        rig.write('stack/schemas/AWS-Cognito-UserPool.json', '{\n  "typeName": "AWS::Cognito::UserPool",\n}\n');
      },
      verb: 'build',
    });
    expect(side.mutations).to.deep.equal([]);
    const diagnostic = {
      code: 'resource/schema',
      severity: 'error',
      message:
        'stack/schemas/AWS-Cognito-UserPool.json is not a resource schema: it is not JSON, expected a key in double quotes, got "}"',
      path: 'stack/schemas/AWS-Cognito-UserPool.json',
      line: 3,
      column: 1,
      endLine: 3,
      endColumn: 2,
      help: 'a schema file is a JSON object with typeName and properties, as the CloudFormation registry has it',
    };
    expect(side.events).to.deep.equal([
      { format: 2, time: '2026-01-01T00:00:01.000Z', kind: 'run.diagnostics', diagnostics: [diagnostic] },
    ]);
  });
});
