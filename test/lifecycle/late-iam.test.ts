import { expect } from 'chai';
import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import type { Event } from '../../src/events/event.ts';
import { failureLines } from '../../src/report/failure-lines.ts';
import { createHumanReporter } from '../../src/report/human.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { createTestCloud, type TestCloud } from '../../src/testing/test-cloud.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';
import { dedent } from '../support/dedent.ts';
import { withRig, type Rig } from '../support/rig.ts';

const cannotBeAssumed = 'The role defined for the function cannot be assumed by Lambda.';
const trust =
  '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}';

const role = dedent`
  /*+ exists */
  SELECT role_name FROM awscc.iam.roles WHERE Identifier = 'web-role';

  /*+ create */
  INSERT INTO awscc.iam.roles (RoleName, AssumeRolePolicyDocument) SELECT 'web-role', '${trust}';

  /*+ exports */
  SELECT arn AS role_arn FROM awscc.iam.roles WHERE Identifier = 'web-role';

  /*+ delete */
  DELETE FROM awscc.iam.roles WHERE Identifier = 'web-role';
`;

/** The queries of a function; `given` is how the statement names its role. */
const handler = (given: string): string => dedent`
  /*+ exists */
  SELECT function_name FROM awscc.lambda.functions WHERE Identifier = 'web';

  /*+ create */
  INSERT INTO awscc.lambda.functions (FunctionName, Role, Runtime, Handler, Code)
  SELECT 'web', '${given}', 'nodejs22.x', 'index.handler', '{"ZipFile": "x"}';

  /*+ delete */
  DELETE FROM awscc.lambda.functions WHERE Identifier = 'web';
`;

const manifest = (entries: readonly string[]): string =>
  ['version: 1', 'name: web', 'resources:', ...entries, ''].join('\n');

const roleEntry = ['  - name: web_role', '    exports: [role_arn]'];
const literalArn = 'arn:aws:iam::000000000000:role/web-role';

/** What a build came to, and what it told of waiting. */
interface Built {
  readonly outcomes: readonly string[];
  readonly delays: readonly string[];
  readonly elapsedMs: number;
  /** What a person reads meanwhile. */
  readonly words: string;
}

async function build(rig: Rig, cloud: TestCloud): Promise<Built> {
  const { value, diagnostics } = await openStack({
    folder: join(rig.folder, 'web'),
    environment: 'dev',
    workingDirectory: rig.folder,
    region: 'us-east-1',
    random: createTestRandom(),
  });
  if (value === undefined) throw new Error(formatDiagnostics(diagnostics, plainPalette));
  const events: Event[] = [];
  const said: string[] = [];
  const human = createHumanReporter({
    palette: plainPalette,
    masker: value.masker,
    level: 'info',
    showQueries: false,
    spinner: undefined,
    results: () => undefined,
    target: 'a cloud in memory',
    words: (text) => void said.push(text),
  });
  const reporter = {
    report: (event: Event): void => {
      events.push(event);
      human.report(event);
    },
    close: () => human.close(),
  };
  const { outcomes, elapsedMs } = await value.build({ provider: cloud.provider, clock: cloud.clock, reporter });
  return {
    outcomes: outcomes.map(({ resource, outcome }) =>
      outcome.kind === 'failed'
        ? `${resource}: ${failureLines(outcome.reason, plainPalette, undefined).join(' ')}`
        : `${resource} ${outcome.kind}`,
    ),
    delays: events.flatMap((event) =>
      event.kind === 'resource.delayed' ? [`${event.resource} for ${event.until}, ${event.delayMs} ms`] : [],
    ),
    elapsedMs,
    words: said.join(''),
  };
}

function write(rig: Rig, given: string, entries: readonly string[] = [...roleEntry, '  - name: handler']): void {
  rig.write('web/stackql_manifest.yml', manifest(entries));
  rig.write('web/resources/web_role.iql', role);
  rig.write('web/resources/handler.iql', handler(given));
}

describe('A refusal that comes from a role that other services do not know yet', () => {
  for (const [how, given] of [
    ['by its export', '{{ role_arn }}'],
    ['by its ARN', literalArn],
  ] as const)
    it(`passes for what names it ${how}: the create is sent again until the role is known`, () =>
      withRig(async (rig) => {
        write(rig, given);
        const cloud = createTestCloud({ faults: [{ kind: 'iam-lag' }] });
        const built = await build(rig, cloud);
        expect(built.outcomes).to.deep.equal(['web_role created', 'handler created']);
        expect(built.delays).to.deep.equal([1_000, 2_000, 3_000, 5_000].map((ms) => `handler for web_role, ${ms} ms`));
        const creates = cloud.ledger.filter(
          ({ operation, typeName }) => operation === 'CreateResource' && typeName === 'AWS::Lambda::Function',
        );
        expect(creates).to.have.length(5);
        expect(await cloud.resources('AWS::Lambda::Function')).to.have.length(1);
        await cloud.close();
      }));

  it('is final two minutes after the role was made', () =>
    withRig(async (rig) => {
      write(rig, '{{ role_arn }}');
      const cloud = createTestCloud({ faults: [{ kind: 'iam-lag', ms: 3_600_000 }] });
      const { outcomes, elapsedMs } = await build(rig, cloud);
      expect(outcomes[1]).to.include(cannotBeAssumed);
      expect(elapsedMs).to.be.within(118_000, 126_000);
      await cloud.close();
    }));

  it('is final at once where the run has not touched the role', () =>
    withRig(async (rig) => {
      write(rig, '{{ role_arn }}', roleEntry);
      const cloud = createTestCloud({ faults: [{ kind: 'iam-lag', ms: 3_600_000 }] });
      await build(rig, cloud);
      write(rig, '{{ role_arn }}');
      const { outcomes, delays } = await build(rig, cloud);
      expect(outcomes[1]).to.include(cannotBeAssumed);
      expect(delays).to.deep.equal([]);
      await cloud.close();
    }));

  it('is final at once for what refers to another role', () =>
    withRig(async (rig) => {
      write(rig, literalArn.replace('web-role', 'old-role'));
      const cloud = createTestCloud({
        faults: [
          {
            kind: 'fail',
            times: 'always',
            typeName: 'AWS::Lambda::Function',
            operation: 'CreateResource',
            code: 'InvalidRequest',
            message: cannotBeAssumed,
          },
        ],
      });
      const { outcomes, delays } = await build(rig, cloud);
      expect(outcomes[1]).to.include(cannotBeAssumed);
      expect(delays).to.deep.equal([]);
      await cloud.close();
    }));

  it('is final at once in other words', () =>
    withRig(async (rig) => {
      write(rig, '{{ role_arn }}');
      const cloud = createTestCloud({
        faults: [
          {
            kind: 'fail',
            times: 'always',
            typeName: 'AWS::Lambda::Function',
            operation: 'CreateResource',
            code: 'InvalidRequest',
            message: 'The runtime is not supported.',
          },
        ],
      });
      const { outcomes, delays } = await build(rig, cloud);
      expect(outcomes[1]).to.include('The runtime is not supported.');
      expect(delays).to.deep.equal([]);
      await cloud.close();
    }));

  it('passes for an update too, and the next build finds everything as it should be', () =>
    withRig(async (rig) => {
      write(rig, '{{ role_arn }}');
      const cloud = createTestCloud({ faults: [{ kind: 'iam-lag' }] });
      await build(rig, cloud);
      rig.edit('web/resources/web_role.iql', 'web-role', 'new-role');
      rig.write(
        'web/resources/handler.iql',
        rig.read('web/resources/handler.iql') +
          dedent`
            /*+ statecheck */
            SELECT COUNT(*) AS count FROM awscc.lambda.functions WHERE Identifier = 'web' AND role = '{{ role_arn }}';

            /*+ update */
            UPDATE awscc.lambda.functions
            SET PatchDocument = '[{"op": "replace", "path": "/Role", "value": "{{ role_arn }}"}]'
            WHERE Identifier = 'web';
          `,
      );
      const { outcomes, delays } = await build(rig, cloud);
      expect(outcomes).to.deep.equal(['web_role created', 'handler updated']);
      expect(delays).to.have.length(4);
      expect((await build(rig, cloud)).outcomes).to.deep.equal(['web_role unchanged', 'handler unchanged']);
      await cloud.close();
    }));

  it('is told in one line', () =>
    withRig(async (rig) => {
      write(rig, '{{ role_arn }}');
      const cloud = createTestCloud({ faults: [{ kind: 'iam-lag' }] });
      const { words } = await build(rig, cloud);
      expect(words.split('\n').filter((line) => line.includes('waiting'))).to.deep.equal([
        '  handler: waiting until IAM knows web_role',
      ]);
      await cloud.close();
    }));
});
