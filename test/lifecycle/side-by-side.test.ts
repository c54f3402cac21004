import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoundaryDecision } from '../../src/emulator/request-boundary.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import {
  outcomesIn,
  SideBySide,
  writeThings,
  type Thing,
  type ThingKind,
  type TimedRun,
} from '../support/side-by-side.ts';

const kinds: readonly ThingKind[] = ['queue', 'logs', 'parameter', 'role', 'bucket'];

/** As many things as are wanted, of all kinds in turn or of one. */
function things(count: number, kind?: ThingKind): readonly Thing[] {
  return Array.from({ length: count }, (_, index): Thing => ({
    name: `t_${index + 1}`,
    kind: kind ?? kinds[index % kinds.length] ?? 'queue',
  }));
}

function chain(count: number): readonly Thing[] {
  return things(count, 'logs').map((thing, index) => (index === 0 ? thing : { ...thing, after: [`t_${index}`] }));
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-side-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `Create 30, List 1`, without the questions how a request stands. */
function countsOf({ ledger }: TimedRun): string {
  const names = ledger
    .map(({ operation }) => operation)
    .filter((operation) => operation !== 'GetResourceRequestStatus');
  return [...new Set(names)]
    .toSorted()
    .map((name) => `${name.replace(/Resources?$/, '')} ${names.filter((one) => one === name).length}`)
    .join(', ');
}

describe('resources side by side', () => {
  // Requests of 50 ms, and changes of 2 s.
  const latencyMs = 50;
  const stories: readonly {
    readonly title: string;
    readonly things: readonly Thing[];
    readonly retryAfterMs?: 'none';
    /** Verb, seconds by the test's clock, requests. */
    readonly expected: readonly string[];
  }[] = [
    {
      title: 'thirty queues that know nothing of each other, ten at a time',
      things: things(30, 'queue'),
      expected: [
        'build: 6.50 s, Create 30, Get 30, List 1',
        'build: 0.15 s, Get 30, List 1',
        'test: 0.15 s, Get 30, List 1',
        'teardown: 6.45 s, Delete 30, Get 30, List 1',
      ],
    },
    {
      title: 'the same where the service does not say when to ask again',
      things: things(30, 'queue'),
      retryAfterMs: 'none',
      expected: [
        'build: 7.61 s, Create 30, Get 30, List 1',
        'build: 0.15 s, Get 30, List 1',
        'test: 0.15 s, Get 30, List 1',
        'teardown: 7.56 s, Delete 30, Get 30, List 1',
      ],
    },
    {
      title: 'twenty of five kinds in turn',
      things: things(20),
      expected: [
        'build: 4.40 s, Create 20, Get 36, List 1',
        'build: 0.15 s, Get 20, List 1',
        'test: 0.15 s, Get 20, List 1',
        'teardown: 4.45 s, Delete 20, Get 36, List 1',
      ],
    },
    {
      title: 'a chain of six',
      things: chain(6),
      expected: [
        'build: 13.20 s, Create 6, Get 12',
        'build: 0.30 s, Get 6',
        'test: 0.30 s, Get 6',
        'teardown: 13.20 s, Delete 6, Get 12',
      ],
    },
  ];
  for (const { title, things: some, retryAfterMs, expected } of stories) {
    it(`takes hardly longer than the cloud does: ${title}`, async () => {
      await inFolder(async (folder) => {
        writeThings(folder, some);
        const rig = new SideBySide({
          latencyMs,
          requestMs: 2000,
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        });
        const told: string[] = [];
        for (const verb of ['build', 'build', 'test', 'teardown'] as const) {
          const run = await rig.run(verb, folder, verb === 'test' ? {} : { parallelism: 10 });
          expect(run.result.ok).to.equal(true);
          expect(run.mostAtOnce).to.be.at.most(16);
          told.push(`${verb}: ${(run.elapsedMs / 1000).toFixed(2)} s, ${countsOf(run)}`);
        }
        expect(told).to.deep.equal(expected);
        await rig.cloud.close();
      });
    });
  }

  it('asks no more where types alternate and two things change', async () => {
    await inFolder(async (folder) => {
      const rig = new SideBySide();
      writeThings(folder, things(20));
      expect((await rig.run('build', folder)).result.ok).to.equal(true);
      const changed = things(20).map((thing) =>
        thing.name === 't_1' || thing.name === 't_8' ? { ...thing, setting: 'b' } : thing,
      );
      writeThings(folder, changed);
      const run = await rig.run('build', folder);
      expect(outcomesIn(run).filter((outcome) => outcome.endsWith('updated'))).to.deep.equal([
        't_1 updated',
        't_8 updated',
      ]);
      expect(countsOf(run)).to.equal('Get 22, List 1, Update 2');
      await rig.cloud.close();
    });
  });

  it('says in the summary what happened in the order of the manifest, whatever ended first', async () => {
    await inFolder(async (folder) => {
      const rig = new SideBySide({ requestMs: 2000 });
      writeThings(
        folder,
        things(4)
          .map((thing) => (thing.name === 't_1' ? { ...thing, after: ['t_4'] } : thing))
          .toReversed(),
      );
      const run = await rig.run('build', folder, { parallelism: 4 });
      const finished = run.events.flatMap((event) => (event.kind === 'resource.finished' ? [event.resource] : []));
      expect(finished.at(-1)).to.equal('t_1');
      expect(outcomesIn(run)).to.deep.equal(['t_4 created', 't_3 created', 't_2 created', 't_1 created']);
      await rig.cloud.close();
    });
  });
});

describe('answers that come in another order', () => {
  const some = things(9).map((thing, index): Thing =>
    index % 4 === 3 ? { ...thing, after: [`t_${index}`, `t_${index - 2}`] } : thing,
  );

  it('leave the same resources, exports and report behind, fifty times', async function () {
    this.timeout(120_000);
    await inFolder(async (folder) => {
      writeThings(folder, some);
      const ends = new Set<string>();
      const orders = new Set<string>();
      for (let seed = 1; seed <= 50; seed += 1) {
        const random = createSeededRandom(`order ${seed}`);
        const rig: SideBySide = new SideBySide({
          requestMs: 2000,
          beforeRequest: async () => {
            await rig.cloud.clock.sleep(Math.round((random.bytes(1)[0] ?? 0) * 8));
          },
        });
        const run = await rig.run('build', folder, { parallelism: 10 });
        const resources = await rig.cloud.emulator.inventory();
        const inOrder = resources
          .map(({ typeName, identifier, properties }) => `${typeName} ${identifier} ${JSON.stringify(properties)}`)
          // What the service makes up.
          .map((text) => text.replaceAll(/\bAROA\w+/g, 'AROA'))
          .toSorted();
        ends.add(JSON.stringify([inOrder, outcomesIn(run), [...run.result.exports]]));
        orders.add(run.events.flatMap((event) => (event.kind === 'resource.finished' ? [event.resource] : [])).join());
        await rig.cloud.close();
      }
      expect([...ends]).to.have.length(1);
      expect(orders.size).to.be.greaterThan(40);
    });
  });
});

describe('a failure side by side', () => {
  const some: readonly Thing[] = [
    { name: 'a', kind: 'logs' },
    { name: 'b', kind: 'parameter', after: ['a'] },
    { name: 'c', kind: 'role' },
    { name: 'd', kind: 'bucket', after: ['c'] },
  ];
  /** The create of the log group fails for good. */
  const refuse =
    (typeName: string) =>
    (boundary: { readonly operation: string; readonly typeName: string | undefined }): BoundaryDecision | undefined =>
      boundary.operation === 'CreateResource' && boundary.typeName === typeName
        ? { kind: 'send', effects: [{ kind: 'fail', code: 'AccessDenied' }] }
        : undefined;

  for (const onFailure of ['error', 'ignore'] as const) {
    it(`keeps only what needs the failed resource from being built, with --on-failure ${onFailure}`, async () => {
      await inFolder(async (folder) => {
        writeThings(folder, some);
        const rig = new SideBySide({ requestMs: 2000, beforeRequest: refuse('AWS::Logs::LogGroup') });
        const run = await rig.run('build', folder, { parallelism: 4, onFailure });
        expect(run.result.ok).to.equal(false);
        expect(outcomesIn(run)).to.deep.equal(['a failed', 'b not-attempted', 'c created', 'd created']);
        await rig.cloud.close();
      });
    });
  }

  it('begins nothing more and undoes what was done, with --on-failure rollback', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, some);
      const rig = new SideBySide({ requestMs: 2000, beforeRequest: refuse('AWS::Logs::LogGroup') });
      const run = await rig.run('build', folder, { parallelism: 4, onFailure: 'rollback' });
      expect(outcomesIn(run)).to.deep.equal(['a failed', 'b not-attempted', 'c created', 'd not-attempted']);
      expect(run.result.rollback?.map((step) => `${step.resource} ${step.kind}`)).to.deep.equal(['c deleted']);
      expect(await rig.cloud.resources('AWS::IAM::Role')).to.deep.equal([]);
      await rig.cloud.close();
    });
  });

  it('keeps what a resource uses that could not be deleted, and deletes the rest', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, some);
      let isRefusing = false;
      const rig = new SideBySide({
        requestMs: 2000,
        beforeRequest: ({ operation, typeName }) =>
          isRefusing && operation === 'DeleteResource' && typeName === 'AWS::SSM::Parameter'
            ? { kind: 'send', effects: [{ kind: 'fail', code: 'AccessDenied' }] }
            : undefined,
      });
      await rig.run('build', folder, { parallelism: 4 });
      isRefusing = true;
      const run = await rig.run('teardown', folder, { parallelism: 4 });
      expect(outcomesIn(run)).to.deep.equal(['d deleted', 'c deleted', 'b failed', 'a not-attempted']);
      await rig.cloud.close();
    });
  });

  it('begins nothing more once it is interrupted, and follows what is under way', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, things(8, 'logs'));
      const controller = new AbortController();
      let created = 0;
      const rig = new SideBySide({
        requestMs: 2000,
        beforeRequest: ({ operation }) => {
          if (operation === 'CreateResource') created += 1;
          if (created === 3) controller.abort();
        },
      });
      const run = await rig.run('build', folder, { parallelism: 3, signal: controller.signal });
      expect(run.result.ok).to.equal(false);
      expect(created).to.equal(3);
      const after = await rig.run('build', folder, { parallelism: 3 });
      expect(after.result.ok).to.equal(true);
      expect(await rig.cloud.resources('AWS::Logs::LogGroup')).to.have.length(8);
      await rig.cloud.close();
    });
  });
});

describe('a script among resources', () => {
  const some: readonly Thing[] = [
    { name: 'a', kind: 'logs' },
    { name: 'tidy', kind: 'logs', script: 'tidy up' },
    { name: 'b', kind: 'logs' },
  ];
  const ended = { how: { kind: 'exited', code: 0 }, output: '', errors: '' } as const;

  it('ends what was known, so that what it has done is seen and put right', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, some);
      const rig = new SideBySide();
      const scripts = (act: () => Promise<void>) => ({ run: () => act().then(() => ended) });
      const nothing = scripts(() => Promise.resolve());
      expect(outcomesIn(await rig.run('build', folder, { scripts: nothing }))).to.deep.equal([
        'a created',
        'tidy ran',
        'b created',
      ]);
      const changing = scripts(() => rig.cloud.change('AWS::Logs::LogGroup', 'things-b', { RetentionInDays: 3 }));
      expect(outcomesIn(await rig.run('build', folder, { scripts: changing }))).to.deep.equal([
        'a unchanged',
        'tidy ran',
        'b updated',
      ]);
      // What was created a moment ago is not believed to be gone.
      rig.cloud.clock.advance(600_000);
      const removing = scripts(() => rig.cloud.remove('AWS::Logs::LogGroup', 'things-b'));
      expect(outcomesIn(await rig.run('build', folder, { scripts: removing }))).to.deep.equal([
        'a unchanged',
        'tidy ran',
        'b created',
      ]);
      await rig.cloud.close();
    });
  });

  it('is not run side by side once something before it has failed', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, some);
      let ran = 0;
      const scripts = { run: () => Promise.resolve(ended).finally(() => (ran += 1)) };
      const rig = new SideBySide({
        beforeRequest: ({ operation, typeName }) =>
          operation === 'CreateResource' && typeName === 'AWS::Logs::LogGroup'
            ? { kind: 'send', effects: [{ kind: 'fail', code: 'AccessDenied' }] }
            : undefined,
      });
      const run = await rig.run('build', folder, { parallelism: 4, scripts });
      expect(outcomesIn(run)).to.deep.equal(['a failed', 'tidy not-attempted', 'b failed']);
      expect(ran).to.equal(0);
      await rig.cloud.close();
    });
  });
});

describe('order restored on refusal', () => {
  // The parameter needs the log group, and nothing says so.
  const hidden: readonly Thing[] = [
    { name: 'early', kind: 'logs' },
    { name: 'other', kind: 'bucket' },
    { name: 'late', kind: 'parameter' },
    { name: 'after_late', kind: 'role', after: ['late'] },
    { name: 'after_other', kind: 'queue', after: ['other'] },
  ];
  const has = async (rig: SideBySide, typeName: string): Promise<boolean> =>
    (await rig.cloud.emulator.inventory()).some((resource) => resource.typeName === typeName);

  for (const delayMs of [0, 900, 1900, 2000, 2100, 4000]) {
    for (const parallelism of [2, 10]) {
      it(`builds and tears down, with the earlier one ${delayMs} ms late and ${parallelism} at a time`, async () => {
        await inFolder(async (folder) => {
          writeThings(folder, hidden);
          const rig: SideBySide = new SideBySide({
            requestMs: 2000,
            beforeRequest: async ({ operation, typeName }) => {
              const delayed = operation === 'CreateResource' ? 'AWS::Logs::LogGroup' : 'AWS::SSM::Parameter';
              if (/^(?:Create|Delete)/.test(operation) && typeName === delayed) await rig.cloud.clock.sleep(delayMs);
              const isLate = operation === 'CreateResource' && typeName === 'AWS::SSM::Parameter';
              const isEarly = operation === 'DeleteResource' && typeName === 'AWS::Logs::LogGroup';
              const isRefused =
                (isLate && !(await has(rig, 'AWS::Logs::LogGroup'))) ||
                (isEarly && (await has(rig, 'AWS::SSM::Parameter')));
              return isRefused ? { kind: 'send', effects: [{ kind: 'fail', code: 'InvalidRequest' }] } : undefined;
            },
          });
          const built = await rig.run('build', folder, { parallelism });
          expect(outcomesIn(built)).to.deep.equal(hidden.map(({ name }) => `${name} created`));
          const removed = await rig.run('teardown', folder, { parallelism });
          expect(outcomesIn(removed)).to.deep.equal(hidden.map(({ name }) => `${name} deleted`).toReversed());
          expect(await rig.cloud.resources('AWS::SSM::Parameter')).to.deep.equal([]);
          await rig.cloud.close();
        });
      });
    }
  }

  it('tells the refusal where there is no other turn, since the run ends before', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, hidden);
      const rig = new SideBySide({
        requestMs: 2000,
        beforeRequest: ({ operation, typeName }) => {
          if (operation !== 'CreateResource') return undefined;
          if (typeName === 'AWS::SSM::Parameter')
            return { kind: 'send', effects: [{ kind: 'fail', code: 'InvalidRequest' }] };
          // It ends later than the refusal, and for good.
          const effects = [
            { kind: 'stay', ms: 4000 },
            { kind: 'fail', code: 'AccessDenied' },
          ] as const;
          return typeName === 'AWS::Logs::LogGroup' ? { kind: 'send', effects } : undefined;
        },
      });
      const run = await rig.run('build', folder, { parallelism: 10, onFailure: 'rollback' });
      expect(outcomesIn(run).slice(0, 4)).to.deep.equal([
        'early failed',
        'other created',
        'late failed',
        'after_late not-attempted',
      ]);
      const finished = run.events.filter(({ kind }) => kind === 'resource.finished');
      expect(finished.map((event) => ('resource' in event ? event.resource : ''))).to.include('late');
      await rig.cloud.close();
    });
  });

  it('takes a refusal for what it is where nothing before it is left to be done', async () => {
    await inFolder(async (folder) => {
      writeThings(folder, hidden);
      const rig = new SideBySide({
        requestMs: 2000,
        beforeRequest: ({ operation, typeName }) =>
          operation === 'CreateResource' && typeName === 'AWS::SSM::Parameter'
            ? { kind: 'send', effects: [{ kind: 'fail', code: 'InvalidRequest' }] }
            : undefined,
      });
      const run = await rig.run('build', folder, { parallelism: 10 });
      expect(outcomesIn(run)).to.deep.equal([
        'early created',
        'other created',
        'late failed',
        'after_late not-attempted',
        'after_other created',
      ]);
      const creates = run.ledger.filter(
        ({ operation, typeName }) => operation === 'CreateResource' && typeName === 'AWS::SSM::Parameter',
      );
      expect(creates.filter(({ outcome }) => outcome === 'ok')).to.have.length(2);
      expect(run.events.flatMap((event) => (event.kind === 'resource.postponed' ? [event.until] : []))).to.deep.equal([
        ['early', 'other'],
      ]);
      await rig.cloud.close();
    });
  });
});
