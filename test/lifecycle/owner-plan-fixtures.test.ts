import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { writeQueues, type QueueEntry } from '../support/marked-stack.ts';
import { withRig } from '../support/rig.ts';

const folder = join(packageRoot, 'test/fixtures/owner-plans');

/** The stack `shop` as it was built, and as it is planned; the plan stands in files of the case's name. */
interface Case {
  readonly name: string;
  readonly before?: readonly QueueEntry[];
  readonly after: readonly QueueEntry[];
  readonly top?: readonly string[];
  /** A stack of its own that was built before. */
  readonly other?: readonly QueueEntry[];
  readonly options?: readonly string[];
  readonly code: number;
}

const cases: readonly Case[] = [
  { name: 'adopt', before: [{ name: 'queue', marked: false }], after: [{ name: 'queue' }], code: 0 },
  {
    name: 'adopt-beside-a-change',
    before: [{ name: 'queue', marked: false }],
    after: [{ name: 'queue', visibilityTimeout: 60 }],
    code: 2,
  },
  { name: 'refused-owner', other: [{ name: 'queue' }], after: [{ name: 'queue' }, { name: 'own' }], code: 1 },
  { name: 'take-over', other: [{ name: 'queue' }], after: [{ name: 'queue', lines: ['take_over: other'] }], code: 2 },
  {
    name: 'moved',
    before: [{ name: 'old', queue: 'queue' }],
    after: [{ name: 'fresh', queue: 'queue', lines: ['moved_from: old'] }],
    code: 2,
  },
  {
    name: 'moved-from-another-stack',
    other: [{ name: 'queue' }],
    after: [{ name: 'inbox', queue: 'queue', lines: ['moved_from: {stack: other, env: dev, name: queue}'] }],
    code: 2,
  },
  { name: 'protect', before: [{ name: 'queue' }], after: [{ name: 'queue', lines: ['on_delete: protect'] }], code: 2 },
  {
    name: 'orphan',
    before: [{ name: 'queue' }, { name: 'gone' }, { name: 'kept', lines: ['on_delete: protect'] }],
    after: [{ name: 'queue' }],
    code: 0,
  },
  {
    name: 'prune',
    before: [{ name: 'queue' }, { name: 'gone' }, { name: 'kept', lines: ['on_delete: protect'] }],
    after: [{ name: 'queue' }],
    options: ['--prune'],
    code: 2,
  },
  {
    name: 'forget',
    before: [{ name: 'queue' }, { name: 'given' }],
    after: [{ name: 'queue' }],
    top: ['forget: [given]'],
    code: 2,
  },
  {
    name: 'destroy-protected',
    before: [{ name: 'queue' }, { name: 'kept', lines: ['on_delete: protect'] }],
    after: [{ name: 'queue' }, { name: 'kept' }],
    options: ['--destroy'],
    code: 1,
  },
  {
    name: 'destroy-another-owner',
    other: [{ name: 'queue' }],
    after: [{ name: 'queue' }],
    options: ['--destroy'],
    code: 0,
  },
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

describe('what plan prints of owners', () => {
  for (const { name, before, after, top = [], other, options = [], code } of cases) {
    it(`in the case ${name}`, async () => {
      await withRig(async (rig) => {
        if (other !== undefined) {
          writeQueues(rig, 'other', other);
          expect((await rig.run('build', 'other', 'dev', '--local')).code).to.equal(0);
        }
        if (before !== undefined) {
          writeQueues(rig, 'shop', before);
          expect((await rig.run('build', 'shop', 'dev', '--local')).code).to.equal(0);
        }
        writeQueues(rig, 'shop', after, { top });
        const plan = (...more: readonly string[]) => rig.run('plan', 'shop', 'dev', '--local', ...options, ...more);
        const text = await plan('--detailed-exitcode');
        expect(text.code, text.errors).to.equal(code);
        expectFile(`${name}.txt`, text.output);
        const json = await plan('--json');
        expectFile(`${name}.json`, json.output);
        expect(isPlan(JSON.parse(json.output)), JSON.stringify(isPlan.errors)).to.equal(true);
        expectFile(`${name}.md`, (await plan('--markdown')).output);
      });
    });
  }
});
