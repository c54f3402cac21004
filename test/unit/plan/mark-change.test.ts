import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import { hasLeave, markChangeOf, markedTags, type MarkWish } from '../../../src/plan/mark-change.ts';
import type { Owner } from '../../../src/plan/owner.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const typeOf = (name: string) => registry.find(name)!;

const mark = { stack: 'shop', environment: 'dev', resource: 'queue' };
const wish = (more: Partial<MarkWish> = {}): MarkWish => ({
  mark,
  takeOver: undefined,
  movedFrom: undefined,
  onDelete: undefined,
  expires: undefined,
  ...more,
});

const marks = (stack: string, environment: string, resource: string): Readonly<Record<string, string>> => ({
  'stackql:stack-name': stack,
  'stackql:stack-env': environment,
  'stackql:resource-name': resource,
});
const asList = (tags: Readonly<Record<string, string>>): Json =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const own = marks('shop', 'dev', 'queue');
const protect = { 'stack-deploy:on-delete': 'protect' };

interface Case {
  readonly title: string;
  readonly live: Readonly<Record<string, string>>;
  readonly declared?: Readonly<Record<string, string>>;
  readonly wish?: Partial<MarkWish>;
  readonly change: unknown;
  /** The tags that a build writes; absent where it writes none. */
  readonly tags?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    title: 'writes when the stack expires, and keeps what else the mark says',
    live: { ...own, ...protect },
    wish: { expires: '2026-11-30T12:00:00Z' },
    change: { kind: 'expiry', until: '2026-11-30T12:00:00Z' },
    tags: { ...own, ...protect, 'stack-deploy:expires': '2026-11-30T12:00:00Z' },
  },
  {
    title: 'nothing where the stack expires as it did',
    live: { ...own, 'stack-deploy:expires': '2026-11-30T12:00:00Z' },
    wish: { expires: '2026-11-30T12:00:00Z' },
    change: undefined,
  },
  {
    title: 'nothing where the run says nothing of expiry',
    live: { ...own, 'stack-deploy:expires': '2026-11-30T12:00:00Z' },
    change: undefined,
  },
  { title: 'nothing where the stack writes no mark', live: {}, declared: { team: 'web' }, change: undefined },
  { title: 'nothing where the mark is right', live: { ...own, team: 'web' }, change: undefined },
  {
    title: 'adopts what has no mark, and keeps its tags',
    live: { team: 'web', 'aws:x': '1' },
    change: { kind: 'adopt' },
    tags: { team: 'web', 'aws:x': '1', ...own },
  },
  {
    title: 'adopts what has no tag at all',
    live: {},
    declared: { ...own, team: 'web' },
    change: { kind: 'adopt' },
    tags: own,
  },
  {
    title: 'takes over from another stack',
    live: marks('other', 'dev', 'q'),
    wish: { takeOver: 'other' },
    change: { kind: 'take-over', from: { kind: 'stack', stack: 'other', environment: 'dev', resource: 'q' } },
    tags: own,
  },
  {
    title: 'takes over from CloudFormation, whose tags stay',
    live: { 'aws:cloudformation:stack-name': 'web' },
    change: { kind: 'take-over', from: { kind: 'cloudformation', stack: 'web' } },
    tags: { 'aws:cloudformation:stack-name': 'web', ...own },
  },
  {
    title: 'nothing where the mark stands beside the tag of CloudFormation',
    live: { 'aws:cloudformation:stack-name': 'web', ...own },
    change: undefined,
  },
  {
    title: 'moves from another entry of the stack, protected as it was',
    live: { ...marks('shop', 'dev', 'old'), ...protect },
    change: { kind: 'move', from: { stack: 'shop', environment: 'dev', resource: 'old' } },
    tags: { ...own, ...protect },
  },
  {
    title: 'moves from the entry of another stack that it names',
    live: marks('other', 'prd', 'q'),
    wish: { movedFrom: { stack: 'other', environment: 'prd', resource: 'q' } },
    change: { kind: 'move', from: { stack: 'other', environment: 'prd', resource: 'q' } },
    tags: own,
  },
  {
    title: 'protects',
    live: own,
    wish: { onDelete: 'protect' },
    change: { kind: 'protect' },
    tags: { ...own, ...protect },
  },
  {
    title: 'no longer protects where the entry says so',
    live: { ...own, ...protect },
    wish: { onDelete: 'delete' },
    change: { kind: 'unprotect' },
    tags: own,
  },
  { title: 'leaves protected what the entry says nothing of', live: { ...own, ...protect }, change: undefined },
];

describe('markChangeOf', () => {
  for (const { title, live, declared = own, wish: more = {}, change, tags } of cases) {
    for (const { typeName, property, shaped } of [
      { typeName: 'AWS::SQS::Queue', property: 'Tags', shaped: asList },
      {
        typeName: 'AWS::Cognito::UserPool',
        property: 'UserPoolTags',
        shaped: (map: Readonly<Record<string, string>>): Json => map,
      },
    ]) {
      it(`${title}: ${typeName}`, () => {
        const written = shaped(declared);
        expect(markChangeOf(typeOf(typeName), written, { [property]: shaped(live) }, wish(more))).to.deep.equal(change);
        if (tags !== undefined) expect(markedTags(written, shaped(live), wish(more))).to.deep.equal(shaped(tags));
      });
    }
  }
});

describe('hasLeave', () => {
  const owner = (stack: string, environment?: string, resource?: string): Owner => ({
    kind: 'stack',
    stack,
    environment,
    resource,
  });
  const template: Owner = { kind: 'cloudformation', stack: 'web' };
  const movedFrom = { stack: 'other', environment: 'prd', resource: 'q' };
  const table: readonly (readonly [Owner, Partial<MarkWish>, boolean])[] = [
    [owner('shop', 'dev', 'queue'), {}, true],
    [owner('shop', 'dev', 'another'), {}, true],
    [owner('shop'), {}, true],
    [owner('shop', 'prd', 'queue'), {}, false],
    [owner('other', 'dev', 'queue'), {}, false],
    [owner('other', 'dev', 'queue'), { takeOver: 'other' }, true],
    [owner('other', 'dev', 'queue'), { takeOver: 'other/dev' }, true],
    [owner('other', 'dev', 'queue'), { takeOver: 'other/prd' }, false],
    [owner('other', 'prd', 'q'), { movedFrom }, true],
    [owner('other', 'prd', 'r'), { movedFrom }, false],
    [template, {}, false],
    [template, { takeOver: 'web' }, true],
    [template, { takeOver: 'web/dev' }, false],
  ];
  for (const [from, more, leave] of table) {
    it(`${JSON.stringify(from)} ${JSON.stringify(more)}: ${leave ? 'yes' : 'no'}`, () => {
      expect(hasLeave(from, wish(more))).to.equal(leave);
    });
  }
});
