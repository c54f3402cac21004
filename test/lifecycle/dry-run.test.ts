import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openStack } from '../../src/api/open-stack.ts';
import { createScriptRunner } from '../../src/api/shell-scripts.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { Event } from '../../src/events/event.ts';
import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';
import { environmentOf } from '../../src/stack/environment.ts';
import { unprintedStatements } from '../support/printed-statements.ts';
import { withRig } from '../support/rig.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
/** Those whose `steps.json` says what they go through are compared where they are run. */
const stacks = ['test/fixtures/stacks', 'examples'].flatMap((group) =>
  readdirSync(join(packageRoot, group)).map((name) => join(group, name)),
);

/** What the stacks find in the environment. */
const surroundings = new Map([
  ['PATH', '/usr/bin:/bin'],
  ['AWS_REGION', 'us-east-1'],
  ['YEAR', '2026'],
]);

async function open(folder: string) {
  const { value, diagnostics } = await openStack({
    folder,
    environment: 'dev',
    workingDirectory: folder,
    environmentVariables: surroundings,
    region: 'us-east-1',
    random: createTestRandom('dry run'),
    registry,
  });
  if (value === undefined) throw new Error(formatDiagnostics(diagnostics));
  return value;
}

describe('a dry run', () => {
  for (const folder of stacks) {
    it(`prints every statement that runs send, for ${folder}`, async () => {
      const cloud = createTestCloud({ registry });
      const sent: number[] = [];
      for (const verb of ['build', 'test', 'build', 'teardown'] as const) {
        const stack = await open(join(packageRoot, folder));
        const printed = stack.dryRun(verb);
        const events: Event[] = [];
        const result = await stack.runVerb(verb, {
          provider: cloud.provider,
          clock: cloud.clock,
          // A stack may be for one account alone.
          account: () => Promise.resolve(environmentOf(stack.stack)?.account?.name),
          scripts: createScriptRunner(surroundings),
          reporter: { report: (event) => void events.push(event), close: () => undefined },
        });
        expect(result.ok, verb).to.equal(true);
        expect(
          unprintedStatements(printed, events, (text) => stack.masker.mask(text)),
          verb,
        ).to.deep.equal([]);
        sent.push(events.filter(({ kind }) => kind === 'resource.statement').length);
      }
      expect(sent).to.not.include(0);
      await cloud.close();
    });
  }

  it('prints the queries that would run, with values that are drawn as the run sends them', async () => {
    await withRig(async (rig) => {
      rig.write(
        'one/stackql_manifest.yml',
        'version: 1\nname: one\nproviders: [awscc]\nresources:\n  - name: pool\n    props: []\n',
      );
      const select = "SELECT COUNT(*) AS count FROM awscc.cognito.user_pools WHERE region = 'us-east-1'";
      rig.write(
        'one/resources/pool.iql',
        `/*+ exists */
${select} AND user_pool_name = 'one';
/*+ create */
INSERT INTO awscc.cognito.user_pools (UserPoolName, UserPoolTags, region)
SELECT 'one', '{"drawn": "{{ uuid() }}"}', 'us-east-1';
/*+ callback:create */
${select};
/*+ callback */
${select} AND 1 = 1;
/*+ troubleshoot */
${select} AND 2 = 2;
`,
      );
      const stack = await open(join(rig.folder, 'one'));
      const printed = stack.dryRun('build');
      expect([...printed.matchAll(/^\/\*\+ (.*) \*\/$/gm)].map(([, anchor]) => anchor)).to.deep.equal([
        'exists',
        'create',
        'callback:create',
        'troubleshoot',
      ]);
      const cloud = createTestCloud({ registry });
      expect((await stack.build({ provider: cloud.provider, clock: cloud.clock })).ok).to.equal(true);
      const [pool] = await cloud.resources('AWS::Cognito::UserPool');
      expect(printed).to.include(JSON.stringify(pool?.properties['UserPoolTags']).replace(':', ': '));
      await cloud.close();
    });
  });
});
