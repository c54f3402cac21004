import { expect } from 'chai';
import { openStack } from '../../src/api/open-stack.ts';
import { createRequestHandler } from '../../src/emulator/request-handler.ts';
import type { RunResult, Verb } from '../../src/lifecycle/outcome.ts';
import { createCloudControlProvider } from '../../src/provider/cloud-control/create-cloud-control-provider.ts';
import { createTestCloud, type TestCloud, type TestCloudOptions } from '../../src/testing/test-cloud.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** A pool, whose identifier the service makes, and a log group, whose identifier the stack names. */
function write(rig: Rig): void {
  rig.write(
    's/stackql_manifest.yml',
    dedent`
      version: 1
      name: s
      globals:
        - name: protection
          value: '{{ PROTECTION }}'
        - name: pool_name
          value: 'pool{{ PR }}'
      resources:
        - name: pool
          exports: [user_pool_id]
        - name: logs
    `,
  );
  rig.write(
    's/resources/pool.iql',
    dedent`
      /*+ exists */
      SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND user_pool_name = '{{ pool_name }}';

      /*+ create */
      INSERT INTO awscc.cognito.user_pools (UserPoolName, DeletionProtection, region)
      SELECT '{{ pool_name }}', '{{ protection }}', 'us-east-1';

      /*+ statecheck */
      SELECT COUNT(*) AS count FROM awscc.cognito.user_pools
      WHERE region = 'us-east-1' AND Identifier = '{{ this.user_pool_id }}' AND deletion_protection = '{{ protection }}';

      /*+ update */
      UPDATE awscc.cognito.user_pools
      SET PatchDocument = '{{ {"DeletionProtection": protection} | generate_patch_document }}'
      WHERE region = 'us-east-1' AND Identifier = '{{ this.user_pool_id }}';

      /*+ exports */
      SELECT '{{ this.user_pool_id }}' AS user_pool_id;

      /*+ delete */
      DELETE FROM awscc.cognito.user_pools WHERE region = 'us-east-1' AND Identifier = '{{ this.user_pool_id }}';
    `,
  );
  rig.write(
    's/resources/logs.iql',
    dedent`
      /*+ exists */
      SELECT COUNT(*) AS count FROM awscc.logs.log_groups WHERE region = 'us-east-1' AND Identifier = '/s/{{ pool_name }}';

      /*+ create */
      INSERT INTO awscc.logs.log_groups (LogGroupName, region) SELECT '/s/{{ pool_name }}', 'us-east-1';

      /*+ delete */
      DELETE FROM awscc.logs.log_groups WHERE region = 'us-east-1' AND Identifier = '/s/{{ pool_name }}';
    `,
  );
}

interface World {
  readonly rig: Rig;
  readonly cloud: TestCloud;
  /** A run as a process of its own makes it: nothing is known of other runs. */
  readonly run: (
    verb: Verb,
    values?: Readonly<Record<string, string>>,
    onRequest?: (count: number) => void,
  ) => Promise<RunResult>;
  readonly pools: () => Promise<readonly string[]>;
}

async function withWorld(options: TestCloudOptions, use: (world: World) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    write(rig);
    const cloud = createTestCloud(options);
    let runs = 0;
    const run: World['run'] = async (verb, values = {}, onRequest = () => undefined) => {
      runs += 1;
      const random = createSeededRandom(`run ${runs}`);
      const { value: stack, diagnostics } = await openStack({
        folder: 's',
        environment: 'dev',
        workingDirectory: rig.folder,
        variables: { PROTECTION: 'INACTIVE', PR: '', ...values },
        random,
      });
      if (stack === undefined) throw new Error(JSON.stringify(diagnostics));
      const provider = createCloudControlProvider({
        requestHandler: createRequestHandler(cloud.emulator),
        clock: cloud.clock,
        random,
        pace: 'unpaced',
      });
      let requests = 0;
      const reporter = {
        report: (event: { readonly kind: string }) => {
          if (event.kind === 'request.sent') onRequest((requests += 1));
        },
        close: () => undefined,
      };
      try {
        return await stack.runVerb(verb, { provider, clock: cloud.clock, reporter });
      } finally {
        provider.close();
      }
    };
    const pools = async (): Promise<readonly string[]> =>
      (await cloud.resources('AWS::Cognito::UserPool')).map(
        ({ properties: { UserPoolName: name, DeletionProtection: protection } }) =>
          `${typeof name === 'string' ? name : ''} ${typeof protection === 'string' ? protection : ''}`,
      );
    try {
      await use({ rig, cloud, run, pools });
    } finally {
      await cloud.close();
    }
  });
}

function outcomes({ outcomes: all }: RunResult): readonly string[] {
  return all.map(({ resource, outcome }) => `${resource} ${outcome.kind}`);
}

const modes = ['conflict', 'replay'] as const;

describe('once only', () => {
  for (const onRepeatedToken of modes) {
    describe(`where a used token is answered with ${onRepeatedToken === 'conflict' ? 'a conflict' : 'its request'}`, () => {
      it('two revisions that are built at once, whenever the second begins, make one pool', async () => {
        for (let offset = 1; offset <= 12; offset += onRepeatedToken === 'conflict' ? 1 : 3) {
          await withWorld({ onRepeatedToken, requestMs: 3000 }, async ({ run, pools }) => {
            let second: Promise<RunResult> | undefined;
            const first = await run('build', { PROTECTION: 'ACTIVE' }, (count) => {
              if (count === offset) second = run('build', { PROTECTION: 'INACTIVE' });
            });
            second ??= run('build', { PROTECTION: 'INACTIVE' });
            expect([first.ok, (await second).ok], `offset ${offset}`).to.deep.equal([true, true]);
            const [pool, ...others] = await pools();
            expect(others, `offset ${offset}`).to.deep.equal([]);
            expect(pool).to.be.oneOf(['pool ACTIVE', 'pool INACTIVE']);
            const again = await run('build', { PROTECTION: 'INACTIVE' });
            expect(again.ok).to.equal(true);
            expect(await pools()).to.deep.equal(['pool INACTIVE']);
          });
        }
      });

      it('two previews keep a pool each', () =>
        withWorld({ onRepeatedToken, requestMs: 3000 }, async ({ run, pools }) => {
          const both = await Promise.all([run('build', { PR: '1' }), run('build', { PR: '2' })]);
          expect(both.map(({ ok }) => ok)).to.deep.equal([true, true]);
          expect([...(await pools())].sort()).to.deep.equal(['pool1 INACTIVE', 'pool2 INACTIVE']);
        }));

      it('a changed name within the life of the token makes another pool', () =>
        withWorld({ onRepeatedToken }, async ({ run, pools }) => {
          await run('build');
          expect(outcomes(await run('build', { PR: '-b' }))).to.deep.equal(['pool created', 'logs created']);
          expect([...(await pools())].sort()).to.deep.equal(['pool INACTIVE', 'pool-b INACTIVE']);
        }));

      it('builds and teardowns follow each other without a limit, and without a wait', () =>
        withWorld({ onRepeatedToken }, async ({ run, cloud, pools }) => {
          const requests: number[] = [];
          for (let cycle = 1; cycle <= (onRepeatedToken === 'conflict' ? 20 : 6); cycle += 1) {
            const before = cloud.ledger.length;
            const startedMs = cloud.clock.now();
            expect(outcomes(await run('build')), `cycle ${cycle}`).to.deep.equal(['pool created', 'logs created']);
            expect(cloud.clock.now() - startedMs, `cycle ${cycle}`).to.be.below(2000);
            const own = cloud.ledger.slice(before);
            const ofLogs = own.filter(({ typeName }) => typeName === 'AWS::Logs::LogGroup').length;
            requests.push(ofLogs);
            expect(own.filter(({ operation }) => operation === 'ListResourceRequests').length).to.be.below(
              cycle === 1 ? 1 : 7,
            );
            expect(outcomes(await run('teardown'))).to.deep.equal(['logs deleted', 'pool deleted']);
            expect(await pools()).to.deep.equal([]);
            cloud.clock.advance(40 * 60_000);
          }
          const [first = 0] = requests;
          expect(Math.max(...requests) - first).to.be.at.most(1);
        }));

      it('a read that lags behind the create makes no second pool', () =>
        withWorld({ onRepeatedToken }, async ({ run, cloud, pools }) => {
          cloud.inject({ kind: 'lag', ms: 1500, operation: ['GetResource', 'ListResources'] });
          for (let build = 0; build < 5; build += 1) {
            const built = await run('build');
            expect(built.ok, JSON.stringify(built.outcomes)).to.equal(true);
            cloud.clock.advance(500);
          }
          expect(await pools()).to.deep.equal(['pool INACTIVE']);
        }));

      it('what an earlier create has made, and exists does not find, is not touched, and nothing is made beside it', () =>
        withWorld({ onRepeatedToken }, async ({ run, cloud, pools }) => {
          await run('build');
          const [pool] = await cloud.resources('AWS::Cognito::UserPool');
          await cloud.change('AWS::Cognito::UserPool', pool?.identifier ?? '', { UserPoolName: 'renamed' });
          const [{ outcome } = { outcome: undefined }] = (await run('build')).outcomes;
          expect(outcome).to.deep.include({
            kind: 'failed',
            reason: {
              kind: 'made-otherwise',
              anchor: 'create',
              typeName: 'AWS::Cognito::UserPool',
              identifier: pool?.identifier,
              found: undefined,
            },
          });
          expect(await pools()).to.deep.equal(['renamed INACTIVE']);
        }));
    });
  }
});
