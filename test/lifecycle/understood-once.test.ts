import { expect } from 'chai';
import { openStack } from '../../src/api/open-stack.ts';
import type { Verb } from '../../src/lifecycle/outcome.ts';
import type { OnFailure } from '../../src/lifecycle/session.ts';
import { createTestCloud } from '../../src/testing/test-cloud.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** A parameter whose identifier the stack names, so that no value changes in the course of a run. */
function write(rig: Rig, value: string): void {
  rig.write(
    's/stackql_manifest.yml',
    dedent`
      version: 1
      name: s
      resources:
        - name: parameter
          exports: [name]
        - name: broken
    `,
  );
  rig.write(
    's/resources/parameter.iql',
    dedent`
      /*+ exists */
      SELECT COUNT(*) AS count FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '/{{ stack_name }}';

      /*+ create */
      INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '/{{ stack_name }}', 'String', '${value}', 'us-east-1';

      /*+ statecheck */
      SELECT COUNT(*) AS count FROM awscc.ssm.parameters
      WHERE region = 'us-east-1' AND Identifier = '/{{ stack_name }}' AND value = '${value}';

      /*+ update */
      UPDATE awscc.ssm.parameters SET PatchDocument = '{{ {"Value": "${value}"} | generate_patch_document }}'
      WHERE region = 'us-east-1' AND Identifier = '/{{ stack_name }}';

      /*+ exports */
      SELECT name FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '/{{ stack_name }}';

      /*+ delete */
      DELETE FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '/{{ stack_name }}';
    `,
  );
  rig.write(
    's/resources/broken.iql',
    dedent`
      /*+ exists */
      SELECT COUNT(*) AS count FROM awscc.ssm.parameters WHERE region = 'us-east-1' AND Identifier = '/broken';

      /*+ create */
      INSERT INTO awscc.ssm.parameters (Name, Type, Value, region) SELECT '/broken', 'String', '{{ name }}', 'us-east-1';
    `,
  );
}

describe('A query', () => {
  it('is rendered and bound once for check, build, test, update with rollback and teardown', () =>
    withRig(async (rig) => {
      const cloud = createTestCloud();
      try {
        const counts: Record<string, number>[] = [];
        const run = async (value: string, verbs: readonly (readonly [Verb, OnFailure])[]): Promise<void> => {
          write(rig, value);
          const count: Record<string, number> = {};
          const { value: stack } = await openStack({
            folder: 's',
            environment: 'dev',
            workingDirectory: rig.folder,
            random: cloud.random,
            onPreparation: ({ kind, resource, anchor }) => {
              if (resource === 'parameter') count[`${kind} ${anchor}`] = (count[`${kind} ${anchor}`] ?? 0) + 1;
            },
          });
          if (stack === undefined) throw new Error('The stack has mistakes.');
          for (const [verb, onFailure] of verbs)
            await stack.runVerb(verb, { provider: cloud.provider, clock: cloud.clock, onFailure });
          counts.push(count);
        };
        cloud.inject({
          kind: 'fail',
          operation: 'CreateResource',
          after: 1,
          // The second build is answered by the end of the first one's request, and tries anew.
          times: 3,
          code: 'ServiceLimitExceeded',
          message: 'no more',
        });
        await run('one', [
          ['build', 'ignore'],
          ['test', 'ignore'],
        ]);
        await run('two', [['build', 'rollback']]);
        await run('one', [['teardown', 'error']]);
        const once = Object.fromEntries(
          ['exists', 'create', 'statecheck', 'update', 'exports', 'delete'].flatMap((anchor) => [
            [`rendered ${anchor}`, 1],
            [`bound ${anchor}`, 1],
          ]),
        );
        expect(counts).to.deep.equal([once, once, once]);
        const sent = cloud.ledger.map(({ operation }) => operation);
        expect(sent.filter((operation) => operation === 'UpdateResource')).to.have.length(2);
      } finally {
        await cloud.close();
      }
    }));
});
