import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { queueUrl, writeQueues } from '../support/marked-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** What a command says: its exit code, and its lines without the head and without times. */
async function say(rig: Rig, line: string): Promise<string> {
  const [verb = '', folder = '', ...more] = line.split(' ');
  const { code, output, errors } = await rig.run(verb, folder, 'dev', '--local', ...more);
  const text = (output + errors)
    .replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '')
    .replaceAll(/ in \d+\.\d+ s$/gm, '')
    .replaceAll(/ +$/gm, '')
    .replaceAll('https://sqs.us-east-1.amazonaws.com/000000000000/', 'URL/')
    .replace(/^.*\n\n/, '');
  return `exit ${code}\n${text}`;
}

/** Two stacks that name one queue; the first has built it. */
async function writeTwoStacks(rig: Rig): Promise<void> {
  writeQueues(rig, 'first', [{ name: 'shared' }]);
  writeQueues(rig, 'second', [{ name: 'own' }, { name: 'mine', queue: 'shared', visibilityTimeout: 60 }]);
  expect(await say(rig, 'build first')).to.match(/^exit 0\n/);
}

async function queues(rig: Rig): Promise<readonly string[]> {
  return withLocalCloud(rig, (cloud) => cloud.list('AWS::SQS::Queue'));
}

const refusal = dedent`
  AWS::SQS::Queue URL/shared belongs to the stack first (dev), where it is "shared"
      to take it over, write on this entry: take_over: first/dev
      to leave it where it is, remove the entry, or give the resource another name
`.trim();

describe('A resource of another stack', () => {
  it('is refused by build before anything is written', () =>
    withRig(async (rig) => {
      await writeTwoStacks(rig);
      expect(await say(rig, 'build second')).to.equal(
        `exit 1\n  own   not attempted\n  mine  failed\n    ${refusal}\n\n1 not attempted, 1 failed\nnot attempted: own\n`,
      );
      expect(await queues(rig)).to.deep.equal([queueUrl('shared')]);
    }));

  it('is refused alone where a build goes on after failures', () =>
    withRig(async (rig) => {
      await writeTwoStacks(rig);
      expect(await say(rig, 'build second --on-failure ignore')).to.equal(
        `exit 1\n  own   created    URL/own\n  mine  failed\n    ${refusal}\n\n1 created, 1 failed\n`,
      );
    }));

  it('is refused by plan and by test', () =>
    withRig(async (rig) => {
      await writeTwoStacks(rig);
      expect(await say(rig, 'plan second --only mine')).to.equal(
        `exit 1\n  ! mine  ${refusal.replaceAll('\n    ', '\n        ')}\n\nNot selected: own.\n\nNot planned: mine.\n`,
      );
      expect(await say(rig, 'test second --only mine')).to.include(`  mine  failed\n    ${refusal}\n`);
    }));

  it('is left by a teardown, which says whose it is', () =>
    withRig(async (rig) => {
      await writeTwoStacks(rig);
      await say(rig, 'build second --on-failure ignore');
      expect(await say(rig, 'plan second --destroy')).to.equal(dedent`
        exit 0
          - own  AWS::SQS::Queue  URL/own

            mine  left alone: URL/shared belongs to the stack first (dev), where it is "shared"

        Plan: 0 to create, 0 to update, 0 to replace, 1 to delete.
      `);
      expect(await say(rig, 'teardown second')).to.equal(dedent`
        exit 0
          mine  left       URL/shared belongs to the stack first (dev), where it is "shared"
          own   deleted    URL/own

        1 left, 1 deleted
      `);
      expect(await queues(rig)).to.deep.equal([queueUrl('shared')]);
    }));

  it('is another one where only the environment differs', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'shared' }]);
      await rig.run('build', 'first', 'prd', '--local');
      expect(await say(rig, 'build first')).to.include('belongs to the stack first (prd), where it is "shared"');
      expect(await say(rig, 'teardown first')).to.include('shared  left       URL/shared belongs to');
    }));

  it('is refused where CloudFormation has made it, under the name of its stack', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'shared', marked: false }]);
      await say(rig, 'build first');
      await withLocalCloud(rig, (cloud) =>
        cloud.change('UpdateResource', {
          TypeName: 'AWS::SQS::Queue',
          Identifier: queueUrl('shared'),
          PatchDocument: JSON.stringify([
            { op: 'add', path: '/Tags', value: [{ Key: 'aws:cloudformation:stack-name', Value: 'web' }] },
          ]),
        }),
      );
      expect(await say(rig, 'build first')).to.include('belongs to the CloudFormation stack web\n');
      expect(await say(rig, 'teardown first')).to.include(
        'left       URL/shared belongs to the CloudFormation stack web\n',
      );
    }));

  it('is refused before its write where another resource has to be made first', () =>
    withRig(async (rig) => {
      await writeTwoStacks(rig);
      rig.edit(
        'second/stackql_manifest.yml',
        '  - name: mine',
        '  - name: mine\n    props:\n      - name: twin\n        value: "{{ own_url }}"',
      );
      rig.edit(
        'second/stackql_manifest.yml',
        '  - name: own',
        '  - name: own\n    exports:\n      - queue_url: own_url',
      );
      rig.write(
        'second/resources/own.iql',
        `${rig.read('second/resources/own.iql')}\n\n/*+ exports */\nSELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}';\n`,
      );
      // Which queue it is hangs on what the first entry exports.
      rig.edit('second/resources/mine.iql', `${queueUrl('shared')}'`, `{{ twin | replace("/own", "/shared") }}'`);
      expect(await say(rig, 'build second')).to.equal(
        `exit 1\n  own   created    URL/own\n  mine  failed\n    ${refusal}\n\n1 created, 1 failed\n`,
      );
    }));
});

describe('Leave to take a resource over', () => {
  for (const leave of ['first', 'first/dev']) {
    it(`lets ${leave} be built over, and is none for a teardown before that`, () =>
      withRig(async (rig) => {
        await writeTwoStacks(rig);
        rig.edit('second/stackql_manifest.yml', '  - name: mine', `  - name: mine\n    take_over: ${leave}`);
        expect(await say(rig, 'teardown second')).to.include('left       URL/shared belongs to the stack first (dev)');
        expect(await say(rig, 'build second')).to.match(/^exit 0\n/);
      }));
  }

  it('is none for another owner', () =>
    withRig(async (rig) => {
      await writeTwoStacks(rig);
      rig.edit('second/stackql_manifest.yml', '  - name: mine', '  - name: mine\n    take_over: first/prd');
      expect(await say(rig, 'build second')).to.include(refusal);
    }));
});
