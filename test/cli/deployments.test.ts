import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { assertDescribedCombinedReport } from '../support/described-json.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { withServedCloud, type ServedCloud } from '../support/served-cloud.ts';

const accounts = ['111111111111', '222222222222', '333333333333'];
const environments = ['prd-a', 'prd-b', 'prd-c'];

/** A stack with a queue, and in one environment a topic too. */
function writeStack(rig: Rig, name: string, topicIn = 'none'): void {
  rig.write(
    `stacks/${name}/stackql_manifest.yml`,
    [
      'version: 1',
      `name: ${name}`,
      'environments:',
      '  dev:',
      ...environments.flatMap((environment, index) => [
        `  ${environment}:`,
        `    role_arn: arn:aws:iam::${accounts[index] ?? ''}:role/deploy`,
      ]),
      'globals:',
      '  - { name: region, value: us-east-1 }',
      `  - { name: queue_name, value: '{{ stack_name }}-{{ stack_env }}' }`,
      'resources:',
      '  - name: queue',
      '    props:',
      '      - { name: seconds, value: 30 }',
      '    exports: [queue_url]',
      '  - name: topic',
      `    if: "'{{ stack_env }}' == '${topicIn}'"`,
      '',
    ].join('\n'),
  );
  rig.write(
    `stacks/${name}/resources/queue.iql`,
    `/*+ exists */
SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND queue_name = '{{ queue_name }}';
/*+ create */
INSERT INTO awscc.sqs.queues (QueueName, VisibilityTimeout, region) SELECT '{{ queue_name }}', {{ seconds }}, '{{ region }}';
/*+ statecheck */
SELECT COUNT(*) AS count FROM awscc.sqs.queues
WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}' AND visibility_timeout = {{ seconds }};
/*+ update */
UPDATE awscc.sqs.queues SET PatchDocument = string('{{ {"VisibilityTimeout": seconds} | generate_patch_document }}')
WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';
/*+ exports */
SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';
/*+ delete */
DELETE FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';
`,
  );
  rig.write(
    `stacks/${name}/resources/topic.iql`,
    `/*+ exists */
SELECT topic_arn FROM awscc.sns.topics WHERE region = '{{ region }}' AND topic_name = '{{ queue_name }}';
/*+ create */
INSERT INTO awscc.sns.topics (TopicName, region) SELECT '{{ queue_name }}', '{{ region }}';
/*+ delete */
DELETE FROM awscc.sns.topics WHERE region = '{{ region }}' AND Identifier = '{{ this.topic_arn }}';
`,
  );
}

/** As many stacks, in three accounts; the last has a topic in the second. */
async function withStacks(amount: number, use: (rig: Rig, served: ServedCloud) => Promise<void>): Promise<void> {
  await withRig(async (rig) => {
    await withServedCloud(rig, async (served) => {
      rig.environment.set('AWS_ENDPOINT_URL', served.url);
      const names = Array.from({ length: amount }, (_, index) => `s${String(index + 1).padStart(2, '0')}`);
      for (const name of names) writeStack(rig, name, name === names.at(-1) ? 'prd-b' : 'none');
      await use(rig, served);
    });
  });
}

const plan = ['plan', 'stacks/*', '--env', 'prd-*', '--detailed-exitcode', '--report', 'plan.md'];

const lastLine = ({ errors }: { readonly errors: string }): string => errors.trimEnd().split('\n').at(-1) ?? '';

describe('a command over many stacks and environments', () => {
  it('plans twenty stacks in three accounts: one comment with a row for each, and an exit code for all', async () => {
    await withStacks(20, async (rig, served) => {
      const rowsOf = (): readonly string[] =>
        rig
          .read('plan.md')
          .split('\n')
          .filter((line) => /^\| s\d\d /.test(line));
      const built = await rig.run('build', 'stacks/s0*', 'prd-b');
      expect([built.code, lastLine(built)], built.errors).to.deep.equal([0, '9 runs: 9 done']);
      const planned = await rig.run(...plan);
      expect([planned.code, lastLine(planned)]).to.deep.equal([2, '60 runs: 51 with changes, 9 without changes']);
      const rows = rowsOf();
      expect(rows).to.have.length(60);
      expect(rows.slice(0, 3)).to.deep.equal([
        '| s01 | prd-a | **changes** | 1 to create |',
        '| s01 | prd-b | no changes |  |',
        '| s01 | prd-c | **changes** | 1 to create |',
      ]);

      served.emulator.inject({ kind: 'denied', typeName: 'AWS::SNS::Topic', times: 'always' });
      const denied = await rig.run(...plan, '--report', 'plan.xml');
      expect([denied.code, lastLine(denied)]).to.deep.equal([
        1,
        '60 runs: 1 failed, 50 with changes, 9 without changes',
      ]);
      expect(rowsOf().filter((row) => !rows.includes(row))).to.deep.equal([
        '| s20 | prd-b | **failed** | topic: access was denied: ListResources of AWS::SNS::Topic in us-east-1 |',
      ]);
      expect(rig.read('plan.xml').match(/<testsuite /g)).to.have.length(60);
    });
  }).timeout(240_000);

  it('shows every run, and a line for each at the end', async () => {
    await withRig(async (rig) => {
      for (const name of ['shop', 'site']) writeStack(rig, name);
      await rig.run('build', 'stacks/shop', 'dev', '--local');
      rig.edit('stacks/shop/stackql_manifest.yml', 'value: 30', 'value: 45');
      expect(await rig.run('plan', 'stacks/*', 'd?v', '--local')).to.deep.equal({
        code: 0,
        output: dedent`
          Plan for shop (dev), on the embedded Cloud Control in .stack-deploy/local

            ~ queue  AWS::SQS::Queue  https://sqs.us-east-1.amazonaws.com/000000000000/shop-dev
                ~ VisibilityTimeout: 30 → 45

              topic  skipped: its "if" is false

          Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.
          Plan for site (dev), on the embedded Cloud Control in .stack-deploy/local

            + queue  AWS::SQS::Queue
                + QueueName: "site-dev"
                + VisibilityTimeout: 30

              topic  skipped: its "if" is false

          Plan: 1 to create, 0 to update, 0 to replace, 0 to delete.
        `,
        errors: dedent`

          shop (dev)  changes  1 to update
          site (dev)  changes  1 to create

          2 runs: 2 with changes
        `.replace(/^(?=s)/gm, '  '),
      });
    });
  });

  it('prints one document with the plan of each', async () => {
    await withRig(async (rig) => {
      for (const name of ['shop', 'site']) writeStack(rig, name);
      const { output } = await rig.run('plan', 'stacks/*', 'dev', '--local', '--json');
      assertDescribedCombinedReport(output);
      const { runs, ...rest } = JSON.parse(output) as {
        readonly runs: readonly { readonly report: { readonly stack: string } }[];
      };
      expect(rest).to.deep.equal({ format: 1, command: 'plan', ok: true, has_changes: true });
      expect(runs.map(({ report, ...run }) => [run, report.stack])).to.deep.equal(
        ['shop', 'site'].map((stack) => [
          { folder: `stacks/${stack}`, stack, environment: 'dev', end: 'changes', detail: '1 to create' },
          stack,
        ]),
      );
    });
  });

  it('goes on after a stack that cannot be read, and one whose build fails', async () => {
    await withRig(async (rig) => {
      for (const name of ['a', 'b', 'c']) writeStack(rig, name);
      rig.write('stacks/a/stackql_manifest.yml', 'version: [\n');
      rig.edit('stacks/b/resources/queue.iql', 'VisibilityTimeout, region', 'VisibilityTimeot, region');
      const built = await rig.run('build', 'stacks/*', 'dev', '--local', '--report', 'build.json');
      expect([built.code, lastLine(built)]).to.deep.equal([1, '3 runs: 2 failed, 1 done']);
      assertDescribedCombinedReport(rig.read('build.json'));
      const { runs } = JSON.parse(rig.read('build.json')) as {
        readonly runs: readonly { readonly end: string; readonly detail: string }[];
      };
      expect(runs.map(({ end, detail }) => `${end} ${detail}`)).to.deep.equal([
        'failed manifest/yaml-syntax: a list or map in brackets is not closed, or goes on with too little indentation',
        'failed resource/unknown-column: AWS::SQS::Queue has no property "VisibilityTimeot"',
        'done 1 created, 1 skipped in 0.0 s',
      ]);
    });
  });

  it('looks for drift everywhere: one report in each format, and an exit code for all', async () => {
    await withRig(async (rig) => {
      for (const name of ['a', 'b', 'c']) writeStack(rig, name);
      expect((await rig.run('build', 'stacks/*', 'dev', '--local')).code).to.equal(0);
      await withLocalCloud(rig, async (cloud) => {
        const [first = '', second = ''] = await cloud.list('AWS::SQS::Queue');
        await cloud.change('UpdateResource', {
          TypeName: 'AWS::SQS::Queue',
          Identifier: first,
          PatchDocument: JSON.stringify([{ op: 'add', path: '/VisibilityTimeout', value: 61 }]),
        });
        await cloud.change('DeleteResource', { TypeName: 'AWS::SQS::Queue', Identifier: second });
      });
      const looked = await rig.run(
        ...['drift', 'stacks/*', 'dev', '--local', '--detailed-exitcode'],
        ...['--report', 'drift.json', '--report', 'drift.md', '--report', 'drift.xml'],
      );
      expect([looked.code, looked.errors.trimEnd().split('\n').slice(-5)]).to.deep.equal([
        2,
        [
          '  a (dev)  drift     1 resource changed',
          '  b (dev)  drift     1 resource missing',
          '  c (dev)  no drift',
          '',
          '3 runs: 2 with drift, 1 without drift',
        ],
      ]);
      assertDescribedCombinedReport(rig.read('drift.json'));
      expect(JSON.parse(rig.read('drift.json'))).to.deep.include({ command: 'drift', ok: true, has_changes: true });
      expect(rig.read('drift.md').match(/^\|.*\|$/gm)).to.deep.equal([
        '| stack | environment | result |  |',
        '| --- | --- | --- | --- |',
        '| a | dev | **drift** | 1 resource changed |',
        '| b | dev | **drift** | 1 resource missing |',
        '| c | dev | no drift |  |',
      ]);
      expect(rig.read('drift.xml').match(/<(?:testsuite |failure).*?>/g)).to.deep.equal([
        '<testsuite name="a (dev)" tests="2" failures="1" errors="0" skipped="1" time="0.000">',
        '<failure message="it is not as declared" type="drift">',
        '<testsuite name="b (dev)" tests="2" failures="1" errors="0" skipped="1" time="0.000">',
        '<failure message="it does not exist" type="absent">',
        '<testsuite name="c (dev)" tests="2" failures="0" errors="0" skipped="1" time="0.000">',
      ]);
      rig.write('stacks/c/stackql_manifest.yml', 'version: [\n');
      const again = await rig.run('plan', 'stacks/*', 'dev', '--refresh-only', '--local', '--json');
      expect(again.code).to.equal(1);
      assertDescribedCombinedReport(again.output);
    });
  });

  it('tears down everything in the reverse order, once that is confirmed', async () => {
    await withRig(async (rig) => {
      for (const name of ['a', 'b']) writeStack(rig, name);
      await rig.run('build', 'stacks/*', 'dev', '--local');
      expect(await rig.run('teardown', 'stacks/*', 'd*', '--local')).to.deep.equal({
        code: 1,
        output: '',
        errors: dedent`
          error[input/confirmation]: the teardown of stacks/b (dev) and stacks/a (dev) has to be confirmed, and there is no terminal to ask at
            = help: give it --yes
        `,
      });
      Object.assign(rig, { isTerminal: true, input: 'no\n' });
      const asked = await rig.run('teardown', 'stacks/*', 'd*', '--local', '--no-color');
      expect(asked.errors).to.equal(dedent`
        This is the teardown of stacks/b (dev) and stacks/a (dev), on the embedded Cloud Control in .stack-deploy/local. Go on? Only "yes" is accepted: error[input/confirmation]: the teardown of stacks/b (dev) and stacks/a (dev) was not confirmed
          = help: answer yes, or give it --yes
      `);
      Object.assign(rig, { isTerminal: false, input: undefined });
      const torn = await rig.run('teardown', 'stacks/*', 'd*', '--local', '--yes', '--report', 'teardown.json');
      expect(torn.errors.trimEnd().split('\n').slice(-4)).to.deep.equal([
        '  b (dev)  done  1 skipped, 1 deleted in 0.0 s',
        '  a (dev)  done  1 skipped, 1 deleted in 0.0 s',
        '',
        '2 runs: 2 done',
      ]);
      assertDescribedCombinedReport(rig.read('teardown.json'));
      expect(await withLocalCloud(rig, (cloud) => cloud.list('AWS::SQS::Queue'))).to.deep.equal([]);
    });
  });

  it('runs a stack in each region that its environment allows, and once where the stack names its own', async () => {
    await withRig(async (rig) => {
      for (const name of ['everywhere', 'home']) {
        writeStack(rig, name);
        rig.edit(`stacks/${name}/stackql_manifest.yml`, '  dev:\n', '  dev:\n    regions: [us-east-1, eu-west-1]\n');
      }
      rig.edit('stacks/everywhere/stackql_manifest.yml', 'value: us-east-1', "value: '{{ vars.AWS_REGION }}'");
      const built = await rig.run('build', 'stacks/*', 'dev', '--local');
      expect(built.errors.trimEnd().split('\n').slice(-5), built.errors).to.deep.equal([
        '  everywhere (dev, us-east-1)  done  1 created, 1 skipped in 0.0 s',
        '  everywhere (dev, eu-west-1)  done  1 created, 1 skipped in 0.0 s',
        '  home (dev)                   done  1 created, 1 skipped in 0.0 s',
        '',
        '3 runs: 3 done',
      ]);
      const one = await rig.run('test', 'stacks/*', 'dev', '--local', '-e', 'AWS_REGION=eu-west-1');
      expect(lastLine(one)).to.equal('2 runs: 2 passed');
    });
  });

  it('starts nothing more once it is interrupted', async () => {
    await withRig(async (rig) => {
      for (const name of ['a', 'b']) writeStack(rig, name);
      rig.signal = AbortSignal.abort();
      const { code, errors } = await rig.run('build', 'stacks/*', 'dev', '--local');
      expect(code).to.equal(1);
      expect(errors).to.equal(
        '\n  stacks/a (dev)  not started\n  stacks/b (dev)  not started\n\n2 runs: 2 not started\n',
      );
    });
  });

  const refused: readonly (readonly [argv: readonly string[], errors: string])[] = [
    [
      ['plan', 'stacks/*', 'dev', '--out', 'plan.json'],
      'error[input/option]: --out is for one stack in one environment\n  = help: name both without * and ?\n',
    ],
    [
      ['build', 'stacks/*', 'dev', '--report', 'all.env'],
      'error[input/option]: --report FILE.env is for one stack in one environment\n  = help: name both without * and ?\n',
    ],
    [
      ['plan', 'stax/*', 'dev'],
      'error[input/file-missing]: no stack matches "stax/*"\n  = help: a stack is a folder with stackql_manifest.yml; quote the pattern, or the shell replaces it\n',
    ],
    [
      ['test', 'stacks/*', '--env', 'tst-*'],
      'error[input/environment]: no environment matches "tst-*"\n  = help: the stacks have dev, prd-a, prd-b and prd-c\n',
    ],
  ];
  for (const [argv, errors] of refused) {
    it(`refuses ${argv.join(' ')}`, async () => {
      await withRig(async (rig) => {
        writeStack(rig, 'shop');
        expect(await rig.run(...argv, '--local')).to.deep.equal({ code: 1, output: '', errors });
      });
    });
  }
});
