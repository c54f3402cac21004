import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { countsOf } from '../../src/plan/plan.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { changeResource, readFixture } from '../support/flow-fixture.ts';
import { notAsPlanned, outdatedIn, PlannedRuns, type Opening } from '../support/planned-run.ts';

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
