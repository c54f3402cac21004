import { expect } from 'chai';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import type { RunOptions } from '../../src/api/run-verb.ts';
import { parseJson } from '../../src/base/json.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { Event } from '../../src/events/event.ts';
import { leaseText, type Lease } from '../../src/lock/lease.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { createTestCloud, type TestCloud } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';
import { dedent } from '../support/dedent.ts';
import { writeQueues, queueUrl } from '../support/marked-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

const prefix = '/stack-deploy/locks/shop/dev/';

async function open(rig: Rig, seed: string, folder = 'shop'): Promise<OpenedStack> {
  const { value, diagnostics } = await openStack({
    folder: join(rig.folder, folder),
    environment: 'dev',
    workingDirectory: rig.folder,
    random: createTestRandom(seed),
  });
  if (value === undefined) throw new Error(formatDiagnostics(diagnostics, plainPalette));
  return value;
}

/** A stack of two queues; `seconds` is what they differ in. */
function write(rig: Rig, seconds = 30, folder = 'shop', top: readonly string[] = []): void {
  const entries = ['orders', 'bills'].map((name) => ({ name, visibilityTimeout: seconds }));
  writeQueues(rig, folder, entries, { stackName: 'shop', top });
}

/** The leases that are there, each with its number, state and holder. */
async function leases(cloud: TestCloud): Promise<readonly string[]> {
  const parameters = await cloud.resources('AWS::SSM::Parameter');
  return parameters.map(({ identifier, properties }) => {
    const { state, holder } = parseJson(properties['Value'] as string) as { state: string; holder: string };
    return `${identifier} ${state} ${holder}`;
  });
}

/** Somebody's lease, as a run would leave it behind. */
async function leave(
  cloud: TestCloud,
  number: number,
  durationMs: number,
  state: Lease['state'] = 'held',
): Promise<void> {
  const created = await cloud.provider.create({
    region: 'us-east-1',
    typeName: 'AWS::SSM::Parameter',
    desiredState: {
      Name: `${prefix}${number}`,
      Type: 'String',
      Value: leaseText({
        token: `token ${number}`,
        state,
        holder: 'ada on laptop',
        since: '2026-01-01T00:00:00.000Z',
        until: '2026-01-01T00:05:00.000Z',
        durationMs,
      }),
    },
  });
  if (!created.ok) throw new Error(created.error.message);
}

interface Told {
  readonly options: Pick<RunOptions, 'provider' | 'clock' | 'reporter'>;
  readonly events: Event[];
}

function watching(cloud: TestCloud): Told {
  const events: Event[] = [];
  const reporter = { report: (event: Event): void => void events.push(event), close: () => undefined };
  return { options: { provider: cloud.provider, clock: cloud.clock, reporter }, events };
}

function messages(events: readonly Event[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'run.diagnostics' ? event.diagnostics.map(({ code, message }) => `${code}: ${message}`) : [],
  );
}

describe('The lock of a stack', () => {
  it('is a new name for each run, free after it, and the next run deletes the older one', () =>
    withRig(async (rig) => {
      write(rig, 30, 'shop', ['lock: true']);
      const cloud = createTestCloud();
      const stack = await open(rig, 'one');
      const { options } = watching(cloud);
      expect((await stack.build(options)).ok).to.equal(true);
      expect(await leases(cloud)).to.deep.equal([`${prefix}1 free stack-deploy`]);
      expect((await stack.test(options)).ok).to.equal(true);
      expect(await leases(cloud)).to.deep.equal([`${prefix}1 free stack-deploy`]);
      expect((await stack.teardown({ ...options, lock: { holder: 'grace' } })).ok).to.equal(true);
      expect(await leases(cloud)).to.deep.equal([`${prefix}2 free grace`]);
      await cloud.close();
    }));

  it('is free after a run that has failed, too', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud({
        faults: [{ kind: 'fail', code: 'InvalidRequest', typeName: 'AWS::SQS::Queue', operation: 'CreateResource' }],
      });
      const { options } = watching(cloud);
      expect((await (await open(rig, 'one')).build({ ...options, lock: {} })).ok).to.equal(false);
      expect(await leases(cloud)).to.deep.equal([`${prefix}1 free stack-deploy`]);
      await cloud.close();
    }));

  it('has two runs go one after the other, and the values of the last one stay', () =>
    withRig(async (rig) => {
      write(rig, 30);
      write(rig, 60, 'other');
      const cloud = createTestCloud();
      const runs = await Promise.all(
        ['shop', 'other'].map(async (folder) => {
          const { options, events } = watching(cloud);
          const stack = await open(rig, folder, folder);
          const { ok, outcomes } = await stack.build({ ...options, lock: { holder: folder } });
          const waited = events.flatMap((event) => (event.kind === 'lock.waiting' ? [event.holder] : []));
          return { folder, ok, outcomes: outcomes.map(({ outcome }) => outcome.kind), waited };
        }),
      );
      const [first, second] = runs.toSorted((left, right) => left.waited.length - right.waited.length);
      expect(first).to.deep.include({ ok: true, outcomes: ['created', 'created'], waited: [] });
      expect(second).to.deep.include({ ok: true, outcomes: ['updated', 'updated'], waited: [first?.folder] });
      const seconds = second?.folder === 'shop' ? 30 : 60;
      const queues = await cloud.resources('AWS::SQS::Queue');
      expect(queues.map(({ properties }) => properties['VisibilityTimeout'])).to.deep.equal([seconds, seconds]);
      await cloud.close();
    }));

  it('is waited for no longer than it is said, and then nothing of the stack is looked at', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud();
      await leave(cloud, 3, 300_000);
      const { options, events } = watching(cloud);
      const startedMs = cloud.clock.now();
      const result = await (await open(rig, 'one')).build({ ...options, lock: { timeoutMs: 60_000 } });
      expect(result).to.include({ ok: false });
      expect(cloud.clock.now() - startedMs).to.be.within(60_000, 70_000);
      expect(messages(events)).to.deep.equal([
        'input/lock: the stack is locked by ada on laptop since 2026-01-01T00:00:00.000Z',
      ]);
      expect(cloud.ledger.filter(({ typeName }) => typeName === 'AWS::SQS::Queue')).to.deep.equal([]);
      expect(await leases(cloud)).to.deep.equal([`${prefix}3 held ada on laptop`]);
      await cloud.close();
    }));

  it('is taken once it has not changed for its duration, by the clock of whoever waits', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud();
      await leave(cloud, 3, 120_000);
      const { options, events } = watching(cloud);
      const startedMs = cloud.clock.now();
      expect((await (await open(rig, 'one')).build({ ...options, lock: {} })).ok).to.equal(true);
      expect(cloud.clock.now() - startedMs).to.be.within(120_000, 135_000);
      expect(events.filter(({ kind }) => kind === 'lock.waiting')).to.have.length(1);
      expect(await leases(cloud)).to.deep.equal([`${prefix}4 free stack-deploy`]);
      await cloud.close();
    }));

  it('is taken at once where it is free, and names that a list has left behind go', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud();
      await leave(cloud, 7, 300_000);
      await leave(cloud, 8, 300_000, 'free');
      const { options, events } = watching(cloud);
      expect((await (await open(rig, 'one')).build({ ...options, lock: {} })).ok).to.equal(true);
      expect(events.filter(({ kind }) => kind === 'lock.waiting')).to.deep.equal([]);
      expect(await leases(cloud)).to.deep.equal([`${prefix}9 free stack-deploy`]);
      await cloud.close();
    }));

  it('is not taken for held where another run took it while the older names were deleted', () =>
    withRig(async (rig) => {
      write(rig);
      let lists = 0;
      const cloud: TestCloud = createTestCloud();
      const { options, events } = watching(cloud);
      // The lease is written, and for as long as it counts nothing is answered.
      const provider = cloud.connect({
        beforeRequest: async ({ operation }) => {
          if (operation !== 'ListResources') return;
          lists += 1;
          if (lists !== 2) return;
          cloud.clock.advance(300_000);
          await leave(cloud, 2, 60_000);
        },
      });
      expect((await (await open(rig, 'one')).build({ ...options, provider, lock: {} })).ok).to.equal(true);
      const told = events.filter(({ kind }) => kind.startsWith('lock.') || kind === 'run.started');
      expect(told.map((event) => ('name' in event ? `${event.kind} ${event.name}` : event.kind))).to.deep.equal([
        `lock.taken ${prefix}1`,
        `lock.lost ${prefix}1`,
        `lock.waiting ${prefix}2`,
        `lock.taken ${prefix}3`,
        'run.started',
      ]);
      expect(await leases(cloud)).to.deep.equal([`${prefix}3 free stack-deploy`]);
      await cloud.close();
    }));

  it('is renewed while the run goes on, so that nobody takes it for stale', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud({
        faults: [
          { kind: 'stay', typeName: 'AWS::SQS::Queue', operation: 'CreateResource', ms: 900_000, times: 'always' },
        ],
      });
      const { options } = watching(cloud);
      const result = await (await open(rig, 'one')).build({ ...options, lock: { durationMs: 300_000 } });
      expect(result.ok).to.equal(true);
      const renewals = cloud.ledger.filter(
        ({ operation, typeName }) => operation === 'UpdateResource' && typeName === 'AWS::SSM::Parameter',
      );
      // Every hundred seconds of half an hour, and the release.
      expect(renewals.length).to.be.within(12, 20);
      await cloud.close();
    }));

  it('stops a run that has lost it', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud({
        faults: [
          { kind: 'stay', typeName: 'AWS::SQS::Queue', operation: 'CreateResource', ms: 3_600_000, times: 'always' },
        ],
      });
      const { options, events } = watching(cloud);
      const stack = await open(rig, 'one');
      let unlocking: Promise<unknown> | undefined;
      const reporter = {
        report: (event: Event): void => {
          events.push(event);
          if (event.kind === 'request.progress') unlocking ??= stack.unlock(options);
        },
        close: () => undefined,
      };
      const result = await stack.build({ ...options, reporter, lock: {} });
      await unlocking;
      expect(events.filter(({ kind }) => kind === 'lock.lost')).to.have.length(1);
      expect(result.outcomes.map(({ outcome }) => outcome.kind)).to.deep.equal(['failed', 'not-attempted']);
      expect((await cloud.resources('AWS::SQS::Queue')).map(({ identifier }) => identifier)).to.deep.equal([
        queueUrl('orders'),
      ]);
      await cloud.close();
    }));

  it('is refused with the words of the service where it cannot be taken', () =>
    withRig(async (rig) => {
      write(rig);
      const cloud = createTestCloud({ faults: [{ kind: 'denied', typeName: 'AWS::SSM::Parameter', times: 'always' }] });
      const { options, events } = watching(cloud);
      expect((await (await open(rig, 'one')).build({ ...options, lock: {} })).ok).to.equal(false);
      expect(messages(events)[0]).to.match(/^input\/lock: the lock of the stack cannot be taken: /);
      await cloud.close();
    }));
});

describe('stack-deploy unlock', () => {
  it('removes what a run has left behind, and says whose it was', () =>
    withRig(async (rig) => {
      write(rig);
      rig.environment.set('USER', 'ada');
      rig.environment.set('HOSTNAME', 'laptop');
      expect((await rig.run('build', 'shop', 'dev', '--local', '--lock')).code).to.equal(0);
      expect(await rig.run('unlock', 'shop', 'dev', '--local')).to.deep.equal({
        code: 0,
        output: '',
        errors: `removed ${prefix}1, which was free\n`,
      });
      expect((await rig.run('unlock', 'shop', 'dev', '--local')).errors).to.equal('the stack is not locked\n');
    }));

  it('takes the environments of the manifest alone', () =>
    withRig(async (rig) => {
      write(rig, 30, 'shop', ['environments: [prd]']);
      expect((await rig.run('unlock', 'shop', 'dev', '--local')).errors).to.include(
        dedent`
        error[manifest/environment]: the stack "shop" has no environment "dev"
      `.trim(),
      );
    }));
});
