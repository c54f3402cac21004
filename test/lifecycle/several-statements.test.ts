import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoundaryDecision, RequestBoundary } from '../../src/emulator/request-boundary.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { outcomesIn, SideBySide, type SideBySideOptions } from '../support/side-by-side.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** Log groups of one entry, and as many of entries of their own. */
function writeStack(folder: string, others: number): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const single = Array.from(
    { length: others },
    (_, index) => `  - name: single_${index + 1}
    file: groups.iql
    type: multi
    props:
      - { name: names, value: [single-${index + 1}] }
`,
  );
  writeFileSync(
    join(folder, 'stackql_manifest.yml'),
    `version: 1
name: several
providers: [awscc]
globals:
  - { name: region, value: us-east-1 }
resources:
  - name: groups
    type: multi
    props:
      - { name: names, value: [${names.join(', ')}] }
${single.join('')}`,
  );
  writeFileSync(
    join(folder, 'resources/groups.iql'),
    `/*+ exists */
SELECT COUNT(*) = {{ names | length }} AS count FROM awscc.logs.log_groups
WHERE region = '{{ region }}' AND Identifier IN {{ names | sql_list }};

/*+ create */
{% for name in names %}
INSERT INTO awscc.logs.log_groups (LogGroupName, RetentionInDays, region) SELECT '{{ name }}', 1, '{{ region }}';
{% endfor %}

/*+ delete */
{% for name in names %}
DELETE FROM awscc.logs.log_groups WHERE region = '{{ region }}' AND Identifier = '{{ name }}';
{% endfor %}
`,
  );
}

async function inStack(
  others: number,
  options: SideBySideOptions,
  use: (rig: SideBySide, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-several-'));
  try {
    writeStack(folder, others);
    const rig = new SideBySide({ requestMs: 2000, ...options });
    await use(rig, folder);
    await rig.cloud.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The most changes that were under way at one time; each takes two seconds, and nothing is asked before that. */
function mostWrites(ledger: SideBySide['cloud']['ledger']): number {
  const writes = ledger.filter(({ operation }) => /^(?:Create|Delete)/.test(operation));
  return Math.max(
    ...writes.map(({ atMs }) => writes.filter((other) => other.atMs <= atMs && atMs < other.atMs + 2000).length),
  );
}

/** `a` of what a request names. */
function groupIn({ request, identifier }: RequestBoundary): string {
  return identifier ?? /LogGroupName\W+(\w+)/.exec(request.body)?.[1] ?? '';
}

describe('the statements of a multi', () => {
  const table: readonly [string, number, number, number, number][] = [
    ['go one after the other where one resource is written at one time', 1, 0, 1, 12],
    ['take the places that nobody has', 10, 0, 6, 2],
    ['take as many as there are', 4, 0, 4, 4],
    ['leave other entries their places', 4, 6, 4, 6],
  ];
  for (const [title, parallelism, others, most, seconds] of table) {
    it(title, async () => {
      await inStack(others, {}, async (rig, folder) => {
        for (const verb of ['build', 'teardown'] as const) {
          const run = await rig.run(verb, folder, { parallelism });
          const word = verb === 'build' ? 'created' : 'deleted';
          expect(outcomesIn(run).filter((one) => !one.endsWith(` ${word}`))).to.deep.equal([]);
          expect(mostWrites(run.ledger), verb).to.equal(most);
          expect(Math.round(run.elapsedMs / 1000), verb).to.equal(seconds);
          const changes = run.ledger.filter(({ operation }) => /^(?:Create|Delete)/.test(operation));
          expect(changes, verb).to.have.length(names.length + others);
        }
        expect(await rig.cloud.resources('AWS::Logs::LogGroup')).to.deep.equal([]);
      });
    });
  }

  it('wait for those in front of them that they turn out to need, and are written once more', async () => {
    const has = async (rig: SideBySide, name: string): Promise<boolean> =>
      (await rig.cloud.emulator.inventory()).some(({ identifier }) => identifier === name);
    const sent: string[] = [];
    const options: SideBySideOptions = {
      beforeRequest: async (request): Promise<BoundaryDecision | undefined> => {
        if (!/^(?:Create|Delete)/.test(request.operation)) return undefined;
        const group = groupIn(request);
        sent.push(group);
        // The fourth needs the first; in a teardown the order of the deletes is the same.
        const isRefused = group === 'd' && (await has(rig, 'a')) === (request.operation === 'DeleteResource');
        return isRefused ? { kind: 'send', effects: [{ kind: 'fail', code: 'InvalidRequest' }] } : undefined;
      },
    };
    let rig!: SideBySide;
    await inStack(0, options, async (made, folder) => {
      rig = made;
      for (const verb of ['build', 'teardown'] as const) {
        sent.length = 0;
        const run = await rig.run(verb, folder, { parallelism: 6 });
        expect(run.result.ok).to.equal(true);
        expect(sent.slice(0, 6)).to.deep.equal([...names]);
        expect(new Set(sent.slice(6))).to.deep.equal(new Set(['d']));
      }
      expect(await rig.cloud.resources('AWS::Logs::LogGroup')).to.deep.equal([]);
    });
  });

  it('fail by themselves, and say which', async () => {
    const options: SideBySideOptions = {
      beforeRequest: (request) =>
        request.operation === 'CreateResource' && groupIn(request) === 'c'
          ? { kind: 'send', effects: [{ kind: 'fail', code: 'AccessDenied' }] }
          : undefined,
    };
    await inStack(0, options, async (rig, folder) => {
      const run = await rig.run('build', folder, { parallelism: 6 });
      const [first] = run.result.outcomes;
      if (first?.outcome.kind !== 'failed' || first.outcome.reason.kind !== 'several')
        throw new Error(JSON.stringify(first?.outcome));
      expect(first.outcome.reason.of).to.equal(6);
      expect(first.outcome.reason.failures.map(({ index }) => index)).to.deep.equal([2]);
      expect(await rig.cloud.resources('AWS::Logs::LogGroup')).to.have.length(5);
    });
  });

  it('begin no more once the run is interrupted', async () => {
    const controller = new AbortController();
    let creates = 0;
    const options: SideBySideOptions = {
      beforeRequest: ({ operation }) => {
        if (operation !== 'CreateResource') return;
        creates += 1;
        if (creates === 2) controller.abort();
      },
    };
    await inStack(0, options, async (rig, folder) => {
      const run = await rig.run('build', folder, { parallelism: 2, signal: controller.signal });
      expect(run.result.ok).to.equal(false);
      expect(creates).to.equal(2);
      expect((await rig.run('build', folder, { parallelism: 2 })).result.ok).to.equal(true);
      expect(await rig.cloud.resources('AWS::Logs::LogGroup')).to.have.length(6);
    });
  });

  it('end in the same resources and report, in whatever order they are answered', async () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = createSeededRandom(`several ${seed}`);
      let rig!: SideBySide;
      const options: SideBySideOptions = {
        beforeRequest: async () => {
          await rig.cloud.clock.sleep((random.bytes(1)[0] ?? 0) * 8);
        },
      };
      await inStack(2, options, async (made, folder) => {
        rig = made;
        const run = await rig.run('build', folder, { parallelism: 5 });
        const resources = (await rig.cloud.emulator.inventory()).map(({ identifier }) => identifier).toSorted();
        ends.add(JSON.stringify([resources, run.result.outcomes]));
      });
    }
    expect([...ends]).to.have.length(1);
  });
});
