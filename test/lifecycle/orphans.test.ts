import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { queueUrl, writeQueues, type QueueEntry } from '../support/marked-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { say } from '../support/say.ts';

async function queues(rig: Rig): Promise<readonly string[]> {
  const all = await withLocalCloud(rig, (cloud) => cloud.list('AWS::SQS::Queue'));
  return all.map((url) => url.split('/').at(-1) ?? '');
}

/** A stack of queues that was built, and then lost some of its entries. */
async function lose(
  rig: Rig,
  before: readonly QueueEntry[],
  after: readonly QueueEntry[],
  top: readonly string[] = [],
) {
  writeQueues(rig, 'shop', before);
  expect(await say(rig, 'build shop')).to.match(/^exit 0\n/);
  writeQueues(rig, 'shop', after, { top });
}

const stays: QueueEntry = { name: 'stays' };

describe('A resource whose entry is gone', () => {
  it('is shown by plan as an orphan, and left by build', () =>
    withRig(async (rig) => {
      await lose(rig, [stays, { name: 'gone' }], [stays]);
      expect(await say(rig, 'plan shop --detailed-exitcode')).to.equal(dedent`
        exit 0
            gone  orphan: AWS::SQS::Queue  URL/gone was built by this stack, and no entry stands for it; build --prune deletes it

        No changes.
      `);
      expect(await say(rig, 'build shop')).to.equal(dedent`
        exit 0
          stays  unchanged  URL/stays

        1 unchanged

        1 resource of this stack is no longer in the manifest:
          gone  AWS::SQS::Queue  URL/gone
        To delete it: stack-deploy build shop dev --local --prune
      `);
      expect(await queues(rig)).to.deep.equal(['stays', 'gone']);
    }));

  it('is deleted by build --prune, after everything else, the last one first', () =>
    withRig(async (rig) => {
      await lose(rig, [stays, { name: 'gone' }, { name: 'lost' }], [stays, { name: 'fresh' }]);
      expect(await say(rig, 'plan shop --prune --detailed-exitcode')).to.include(
        '1 to create, 0 to update, 0 to replace, 2 to delete.',
      );
      expect(await say(rig, 'build shop --prune')).to.equal(
        dedent`
        exit 0
          stays  unchanged  URL/stays
          fresh  created    URL/fresh
          lost   deleted    URL/lost
          gone   deleted    URL/gone

        1 unchanged, 1 created, 2 deleted
      `,
      );
      expect(await queues(rig)).to.deep.equal(['stays', 'fresh']);
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
    }));

  it('is found where the service knows it by its ARN under another name', () =>
    withRig(async (rig) => {
      const secret =
        'resources: [{name: key, type: AWS::SecretsManager::Secret, properties: {Name: key, SecretString: x}}]';
      rig.write(
        'shop/stackql_manifest.yml',
        `version: 1\nname: shop\nglobals: [{name: region, value: us-east-1}]\n${secret}\n`,
      );
      expect(await say(rig, 'build shop')).to.match(/^exit 0\n/);
      writeQueues(rig, 'shop', [stays]);
      expect(await say(rig, 'build shop --prune')).to.match(/\n {2}key +deleted /);
      expect(await withLocalCloud(rig, (cloud) => cloud.list('AWS::SecretsManager::Secret'))).to.deep.equal([]);
    }));

  it('is one too where its entry stands for another resource now', () =>
    withRig(async (rig) => {
      await lose(rig, [{ name: 'one', queue: 'before' }], [{ name: 'one', queue: 'after' }]);
      expect(await say(rig, 'plan shop')).to.include('orphan: AWS::SQS::Queue  URL/before');
      await say(rig, 'build shop --prune');
      expect(await queues(rig)).to.deep.equal(['after']);
    }));

  it('is none where the entry was renamed, with moved_from or without', () =>
    withRig(async (rig) => {
      for (const lines of [['moved_from: old'], []]) {
        await lose(rig, [stays, { name: 'old', queue: 'same' }], [stays, { name: 'fresh', queue: 'same', lines }]);
        expect(await say(rig, 'plan shop --prune')).to.include('0 to create, 1 to update, 0 to replace, 0 to delete.');
        await say(rig, 'build shop --prune');
        expect(await queues(rig)).to.deep.equal(['stays', 'same']);
      }
    }));

  it('is not deleted where it was protected', () =>
    withRig(async (rig) => {
      await lose(rig, [stays, { name: 'kept', lines: ['on_delete: protect'] }], [stays]);
      expect(await say(rig, 'build shop --prune')).to.include(
        '  kept   skipped    it was built with on_delete: protect\n',
      );
      expect(await queues(rig)).to.deep.equal(['stays', 'kept']);
    }));

  it('of another environment, another stack, or without a mark is nobody`s orphan', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'other', [{ name: 'gone' }]);
      await rig.run('build', 'other', 'dev', '--local');
      writeQueues(rig, 'shop', [{ name: 'elsewhere' }]);
      await rig.run('build', 'shop', 'prd', '--local');
      await lose(rig, [stays, { name: 'plain', marked: false }], [stays]);
      expect(await say(rig, 'build shop --prune')).to.equal('exit 0\n  stays  unchanged  URL/stays\n\n1 unchanged\n');
      expect(await queues(rig)).to.deep.equal(['gone', 'elsewhere', 'stays', 'plain']);
    }));

  it('is not pruned in a run over a part of the stack', () =>
    withRig(async (rig) => {
      await lose(rig, [stays, { name: 'gone' }], [stays]);
      expect(await say(rig, 'build shop --prune --only stays')).to.include('cannot be used with option');
      expect(await say(rig, 'plan shop --only stays')).not.to.include('orphan');
    }));

  it('is not pruned where an entry failed', () =>
    withRig(async (rig) => {
      writeQueues(rig, 'other', [{ name: 'taken' }]);
      await rig.run('build', 'other', 'dev', '--local');
      await lose(rig, [stays, { name: 'gone' }], [stays, { name: 'mine', queue: 'taken' }]);
      expect(await say(rig, 'build shop --prune')).to.match(/^exit 1\n/);
      expect(await queues(rig)).to.deep.equal(['taken', 'stays', 'gone']);
    }));
});

describe('A resource that the manifest forgets', () => {
  it('stays, without the mark of the stack', () =>
    withRig(async (rig) => {
      await lose(rig, [stays, { name: 'given' }], [stays], ['forget: [given]']);
      expect(await say(rig, 'plan shop --detailed-exitcode')).to.equal(dedent`
        exit 2
          ~ given  AWS::SQS::Queue  URL/given
                # forget: it stays, without the mark of the stack

        Plan: 0 to create, 1 to update, 0 to replace, 0 to delete.
      `);
      expect(await say(rig, 'build shop --prune')).to.include(
        '  given  updated    URL/given  given up: it no longer carries the mark of the stack\n',
      );
      const { Tags: tags } = await withLocalCloud(rig, (cloud) =>
        cloud.properties('AWS::SQS::Queue', queueUrl('given')),
      );
      expect(tags ?? []).to.deep.equal([]);
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
    }));
});

describe('A resource that is moved to another stack', () => {
  /** The old stack gives the queue up, the new one names where it comes from. */
  async function move(rig: Rig): Promise<void> {
    writeQueues(rig, 'old', [stays, { name: 'queue', queue: 'moving' }]);
    await rig.run('build', 'old', 'dev', '--local');
    writeQueues(rig, 'old', [stays], { top: ['forget: [queue]'] });
    writeQueues(rig, 'fresh', [{ name: 'inbox', queue: 'moving', lines: ['moved_from: {stack: old, name: queue}'] }]);
  }

  for (const order of [
    ['old', 'fresh'],
    ['fresh', 'old'],
  ]) {
    it(`survives where ${order[0] ?? ''} runs first`, () =>
      withRig(async (rig) => {
        await move(rig);
        for (const stack of order) expect(await say(rig, `build ${stack} --prune`)).to.match(/^exit 0\n/);
        expect(await queues(rig)).to.deep.equal(['stays', 'moving']);
        for (const stack of order) expect(await say(rig, `plan ${stack}`)).to.equal('exit 0\nNo changes.\n');
        expect(await say(rig, 'teardown old')).to.match(/^exit 0\n/);
        expect(await queues(rig)).to.deep.equal(['moving']);
        expect(await say(rig, 'teardown fresh')).to.include('  inbox  deleted    URL/moving\n');
      }));
  }
});

const clients = (names: readonly string[]): string => dedent`
  version: 1
  name: shop
  globals:
    - name: region
      value: us-east-1
  resources:
    - name: pool
      exports: [user_pool_id]
${names.map((name) => `    - name: ${name}\n      file: client.iql`).join('\n')}
`;

const poolQueries = dedent`
  /*+ exists */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND user_pool_name = 'customers';

  /*+ create */
  INSERT INTO awscc.cognito.user_pools (UserPoolName, region) SELECT 'customers', '{{ region }}';

  /*+ exports */
  SELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';

  /*+ delete */
  DELETE FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}';
`;

const clientQueries = dedent`
  /*+ exists */
  SELECT user_pool_id, client_id FROM awscc.cognito.user_pool_clients
  WHERE region = '{{ region }}' AND user_pool_id = '{{ pool.user_pool_id }}' AND client_name = '{{ resource_name }}';

  /*+ create */
  INSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ClientName, region)
  SELECT '{{ pool.user_pool_id }}', '{{ resource_name }}', '{{ region }}';

  /*+ delete */
  DELETE FROM awscc.cognito.user_pool_clients
  WHERE region = '{{ region }}' AND Identifier = '{{ this.user_pool_id }}|{{ this.client_id }}';
`;

describe('A child of a resource of the stack', () => {
  async function renameClient(rig: Rig): Promise<string> {
    rig.write('shop/resources/pool.iql', poolQueries);
    rig.write('shop/resources/client.iql', clientQueries);
    rig.write('shop/stackql_manifest.yml', clients(['web', 'old']));
    expect(await say(rig, 'build shop')).to.match(/^exit 0\n/);
    rig.write('shop/stackql_manifest.yml', clients(['web', 'fresh']));
    const all = await withLocalCloud(rig, (cloud) => cloud.list('AWS::Cognito::UserPool'));
    const [pool = ''] = all;
    const ids = await withLocalCloud(rig, async (cloud) => {
      const answer = await cloud.call('ListResources', {
        TypeName: 'AWS::Cognito::UserPoolClient',
        ResourceModel: JSON.stringify({ UserPoolId: pool }),
      });
      const found = answer['ResourceDescriptions'] as readonly { readonly Identifier: string }[];
      return Promise.all(
        found.map(async ({ Identifier }) => ({
          id: Identifier,
          name: (await cloud.properties('AWS::Cognito::UserPoolClient', Identifier))['ClientName'],
        })),
      );
    });
    return ids.find(({ name }) => name === 'old')?.id ?? '';
  }

  it('is shown as not declared where no entry stands for it, and pruned by its name', () =>
    withRig(async (rig) => {
      const old = await renameClient(rig);
      expect(await say(rig, 'plan shop')).to.include(
        `    AWS::Cognito::UserPoolClient  not declared here: ${old}, under pool; build --prune AWS::Cognito::UserPoolClient=${old} deletes it\n`,
      );
      expect(await say(rig, 'plan shop --prune')).to.include('1 to create, 0 to update, 0 to replace, 0 to delete.');
      const prune = `--prune AWS::Cognito::UserPoolClient=${old}`;
      expect(await say(rig, `plan shop ${prune}`)).to.include('1 to create, 0 to update, 0 to replace, 1 to delete.');
      expect(await say(rig, `build shop ${prune}`)).to.include(
        `  AWS::Cognito::UserPoolClient=${old}  deleted    ${old}\n`,
      );
      expect(await say(rig, 'plan shop')).to.equal('exit 0\nNo changes.\n');
    }));

  it('is not pruned where an entry stands for it, or its parent is not the stack`s', () =>
    withRig(async (rig) => {
      const old = await renameClient(rig);
      rig.write('shop/stackql_manifest.yml', clients(['old']));
      expect(await say(rig, `build shop --prune AWS::Cognito::UserPoolClient=${old}`)).to.include(
        `not pruned: an entry of the manifest stands for AWS::Cognito::UserPoolClient ${old}\n`,
      );
      writeQueues(rig, 'other', [stays]);
      expect(await say(rig, `build other --prune AWS::Cognito::UserPoolClient=${old}`)).to.include(
        `not pruned: AWS::Cognito::UserPoolClient ${old} has no mark, and no resource of this stack is its parent\n`,
      );
      expect(await say(rig, 'build other --prune AWS::Nobody::Knows=x')).to.include(
        'not pruned: AWS::Nobody::Knows is not a known resource type',
      );
    }));
});
