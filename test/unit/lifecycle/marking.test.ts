import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import type { UpdateOperation } from '../../../src/engine/operation.ts';
import { lastingCreate, markingPatch } from '../../../src/lifecycle/marking.ts';
import { expiresTag } from '../../../src/plan/expiry.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { createRunRig } from './run-rig.ts';

const tag = (key: string, value: string) => ({ Key: key, Value: value });
const mark = [
  tag('stackql:stack-name', 'shop'),
  tag('stackql:stack-env', 'dev'),
  tag('stackql:resource-name', 'thing'),
];
const protect = tag('stack-deploy:on-delete', 'protect');
const shared = tag('team', 'a');
const queries = (tags: readonly object[]): string => `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, Tags, region) SELECT '10.0.0.0/16', '${JSON.stringify(tags)}', 'us-east-1';
/*+ update */
UPDATE awscc.ec2.vpcs SET PatchDocument = '[]' WHERE region = 'us-east-1' AND Identifier = 'v1';
`;
const setsTags = (...tags: readonly object[]): PatchOperation => ({ op: 'add', path: '/Tags', value: tags as never });
const other: PatchOperation = { op: 'add', path: '/EnableDnsSupport', value: true };

interface Setting {
  /** What create declares. Default: the mark. */
  readonly declared?: readonly object[];
  readonly entry?: string;
  readonly patch: readonly PatchOperation[];
  readonly live: JsonObject | undefined;
}

function marked({ declared = mark, entry = '', patch, live }: Setting) {
  const { run } = createRunRig({ queries: queries(declared), entry });
  const type = run.session.registry.find('AWS::EC2::VPC')!;
  const { patch: sent, added, change } = markingPatch(run, { type } as UpdateOperation, patch, live);
  return [sent, added.map(({ pointer, why }) => `${pointer} ${why}`), change?.kind];
}

describe('a patch that makes the mark right', () => {
  const taggedSince = ['/Tags mark'];
  const table: readonly [string, Setting, readonly unknown[]][] = [
    ['says no more where the mark is right', { patch: [other], live: { Tags: mark } }, [[other], [], undefined]],
    [
      'sets it where nobody has the resource, and keeps the other tags',
      { patch: [other], live: { Tags: [shared] } },
      [[other, setsTags(shared, ...mark)], taggedSince, 'adopt'],
    ],
    ['says no more where nobody has looked', { patch: [other], live: undefined }, [[other], [], undefined]],
    [
      'says no more where nothing is marked',
      { declared: [shared], patch: [other], live: {} },
      [[other], [], undefined],
    ],
    [
      'says that nothing may delete the resource',
      { entry: '    on_delete: protect\n', patch: [other], live: { Tags: mark } },
      [[other, setsTags(...mark, protect)], taggedSince, 'protect'],
    ],
    [
      'adds to tags that it sets itself what protects the resource',
      { entry: '    on_delete: protect\n', patch: [setsTags(...mark, shared)], live: { Tags: mark } },
      [[setsTags(...mark, shared, protect)], [], 'protect'],
    ],
    [
      'keeps what protects the resource among tags that it sets itself',
      { patch: [other, setsTags(...mark)], live: { Tags: [...mark, protect] } },
      [[other, setsTags(...mark, protect)], [], undefined],
    ],
    [
      'leaves tags alone that have no mark',
      { entry: '    on_delete: protect\n', patch: [setsTags(shared)], live: { Tags: mark } },
      [[setsTags(shared)], [], undefined],
    ],
    [
      'leaves tags alone that it removes',
      { patch: [{ op: 'remove', path: '/Tags' }], live: { Tags: mark } },
      [[{ op: 'remove', path: '/Tags' }], [], undefined],
    ],
    [
      'leaves tags alone that it only tests',
      { patch: [{ op: 'test', path: '/Tags', value: mark }], live: { Tags: [...mark, protect] } },
      [[{ op: 'test', path: '/Tags', value: mark }], [], undefined],
    ],
    [
      'leaves alone a tag that it sets alone',
      { patch: [{ op: 'add', path: '/Tags/-', value: shared }], live: { Tags: [...mark, protect] } },
      [[{ op: 'add', path: '/Tags/-', value: shared }], [], undefined],
    ],
  ];
  for (const [title, setting, expected] of table) {
    it(title, () => {
      expect(marked(setting)).to.deep.equal(expected);
    });
  }
});

describe('a create whose mark says how long the resource lasts', () => {
  const expires = '2030-01-01T00:00:00Z';
  const table: readonly [string, readonly object[] | undefined, string, string | undefined, readonly unknown[]][] = [
    ['says nothing where nobody wants it to', mark, '', undefined, mark],
    ['says that nothing may delete it', mark, '    on_delete: protect\n', undefined, [...mark, protect]],
    ['says nothing where the entry wants it deleted', mark, '    on_delete: delete\n', undefined, mark],
    ['says when it expires', mark, '', expires, [...mark, tag(expiresTag, expires)]],
    ['says nothing in tags without the mark', [shared], '    on_delete: protect\n', undefined, [shared]],
  ];
  for (const [title, declared, entry, until, expected] of table)
    it(title, () => {
      const { run } = createRunRig({
        queries: queries(declared ?? []),
        entry,
        session: until === undefined ? {} : { expires: until },
      });
      const operation = run.onlyOperation('create');
      if (operation?.kind !== 'create') throw new Error('There is no create.');
      expect(lastingCreate(run, operation).resources.map(({ desiredState }) => desiredState['Tags'])).to.deep.equal([
        expected,
      ]);
    });

  it('says nothing without tags', () => {
    const { run } = createRunRig({
      queries: queries(mark).replace(/, Tags|, '\[.*?\]'(?=, 'us)/g, ''),
      entry: '    on_delete: protect\n',
    });
    const operation = run.onlyOperation('create');
    if (operation?.kind !== 'create') throw new Error('There is no create.');
    expect(lastingCreate(run, operation).resources[0]?.desiredState).to.deep.equal({ CidrBlock: '10.0.0.0/16' });
  });
});
