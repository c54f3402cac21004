import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { queueUrl, writeQueues } from '../support/marked-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { say } from '../support/say.ts';

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

/** The mark that the tags of a queue hold, and what they say of deletion: `first/dev/shared protect`. */
async function markIn(rig: Rig, name: string): Promise<string> {
  const { Tags: tags = [] } = await withLocalCloud(rig, (cloud) => cloud.properties('AWS::SQS::Queue', queueUrl(name)));
  const texts = new Map((tags as readonly { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
  const mark = ['stack-name', 'stack-env', 'resource-name'].map((key) => texts.get(`stackql:${key}`));
  return [mark.join('/'), ...[texts.get('stack-deploy:on-delete') ?? []].flat()].join(' ');
}

describe('A resource without a mark', () => {
  it('is adopted by the stack whose queries write one', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'shared', marked: false }]);
      await say(rig, 'build first');
      writeQueues(rig, 'first', [{ name: 'shared' }]);
      expect(await say(rig, 'plan first --detailed-exitcode')).to.equal(
        "exit 0\n    shared  adopt: it belongs to nobody, and the build marks it as the stack's\n\nNo changes.\n",
      );
      expect(await say(rig, 'test first --detailed-exitcode')).to.equal(
        'exit 0\n  shared  passed     URL/shared\n\n1 passed\n',
      );
      expect(await say(rig, 'build first')).to.equal(
        'exit 0\n  shared  updated    URL/shared  adopted: it belonged to nobody\n\n1 updated\n',
      );
      expect(await markIn(rig, 'shared')).to.equal('first/dev/shared');
      expect(await say(rig, 'build first')).to.equal('exit 0\n  shared  unchanged  URL/shared\n\n1 unchanged\n');
    }));

  it('gets the mark with the patch that is sent anyway', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'shared', marked: false }]);
      await say(rig, 'build first');
      writeQueues(rig, 'first', [{ name: 'shared', visibilityTimeout: 60 }]);
      const built = await say(rig, 'build first --show-queries');
      expect(built.match(/UPDATE/g)).to.have.length(1);
      expect(built).to.include('-- added: /Tags (mark)');
      expect(built).to.include('updated    URL/shared  VisibilityTimeout: 30 → 60, adopted: it belonged to nobody\n');
      expect(await markIn(rig, 'shared')).to.equal('first/dev/shared');
    }));

  it('stays without one with --exact-patch, and where the queries write none', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'shared', marked: false }]);
      await say(rig, 'build first');
      expect(await say(rig, 'plan first')).to.equal('exit 0\nNo changes.\n');
      writeQueues(rig, 'first', [{ name: 'shared' }]);
      await say(rig, 'build first --exact-patch');
      expect(await markIn(rig, 'shared')).to.equal('//');
    }));
});

describe('A resource that is taken over', () => {
  it('carries the mark of the second stack, and the plan of the first says so', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'shared' }]);
      await say(rig, 'build first');
      writeQueues(rig, 'second', [{ name: 'mine', queue: 'shared', lines: ['take_over: first/dev'] }]);
      expect(await say(rig, 'plan second --detailed-exitcode')).to.equal(dedent`
        exit 2
          ~ mine  AWS::SQS::Queue  URL/shared
                # taken over from the stack first (dev), where it is "shared"
              ~ Tags:
                  ~ stackql:stack-name: "first" → "second"
                  ~ stackql:resource-name: "shared" → "mine"
                    # 1 unchanged

        Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.
      `);
      expect(await say(rig, 'test second --detailed-exitcode')).to.equal(dedent`
        exit 2
          mine  failed
            the mark of its owner is out of date, and a build rewrites it: taken over from the stack first (dev), where it is "shared"

        1 failed
      `);
      expect(await say(rig, 'build second')).to.include(
        '  mine  updated    URL/shared  taken over from the stack first',
      );
      expect(await markIn(rig, 'shared')).to.equal('second/dev/mine');
      expect(await say(rig, 'plan first')).to.include('belongs to the stack second (dev), where it is "mine"');
      expect(await say(rig, 'teardown first')).to.include('1 left');
      expect(await say(rig, 'teardown second')).to.equal('exit 0\n  mine  deleted    URL/shared\n\n1 deleted\n');
    }));
});

describe('A resource that is moved', () => {
  it('from one name to another is made once, and marked anew', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'old', queue: 'shared' }]);
      await say(rig, 'build first');
      writeQueues(rig, 'first', [{ name: 'fresh', queue: 'shared', lines: ['moved_from: old'] }]);
      expect(await say(rig, 'plan first')).to.include('# moved from "old" of the stack first (dev)\n');
      expect(await say(rig, 'build first')).to.include(
        'updated    URL/shared  moved from "old" of the stack first (dev)\n',
      );
      expect(await markIn(rig, 'shared')).to.equal('first/dev/fresh');
      expect(await queues(rig)).to.deep.equal([queueUrl('shared')]);
      expect(await say(rig, 'plan first')).to.equal('exit 0\nNo changes.\n');
    }));

  it('to another stack needs the words of the stack that gets it', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'old', queue: 'shared' }]);
      await say(rig, 'build first');
      writeQueues(rig, 'second', [
        { name: 'mine', queue: 'shared', lines: ['moved_from: {stack: first, name: another}'] },
      ]);
      expect(await say(rig, 'build second')).to.include('belongs to the stack first (dev), where it is "old"');
      writeQueues(rig, 'second', [{ name: 'mine', queue: 'shared', lines: ['moved_from: {stack: first, name: old}'] }]);
      expect(await say(rig, 'build second')).to.include('moved from "old" of the stack first (dev)\n');
      expect(await markIn(rig, 'shared')).to.equal('second/dev/mine');
    }));
});

describe('on_delete', () => {
  it('retain keeps the resource in a teardown', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'kept', lines: ['on_delete: retain'] }, { name: 'other' }]);
      await say(rig, 'build first');
      expect(await say(rig, 'teardown first')).to.equal(dedent`
        exit 0
          other  deleted    URL/other
          kept   skipped    it says on_delete: retain

        1 deleted, 1 skipped
      `);
      expect(await queues(rig)).to.deep.equal([queueUrl('kept')]);
    }));

  it('protect keeps a teardown from deleting anything, and outlives the word in the manifest', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'kept', lines: ['on_delete: protect'] }, { name: 'other' }]);
      await say(rig, 'build first');
      expect(await markIn(rig, 'kept')).to.equal('first/dev/kept protect');
      const refused = (why: string): string => dedent`
        exit 1
          kept   failed
            ${why}
            to delete it all the same, write on this entry: on_delete: delete

        1 not attempted, 1 failed
        not attempted: other
      `;
      const byEntry = 'on_delete: protect keeps the teardown from deleting anything';
      expect(await say(rig, 'teardown first')).to.equal(refused(byEntry));
      expect(await say(rig, 'teardown first --on-failure ignore')).to.include(byEntry);
      expect(await say(rig, 'plan first --destroy')).to.equal(dedent`
        exit 1
          ! kept  ${byEntry}
                to delete it all the same, write on this entry: on_delete: delete

            other  skipped: a teardown deletes nothing while another resource cannot go

        Not planned: kept.
      `);
      writeQueues(rig, 'first', [{ name: 'kept' }, { name: 'other' }]);
      expect(await say(rig, 'plan first')).to.equal('exit 0\nNo changes.\n');
      expect(await say(rig, 'teardown first')).to.equal(
        refused('its tags keep the teardown from deleting anything: it was built with on_delete: protect'),
      );
      writeQueues(rig, 'first', [{ name: 'kept', lines: ['on_delete: delete'] }, { name: 'other' }]);
      expect(await say(rig, 'teardown first')).to.include('2 deleted');
    }));

  it('protect survives a patch that sets the tags, and is written to what is there already', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'kept' }]);
      await say(rig, 'build first');
      writeQueues(rig, 'first', [{ name: 'kept', lines: ['on_delete: protect'] }]);
      expect(await say(rig, 'plan first')).to.include('# its tags now keep every teardown from deleting it\n');
      await say(rig, 'build first');
      expect(await markIn(rig, 'kept')).to.equal('first/dev/kept protect');
      writeQueues(rig, 'first', [{ name: 'kept', visibilityTimeout: 60, patchesTags: true }]);
      expect(await say(rig, 'build first')).to.match(/^exit 0\n/);
      expect(await markIn(rig, 'kept')).to.equal('first/dev/kept protect');
    }));

  it('of what is not there keeps nothing', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'first', [{ name: 'kept', lines: ['on_delete: protect'] }]);
      expect(await say(rig, 'teardown first')).to.equal('exit 0\n  kept  absent     it was not there\n\n1 absent\n');
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
