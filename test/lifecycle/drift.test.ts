import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { Json } from '../../src/base/json.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { dedent } from '../support/dedent.ts';
import { StableNames } from '../support/flow-fixture.ts';
import { withLocalCloud, type LocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const folder = join(packageRoot, 'test/fixtures/drift');
const manifest = 'stack/stackql_manifest.yml';

/** What happens to the stack of the fixtures of plan, once it is built, before it is looked at. */
interface Case {
  readonly name: string;
  readonly before?: (rig: Rig) => void;
  /** From outside of the stack. */
  readonly outside?: (cloud: LocalCloud) => Promise<void>;
  readonly options?: readonly string[];
  readonly code: number;
}

const types = {
  queue: 'AWS::SQS::Queue',
  role: 'AWS::IAM::Role',
  note: 'AWS::SSM::Parameter',
  pool: 'AWS::Cognito::UserPool',
  client: 'AWS::Cognito::UserPoolClient',
} as const;

/** The only one of its type, a client of the only pool, or the note of the shop. */
async function identifierOf(cloud: LocalCloud, type: keyof typeof types): Promise<string> {
  if (type === 'note') return '/shop/note';
  const [only = ''] = await cloud.list(
    types[type],
    type === 'client' ? { UserPoolId: await identifierOf(cloud, 'pool') } : {},
  );
  return only;
}

async function patch(
  cloud: LocalCloud,
  type: keyof typeof types,
  values: Readonly<Record<string, Json>>,
): Promise<void> {
  const operations = Object.entries(values).map(([path, value]) => ({ op: 'add', path, value }));
  const ended = await cloud.change('UpdateResource', {
    TypeName: types[type],
    Identifier: await identifierOf(cloud, type),
    PatchDocument: JSON.stringify(operations),
  });
  expect(ended['OperationStatus'], JSON.stringify(ended)).to.equal('SUCCESS');
}

/** Another value of every shape: a number, tags, a statement, lines, a member of a map, and what nobody declares. */
async function changeMuch(cloud: LocalCloud): Promise<void> {
  await patch(cloud, 'queue', {
    '/VisibilityTimeout': 61,
    '/DelaySeconds': 5,
    '/Tags': [
      { Key: 'team', Value: 'shop' },
      { Key: 'cost', Value: 'low' },
    ],
  });
  await patch(cloud, 'role', {
    '/AssumeRolePolicyDocument': {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Functions',
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    '/MaxSessionDuration': 7200,
    '/Tags': [
      { Key: 'owner', Value: 'somebody' },
      { Key: 'stack-deploy:sent', Value: 'x' },
    ],
  });
  await patch(cloud, 'note', { '/Value': 'one\n2\nthree' });
  await patch(cloud, 'pool', {
    '/Policies': { PasswordPolicy: { MinimumLength: 14, RequireNumbers: true } },
    '/DeletionProtection': 'ACTIVE',
  });
  await patch(cloud, 'client', { '/RefreshTokenValidity': 31, '/EnableTokenRevocation': false });
}

const cases: readonly Case[] = [
  { name: 'none', code: 0 },
  { name: 'much', outside: changeMuch, code: 2 },
  {
    name: 'missing',
    outside: async (cloud) => {
      const client = await identifierOf(cloud, 'client');
      await cloud.change('DeleteResource', { TypeName: types.client, Identifier: client });
    },
    code: 2,
  },
  {
    name: 'left-out',
    before: (rig) => {
      rig.edit(
        manifest,
        '  - name: queue\n',
        '  - name: queue\n    ignore_changes: [/VisibilityTimeout, /DelaySeconds, /Tags]\n',
      );
      rig.edit(manifest, '  - name: role\n', '  - name: role\n    unmanaged: off\n');
      rig.edit(manifest, '  - name: note\n', '  - name: note\n    skip_validation: true\n');
    },
    outside: changeMuch,
    options: ['--skip', 'pool,client'],
    code: 2,
  },
  {
    name: 'secret',
    before: (rig) =>
      rig.edit(manifest, String.raw`value: "one\ntwo\nthree"`, 'value: swordfish-4711\n        protected: true'),
    outside: (cloud) => patch(cloud, 'note', { '/Value': 'swordfish-4712' }),
    code: 2,
  },
];

/** UPDATE_FIXTURES=1 writes what is printed as what is to be printed, to be read as a difference. */
const writes = process.env['UPDATE_FIXTURES'] === '1';

const isDrift = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(packageRoot, 'schemas/drift.schema.json'), 'utf8')) as object,
);

function expectFile(name: string, text: string): void {
  const path = join(folder, name);
  if (writes) writeFileSync(path, text);
  expect(text).to.equal(readFileSync(path, 'utf8'));
}

describe('what drift prints', () => {
  for (const { name, before, outside, options = [], code } of cases) {
    it(`of the case ${name}`, async () => {
      await withRig(async (rig) => {
        const names = new StableNames();
        rig.copy('test/fixtures/plans/stack', 'stack');
        before?.(rig);
        const built = await rig.run('build', 'stack', 'dev', '--local');
        expect(built.code, built.errors).to.equal(0);
        if (outside !== undefined) await withLocalCloud(rig, outside);
        const drift = (...more: readonly string[]) => rig.run('drift', 'stack', 'dev', '--local', ...options, ...more);
        const text = await drift('--detailed-exitcode');
        expect(text.code, text.errors).to.equal(code);
        expectFile(`${name}.txt`, names.replace(text.output));
        const alias = await rig.run('plan', 'stack', 'dev', '--local', '--refresh-only', ...options);
        expect(alias).to.deep.equal({ ...text, code: 0 });
        const json = await drift('--json');
        expectFile(`${name}.json`, names.replace(json.output));
        expect(isDrift(JSON.parse(json.output)), JSON.stringify(isDrift.errors)).to.equal(true);
        const markdown = await drift('--markdown');
        expectFile(`${name}.md`, names.replace(markdown.output));
        expect([text, json, markdown].map((run) => run.output).join('')).not.to.include('swordfish');
      });
    });
  }
});

/** One queue in many spellings: where its values stand, and what is said of them. */
const spellings = {
  manifest: dedent`
    version: 1
    name: spellings
    globals:
      - name: region
        value: us-east-1
      - name: retention
        value: 86400
    resources:
      - name: queue
        props:
          - name: delay
            value: '{{ delay_from_outside }}'
          - name: settings
            value:
              VisibilityTimeout: 40   # seconds
          - name: twice
            values:
              dev:
                value: 5
              prd:
                value: 6
  `,
  queries: dedent`
    /*+ exists */
    SELECT queue_url FROM awscc.sqs.queues WHERE region = '{{ region }}' AND queue_name = 'spelt'

    /*+ create */
    INSERT INTO awscc.sqs.queues
      (QueueName, DelaySeconds, MaximumMessageSize, VisibilityTimeout, MessageRetentionPeriod, ReceiveMessageWaitTimeSeconds, RedriveAllowPolicy, Tags, region)
    SELECT 'spelt', {{ delay }}, 2048, {{ settings.VisibilityTimeout }}, {{ retention }}, {{ twice + 1 }},
      '{"redrivePermission": "byQueue", "sourceQueueArns": ["{{ arn }}"]}',
      '[{"Key": "team", "Value": "it''s"}]', '{{ region }}'

    /*+ update */
    UPDATE awscc.sqs.queues
    SET PatchDocument = '[{"op": "add", "path": "/MaximumMessageSize", "value": 2048}, {"op": "add", "path": "/VisibilityTimeout", "value": {{ settings.VisibilityTimeout }}}]'
    WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}'

    /*+ delete */
    DELETE FROM awscc.sqs.queues WHERE region = '{{ region }}' AND Identifier = '{{ this.queue_url }}'
  `,
} as const;

describe('the lines that drift names', () => {
  it('are those where the values stand, however the stack spells them', async () => {
    await withRig(async (rig) => {
      rig.write('stackql_manifest.yml', spellings.manifest);
      rig.write('resources/queue.iql', spellings.queries);
      const values = ['-e', 'delay_from_outside=3', '-e', 'arn=arn:aws:sqs:us-east-1:000000000000:other'];
      const built = await rig.run('build', '.', 'dev', '--local', ...values);
      expect(built.code, built.errors).to.equal(0);
      await withLocalCloud(rig, (cloud) =>
        patch(cloud, 'queue', {
          '/DelaySeconds': 4,
          '/MaximumMessageSize': 4096,
          '/VisibilityTimeout': 41,
          '/MessageRetentionPeriod': 86401,
          '/ReceiveMessageWaitTimeSeconds': 7,
          '/RedriveAllowPolicy': { redrivePermission: 'denyAll' },
          '/Tags': [{ Key: 'team', Value: "hers'" }],
        }),
      );
      const { output } = await rig.run('drift', '.', 'dev', '--local', ...values);
      expect(output.replace(/\n\nLeft of [^]*/, '\n')).to.equal(dedent`
        Drift of spellings (dev), on the embedded Cloud Control in .stack-deploy/local

          ~ queue  AWS::SQS::Queue  https://sqs.us-east-1.amazonaws.com/000000000000/spelt
              ~ DelaySeconds: 3 → 4
                    # stackql_manifest.yml:12: declared here
              ~ MaximumMessageSize: 2048 → 4096
                    # resources/queue.iql:7: SELECT 'spelt', {{ delay }}, 4096, {{ settings.VisibilityTimeout }}, {{ retention }}, {{ twice + 1 }},
                    # resources/queue.iql:13: SET PatchDocument = '[{"op": "add", "path": "/MaximumMessageSize", "value": 4096}, {"op": "add", "path": "/VisibilityTimeout", "value": {{ settings.VisibilityTimeout }}}]'
              ~ VisibilityTimeout: 40 → 41
                    # stackql_manifest.yml:15: VisibilityTimeout: 41   # seconds
              ~ MessageRetentionPeriod: 86400 → 86401
                    # stackql_manifest.yml:7: value: 86401
              ~ ReceiveMessageWaitTimeSeconds: 6 → 7
                    # resources/queue.iql:7: declared here
              ~ RedriveAllowPolicy.redrivePermission: "byQueue" → "denyAll"
                    # resources/queue.iql:8: '{"redrivePermission": "denyAll", "sourceQueueArns": ["{{ arn }}"]}',
              - RedriveAllowPolicy.sourceQueueArns: ["arn:aws:sqs:us-east-1:000000000000:other"]
                    # resources/queue.iql:8: declared here
              ~ Tags:
                  ~ team: "it's" → "hers'"
                    # resources/queue.iql:9: '[{"Key":"team","Value":"hers''"}]', '{{ region }}'
      `);
    });
  });
});
