import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import type { ShapingOptions } from '../../src/api/saved-plans.ts';
import { countsOf } from '../../src/plan/plan.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { changeResource, readFixture } from '../support/flow-fixture.ts';
import { withRig } from '../support/rig.ts';
import { notAsPlanned, outdatedIn, PlannedRuns, type Opening, type PlannedRun } from '../support/planned-run.ts';

/** Read once: it is the same for every fixture. */
const registry = createRegistry({ schemaFolders: [shippedSchemas] });

const exact = { unnamed: [], unsent: [] };

/** Whole lives of stacks, from nothing to nothing. */
const lives: readonly {
  readonly folder: string;
  readonly environment?: string;
  readonly assignments?: readonly string[];
  readonly strict?: true;
}[] = [
  { folder: 'examples/cognito-user-pool' },
  { folder: 'examples/cognito-user-pool', strict: true },
  { folder: 'examples/vpc-network' },
  { folder: 'examples/vpc-network', strict: true },
  { folder: 'templates/cognito-machine-clients' },
  { folder: 'templates/cognito-user-pool' },
  { folder: 'templates/empty' },
  { folder: 'test/fixtures/plans/stack' },
  { folder: 'test/fixtures/plans/stack', strict: true },
  { folder: 'test/fixtures/plans/write-only' },
  { folder: 'test/fixtures/plans/write-only', strict: true },
  { folder: 'test/fixtures/plans/secrets', assignments: ['DOOR_SECRET=pin-2222', 'CODE=pin-3333'] },
  { folder: 'test/fixtures/stacks/bucket' },
  { folder: 'test/fixtures/stacks/role' },
  {
    folder: 'test/fixtures/stacks/staff-directory',
    environment: 'prd',
    assignments: ['AWS_REGION=us-east-1', 'PRD_LENGTH=14', 'PRECEDENCE=3'],
  },
];

describe('a run that carries out a plan', () => {
  for (const { folder, environment = 'dev', assignments = [], strict } of lives) {
    const options = strict === undefined ? {} : { strict };
    it(`sends exactly what the plan names, and then nothing: ${folder}${strict === undefined ? '' : ', strict'}`, async () => {
      const runs = new PlannedRuns({ registry });
      const opening: Opening = {
        folder: join(packageRoot, folder),
        environment,
        workingDirectory: packageRoot,
        assignments,
        region: 'us-east-1',
      };
      try {
        for (const verb of ['build', 'build', 'teardown', 'teardown'] as const) {
          const planned = await runs.plan(verb, opening, options);
          const run = await runs.carryOut(planned.saved, opening);
          expect(outdatedIn(run)).to.deep.equal([]);
          expect(run.result.ok).to.equal(true);
          expect(notAsPlanned({ ...planned, ...run })).to.deep.equal(exact);
          const again = await runs.plan(verb, opening, options);
          expect(countsOf(again.plan)).to.deep.equal({ create: 0, update: 0, replace: 0, delete: 0 });
          const repeated = await runs.carryOut(planned.saved, opening);
          expect(outdatedIn(repeated)).to.deep.equal([]);
          expect(repeated.result.ok && repeated.sent.length === 0).to.equal(true);
        }
      } finally {
        await runs.cloud.close();
      }
    });
  }

  for (const folder of ['flows', 'on-failure', 'rollback', 'selection']) {
    for (const name of readdirSync(join(packageRoot, 'test/fixtures', folder)).sort()) {
      it(`sends exactly what the plan names: ${folder}/${name}`, async () => {
        const { folder: stack, steps } = readFixture(join(folder, name));
        const runs = new PlannedRuns({ registry });
        try {
          for (const [index, step] of steps.entries()) {
            if ('inject' in step) runs.cloud.inject(step.inject);
            else if ('change' in step) await changeResource(step, runs.cloud);
            else if ('run' in step && step.run !== 'test') {
              const { environment = 'dev', variables = {}, only = [], skip = [] } = step;
              const opening: Opening = {
                folder: stack,
                environment,
                workingDirectory: stack,
                variables: { region: 'us-east-1', ...variables },
                registry,
              };
              const selectable = (await runs.open(opening)).select({ only, skip }).value !== undefined;
              if (!selectable) continue;
              const planned = await runs.plan(step.run, opening, { only, skip });
              // Nothing is saved of what cannot be planned.
              if (!planned.plan.ok) continue;
              const run = await runs.carryOut(planned.saved, opening);
              const differing = notAsPlanned({ ...planned, ...run });
              const what = `step ${index}: ${JSON.stringify(step)}`;
              expect(outdatedIn(run), what).to.deep.equal([]);
              // A run that failed has not come to all of it.
              expect(run.result.ok ? differing : { ...differing, unsent: [] }, what).to.deep.equal(exact);
            }
          }
        } finally {
          await runs.cloud.close();
        }
      });
    }
  }
});

/** Changes to a stack that is built, each of them planned and carried out. */
const changes: readonly {
  readonly name: string;
  readonly folder?: string;
  readonly edits: readonly (readonly [file: string, before: string, after: string])[];
  readonly options?: ShapingOptions;
}[] = [
  { name: 'one property', edits: [['stackql_manifest.yml', 'value: 60', 'value: 61']] },
  {
    name: 'a property that update sets, and another that only a strict build does',
    edits: [
      ['stackql_manifest.yml', 'value: 60', 'value: 61'],
      ['resources/queue.iql', '(QueueName, VisibilityTimeout', '(QueueName, DelaySeconds, VisibilityTimeout'],
      ['resources/queue.iql', "'shop-queue', {{", "'shop-queue', 5, {{"],
    ],
    options: { strict: true },
  },
  {
    name: 'what no read returns, with the tags that remember it',
    folder: 'write-only',
    edits: [['stackql_manifest.yml', 'value: 1', 'value: 2']],
  },
  {
    name: 'what no read returns, sent again because a person says so',
    folder: 'write-only',
    edits: [],
    options: { resend: ['unmarked', 'settings'] },
  },
  {
    name: 'what no read returns, beside what a statecheck sees',
    folder: 'write-only',
    edits: [
      ['stackql_manifest.yml', 'value: 1', 'value: 2'],
      [
        'resources/machine.iql',
        "state_machine_name = '{{ machine_name }}'\n\n/*+ update",
        "state_machine_name = '{{ machine_name }}'\n  AND logging_configuration IS NOT NULL\n\n/*+ update",
      ],
      [
        'resources/machine.iql',
        "SET PatchDocument = '{{ {\n",
        'SET PatchDocument = \'{{ {\n  "LoggingConfiguration": {"Level": "OFF"},\n',
      ],
      [
        'resources/machine.iql',
        '  "Definition": {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": wait, "End": true}}}\n',
        '  "TracingConfiguration": {"Enabled": false}\n',
      ],
    ],
  },
  {
    name: 'a map that loses a key',
    folder: 'write-only',
    edits: [['stackql_manifest.yml', '          team: search\n          env: dev', '          team: search']],
  },
];

describe('a run that carries out a plan of changes', () => {
  for (const { name, folder = 'stack', edits, options = {} } of changes) {
    it(`sends exactly what the plan names, and then nothing: ${name}`, async () => {
      await withRig(async (rig) => {
        rig.copy(`test/fixtures/plans/${folder}`, 'stack');
        const runs = new PlannedRuns({ registry });
        const stack = join(rig.folder, 'stack');
        const opening: Opening = { folder: stack, environment: 'dev', workingDirectory: stack, registry };
        const carryOut = async (shaping: ShapingOptions): Promise<PlannedRun> => {
          const planned = await runs.plan('build', opening, shaping);
          const run = { ...planned, ...(await runs.carryOut(planned.saved, opening)) };
          expect(outdatedIn(run)).to.deep.equal([]);
          expect(run.result.ok, JSON.stringify(run.result.outcomes)).to.equal(true);
          expect(notAsPlanned(run)).to.deep.equal(exact);
          return run;
        };
        try {
          await carryOut({});
          for (const [file, before, after] of edits) rig.edit(`stack/${file}`, before, after);
          expect((await carryOut(options)).sent.length > 0).to.equal(true);
          const again = await runs.plan('build', opening, { strict: options.strict ?? false });
          expect(countsOf(again.plan)).to.deep.equal({ create: 0, update: 0, replace: 0, delete: 0 });
        } finally {
          await runs.cloud.close();
        }
      });
    });
  }
});
