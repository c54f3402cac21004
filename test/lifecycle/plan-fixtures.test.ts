import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { StableNames } from '../support/flow-fixture.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const folder = join(packageRoot, 'test/fixtures/plans');
const manifest = 'stack/stackql_manifest.yml';

/** What is done to the stack of the fixtures, once it is built, before it is planned; the plan stands in files of the case's name. */
interface Case {
  readonly name: string;
  /** A folder beside `stack` that is planned in its place. */
  readonly stack?: string;
  /** Nothing was built before. Default: the stack was. */
  readonly isFirst?: boolean;
  readonly change?: (rig: Rig) => Promise<void> | void;
  readonly options?: readonly string[];
  readonly code?: number;
  /** `test` has none of the options. */
  readonly untested?: true;
}

/** Declares what no query looks at. */
function declareDelay(rig: Rig): void {
  const file = 'stack/resources/queue.iql';
  rig.edit(file, '(QueueName, VisibilityTimeout', '(QueueName, DelaySeconds, VisibilityTimeout');
  rig.edit(file, "'shop-queue', {{", "'shop-queue', 5, {{");
}

const cases: readonly Case[] = [
  { name: 'unmanaged', code: 0, change: declareDelay },
  { name: 'strict', code: 2, change: declareDelay, options: ['--strict'] },
  { name: 'create', isFirst: true, code: 2 },
  { name: 'no-changes', code: 0 },
  {
    name: 'update',
    code: 2,
    change: (rig) => {
      rig.edit(manifest, 'value: 60', 'value: 61');
      rig.edit(manifest, 'Value: search', 'Value: shop');
      rig.edit(
        manifest,
        '          - Key: env\n            Value: dev\n',
        '          - Key: cost\n            Value: low\n',
      );
      rig.edit(
        manifest,
        'Service: lambda.amazonaws.com\n            Action: sts:AssumeRole',
        'Service: lambda.amazonaws.com\n            Action: sts:AssumeRole\n          - Sid: Machines\n            Effect: Allow\n            Principal:\n              Service: ec2.amazonaws.com\n            Action: sts:AssumeRole',
      );
      rig.edit(manifest, String.raw`one\ntwo\nthree`, String.raw`one\n2\nthree`);
      rig.edit(manifest, 'value: 12', 'value: 14');
    },
  },
  {
    name: 'secret',
    code: 2,
    change: (rig) =>
      rig.edit(manifest, String.raw`value: "one\ntwo\nthree"`, 'value: swordfish-4711\n        protected: true'),
  },
  { name: 'replace', code: 2, change: (rig) => rig.edit(manifest, 'value: false', 'value: true') },
  {
    name: 'unknown-inside',
    code: 2,
    change: (rig) =>
      withLocalCloud(rig, async (cloud) => {
        const [pool = ''] = await cloud.list('AWS::Cognito::UserPool');
        await cloud.change('DeleteResource', { TypeName: 'AWS::Cognito::UserPool', Identifier: pool });
      }),
  },
  {
    name: 'selected',
    options: ['--only', 'client,note'],
    code: 2,
    change: (rig) => {
      rig.edit(manifest, 'value: 60', 'value: 61');
      rig.edit(manifest, 'value: 30', 'value: 31');
    },
  },
  { name: 'selected-without-giver', isFirst: true, options: ['--only', 'AWS::Cognito::UserPoolClient'], code: 1 },
  { name: 'selected-with-giver', isFirst: true, options: ['--only', '+client'], code: 2 },
  {
    name: 'destroy-selected',
    options: ['--destroy', '--only', 'pool+', '--skip', 'pool_note', '--skip', 'pool'],
    code: 2,
  },
  { name: 'destroy-still-used', options: ['--destroy', '--target', 'pool', '--only', 'queue'], code: 1 },
  {
    name: 'ignored',
    code: 2,
    change: async (rig) => {
      declareDelay(rig);
      rig.edit(manifest, '  - name: queue\n', '  - name: queue\n    ignore_changes: [/DelaySeconds]\n');
      rig.edit(manifest, 'value: 12', 'value: 14');
      await withLocalCloud(rig, (cloud) =>
        cloud.emulator.mutate(
          {
            typeName: 'AWS::SQS::Queue',
            identifier: 'https://sqs.us-east-1.amazonaws.com/000000000000/shop-queue',
            region: 'us-east-1',
          },
          (before) => ({ ...before, DelaySeconds: 9 }),
        ),
      );
    },
  },
  {
    name: 'json-text',
    code: 2,
    change: async (rig) => {
      const text = (value: string) =>
        `value: '{"limits": {"low": 1, "high": 9}, "names": ["a", "b"], "mode": "${value}"}'`;
      rig.edit(manifest, String.raw`value: "one\ntwo\nthree"`, text('slow'));
      expect((await rig.run('build', 'stack', 'dev', '--local')).code).to.equal(0);
      rig.edit(manifest, '"high": 9', '"high": 10');
      rig.edit(manifest, '"names": ["a", "b"]', '"names": ["a", "c"]');
    },
  },
  {
    name: 'not-looked-for',
    code: 2,
    isFirst: true,
    change: (rig) => {
      rig.edit(
        manifest,
        '  - name: pool_note',
        `  - name: asked
    type: query
    sql: SELECT user_pool_name FROM awscc.cognito.user_pools WHERE region = '{{ region }}' AND Identifier = '{{ user_pool_id }}'
    exports: [user_pool_name]
  - name: pool_note`,
      );
      rig.edit('stack/resources/pool_note.iql', "'/shop/pool'", "'/shop/{{ user_pool_name }}'");
    },
  },
  { name: 'write-only-unknown', stack: 'write-only', code: 0 },
  {
    name: 'write-only-changed',
    stack: 'write-only',
    code: 2,
    change: (rig) => {
      rig.edit(manifest, 'value: 1', 'value: 2');
    },
  },
  { name: 'write-only-resent', stack: 'write-only', code: 2, options: ['--resend', 'unmarked'], untested: true },
  {
    name: 'key-removed',
    stack: 'write-only',
    code: 2,
    change: (rig) => {
      rig.edit(manifest, '          team: search\n          env: dev', '          team: search');
    },
  },
  { name: 'destroy', options: ['--destroy'], code: 2 },
  { name: 'destroy-nothing', isFirst: true, options: ['--destroy'], code: 0 },
];

/** UPDATE_FIXTURES=1 writes what a plan prints as what it is to print, to be read as a difference. */
const writes = process.env['UPDATE_FIXTURES'] === '1';

const isPlan = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(packageRoot, 'schemas/plan.schema.json'), 'utf8')) as object,
);

function expectFile(name: string, text: string): void {
  const path = join(folder, name);
  if (writes) writeFileSync(path, text);
  expect(text).to.equal(readFileSync(path, 'utf8'));
}

describe('what plan prints', () => {
  for (const { name, stack = 'stack', untested, isFirst = false, change, options = [], code = 0 } of cases) {
    it(`of the case ${name}`, async () => {
      await withRig(async (rig) => {
        const names = new StableNames();
        rig.copy(`test/fixtures/plans/${stack}`, 'stack');
        if (!isFirst) {
          const built = await rig.run('build', 'stack', 'dev', '--local');
          expect(built.code, built.errors).to.equal(0);
        }
        await change?.(rig);
        const plan = (...more: readonly string[]) => rig.run('plan', 'stack', 'dev', '--local', ...options, ...more);
        const text = await plan('--detailed-exitcode');
        expect(text.code, text.errors).to.equal(code);
        expectFile(`${name}.txt`, names.replace(text.output));
        if (!options.includes('--destroy') && untested !== true) {
          const tested = await rig.run('test', 'stack', 'dev', '--local', '--detailed-exitcode', ...options);
          expect(tested.code, tested.errors).to.equal(code);
        }
        const json = await plan('--json');
        expectFile(`${name}.json`, names.replace(json.output));
        expect(isPlan(JSON.parse(json.output)), JSON.stringify(isPlan.errors)).to.equal(true);
        const markdown = await plan('--markdown');
        expectFile(`${name}.md`, names.replace(markdown.output));
        expect([text, json, markdown].map((run) => run.output).join('')).not.to.include('swordfish');
      });
    });
  }
});
