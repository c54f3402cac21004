import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { ok } from '../../../src/base/result.ts';
import type { Failure } from '../../../src/provider/failure.ts';
import { build } from '../../../src/lifecycle/build.ts';
import { findOwned } from '../../../src/lifecycle/find-owned.ts';
import type { KnownEntry } from '../../../src/lifecycle/orphans.ts';
import type { ResourceOutcome } from '../../../src/lifecycle/outcome.ts';
import { planBesides } from '../../../src/lifecycle/plan-besides.ts';
import { prune } from '../../../src/lifecycle/prune.ts';
import { pruneWishOf } from '../../../src/lifecycle/prune-wish.ts';
import type { FakeProvider, FakeResource } from '../engine/fake-provider.ts';
import { createSessionRig, type SessionRigOptions } from './session-rig.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });
const markOf = (resource: string, stack = 'shop', environment = 'dev') => [
  tag('stackql:stack-name', stack),
  tag('stackql:stack-env', environment),
  tag('stackql:resource-name', resource),
];
const protect = tag('stack-deploy:on-delete', 'protect');

const vpc = (identifier: string, tags: readonly JsonObject[] = []): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::EC2::VPC',
  identifier,
  properties: { VpcId: identifier, CidrBlock: '10.0.0.0/16', Tags: tags },
});
const pool = (identifier: string, mark: readonly ReturnType<typeof tag>[] = []): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::Cognito::UserPool',
  identifier,
  properties: {
    UserPoolId: identifier,
    UserPoolTags: Object.fromEntries(mark.map(({ Key, Value }) => [Key, Value])),
    // As the index of tags has them.
    Tags: mark,
  },
});
const client = (poolId: string, id: string): FakeResource => ({
  region: 'us-east-1',
  typeName: 'AWS::Cognito::UserPoolClient',
  identifier: `${poolId}|${id}`,
  properties: { UserPoolId: poolId, ClientId: id },
});

const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';
/*+ create */
INSERT INTO awscc.ec2.vpcs (CidrBlock, Tags, region) SELECT '10.0.0.0/16', '${JSON.stringify(markOf('net'))}', 'us-east-1';
`;
const own: KnownEntry = { resource: 'net', typeName: 'AWS::EC2::VPC', identifier: 'v1', isSure: true };
const ownPool: KnownEntry = { resource: 'users', typeName: 'AWS::Cognito::UserPool', identifier: 'p1', isSure: true };

interface Setting {
  readonly cloud: readonly FakeResource[];
  /** What a person wants to have pruned. Default: orphans. */
  readonly wish?: readonly string[];
  readonly entries?: readonly KnownEntry[];
  /** What stands in the manifest before its resources. */
  readonly head?: string;
  /** Requests that fail, and how often; those without a number do so always. */
  readonly failing?: readonly (readonly [start: string, times?: number | undefined, kind?: Failure['kind']])[];
  readonly more?: Partial<SessionRigOptions>;
}

function setup({ cloud, wish = ['orphans'], head = '', failing = [], more }: Setting) {
  const there = [...cloud];
  const left = new Map(failing.map(([start, times = Infinity]) => [start, times]));
  const prunes = pruneWishOf(wish);
  const rig = createSessionRig({
    manifest: `${head}resources:\n  - name: net\n`,
    files: { 'resources/net.iql': queries },
    cloud: there,
    provider: (fake: FakeProvider) => ({
      ...fake,
      taggedResources: async (request) => {
        const tagged = await fake.taggedResources(request);
        if (!tagged.ok) return tagged;
        return ok(tagged.value.map((one) => ({ ...one, arn: one.arn.replace(':cognito:', ':cognito-idp:') })));
      },
      delete: async (request) => {
        const start = `delete ${request.identifier}`;
        const times = left.get(start) ?? 0;
        left.set(start, times - 1);
        if (times > 0) fake.failOn(`delete ${request.region} `, { kind: 'conflict' } satisfies Partial<Failure>);
        const answer = await (times > 0 ? fake.delete(request) : freshDelete(fake, request, there));
        return answer;
      },
    }),
    ...more,
    session: { ...(prunes === undefined ? {} : { prune: prunes }), ...more?.session },
  });
  for (const [start, , kind] of failing)
    if (!start.startsWith('delete')) rig.provider.failOn(start, kind === undefined ? {} : { kind });
  return rig;
}

/** A delete that works, though others fail. */
function freshDelete(
  fake: FakeProvider,
  request: Parameters<FakeProvider['delete']>[0],
  there: FakeResource[],
): ReturnType<FakeProvider['delete']> {
  const { region, typeName, identifier } = request;
  there.splice(there.findIndex((one) => one.identifier === identifier) >>> 0, 1);
  (fake.calls as string[]).push(`delete ${region} ${identifier}`);
  const fields = { Operation: 'DELETE', OperationStatus: 'SUCCESS' } as const;
  const event = { requestToken: 't', operation: 'DELETE', status: 'SUCCESS', typeName, identifier, fields } as const;
  return Promise.resolve(ok({ ...event, wasAbsent: false }));
}

function lineOf(resource: string, outcome: ResourceOutcome): string {
  const why = outcome.kind === 'failed' ? outcome.reason.kind : outcome.kind === 'skipped' ? outcome.reason : '';
  const refusal = outcome.kind === 'failed' && outcome.reason.kind === 'not-pruned' ? outcome.reason.why : '';
  return [resource, outcome.kind, why, refusal].filter((part) => part !== '').join(' ');
}

async function pruned({ entries = [own], ...setting }: Setting): Promise<readonly string[]> {
  const rig = setup({ entries, ...setting });
  const { outcomes } = await prune(rig.session, entries);
  const finished = rig.events.flatMap((event) => (event.kind === 'resource.finished' ? [event] : []));
  expect(finished.map(({ resource, outcome }) => ({ resource, outcome }))).to.have.deep.members([...outcomes]);
  const writes = rig.provider.calls.filter((call) => /^(delete|update)/.test(call));
  return [
    ...outcomes.map(({ resource, outcome }) => lineOf(resource, outcome)),
    ...writes.map((call) => call.replace(/ us-east-1/, '')),
  ];
}

const guarded = 'environments:\n  dev:\n    protected: true\n';

describe('what a build prunes', () => {
  const cases: readonly [string, Setting, readonly string[]][] = [
    ['is nothing where all that is there has an entry', { cloud: [vpc('v1', markOf('net'))] }, []],
    [
      'is what carries the mark of the stack and has no entry, the last one first',
      { cloud: [vpc('v1', markOf('net')), vpc('v2', markOf('old')), vpc('v3', markOf('older'))] },
      ['older deleted', 'old deleted', 'delete v3', 'delete v2'],
    ],
    [
      "is not another stack's, nor another environment's, nor anything without a whole mark",
      {
        cloud: [
          vpc('v2', markOf('old', 'mall')),
          vpc('v3', markOf('old', 'shop', 'prd')),
          vpc('v4', markOf('old').slice(0, 2)),
          vpc('v5', markOf('old').slice(0, 1)),
          vpc('v6'),
        ],
      },
      [],
    ],
    [
      'is not what is protected',
      { cloud: [vpc('v2', [...markOf('old'), protect])] },
      ['old skipped it was built with on_delete: protect'],
    ],
    [
      'is not what holds data in a protected environment',
      { cloud: [pool('p2', markOf('old')), vpc('v2', markOf('gone'))], head: guarded },
      ['gone deleted', 'old skipped it holds data, and the environment is protected', 'delete v2'],
    ],
    [
      'is tried again as long as others go',
      { cloud: [vpc('v2', markOf('old')), vpc('v3', markOf('older'))], failing: [['delete v3', 1]] },
      ['old deleted', 'older deleted', 'delete EC2.VPC v3', 'delete v2', 'delete v3'],
    ],
    [
      'fails where nothing goes any more',
      { cloud: [vpc('v2', markOf('old'))], failing: [['delete v2']] },
      ['old failed trouble', 'delete EC2.VPC v2', 'delete EC2.VPC v2'],
    ],
    [
      'may be more where the index of tags does not say it',
      { cloud: [vpc('v2', markOf('old'))], failing: [['tagged']] },
      ['orphans failed trouble'],
    ],
    [
      'may be more where what carries the mark cannot be read',
      { cloud: [vpc('v2', markOf('old'))], failing: [['get']] },
      ['orphans failed trouble'],
    ],
    [
      'is no more where what carries the mark cannot be read at all',
      { cloud: [vpc('v2', markOf('old'))], failing: [['get', undefined, 'unsupported-action']] },
      [],
    ],
    [
      'is not looked for by a run over a part of the stack',
      { cloud: [vpc('v2', markOf('old'))], more: { only: { verb: 'build', names: ['net'] } } },
      [],
    ],
    ['is not looked for where nobody asks for it', { cloud: [vpc('v2', markOf('old'))], wish: [] }, []],
    [
      'loses its mark where the manifest forgets it',
      { cloud: [vpc('v2', [...markOf('old'), tag('a', 'b')])], head: 'forget: [old]\n', wish: [] },
      ['old updated', 'update EC2.VPC v2 [{"op":"add","path":"/Tags","value":[{"Key":"a","Value":"b"}]}]'],
    ],
    [
      'loses all of its tags where it has no others',
      { cloud: [vpc('v2', markOf('old'))], head: 'forget: [old]\n', wish: [] },
      ['old updated', 'update EC2.VPC v2 [{"op":"remove","path":"/Tags"}]'],
    ],
    [
      'keeps its mark where that cannot be taken off',
      {
        cloud: [vpc('v2', markOf('old'))],
        head: 'forget: [old]\n',
        wish: [],
        failing: [['update']],
      },
      ['old failed trouble', 'update EC2.VPC v2 [{"op":"remove","path":"/Tags"}]'],
    ],
  ];
  for (const [title, setting, expected] of cases)
    it(title, async () => {
      expect(await pruned(setting)).to.deep.equal(expected);
    });
});

describe('what a build prunes by its name', () => {
  const entries = [own, ownPool];
  const named = (identifier: string, type = 'AWS::Cognito::UserPoolClient') => [`${type}=${identifier}`];
  const vpcType = 'AWS::EC2::VPC';
  const cases: readonly [string, Setting, readonly string[]][] = [
    [
      'is a child of what an entry stands for',
      { cloud: [pool('p1'), client('p1', 'c1')], wish: named('p1|c1') },
      ['AWS::Cognito::UserPoolClient=p1|c1 deleted', 'delete p1|c1'],
    ],
    [
      'is not the child of another',
      { cloud: [pool('p2'), client('p2', 'c1')], wish: named('p2|c1') },
      ['AWS::Cognito::UserPoolClient=p2|c1 failed not-pruned no-child'],
    ],
    [
      'is not the child of what is not known',
      {
        cloud: [client('p1', 'c1')],
        wish: named('p1|c1'),
        entries: [own, { ...ownPool, identifier: undefined }],
      },
      ['AWS::Cognito::UserPoolClient=p1|c1 failed not-pruned no-child'],
    ],
    [
      'is not what an entry stands for',
      { cloud: [vpc('v1', markOf('net'))], wish: named('v1', vpcType) },
      ['AWS::EC2::VPC=v1 failed not-pruned declared'],
    ],
    [
      'is an orphan',
      { cloud: [vpc('v2', markOf('old'))], wish: named('v2', vpcType) },
      ['AWS::EC2::VPC=v2 deleted', 'delete v2'],
    ],
    [
      "is not another stack's",
      { cloud: [vpc('v2', markOf('old', 'mall'))], wish: named('v2', vpcType) },
      ['AWS::EC2::VPC=v2 failed owned-by-another'],
    ],
    [
      'is not what has no mark and no parent',
      { cloud: [vpc('v2')], wish: named('v2', vpcType) },
      ['AWS::EC2::VPC=v2 failed not-pruned no-child'],
    ],
    [
      'is not what is protected',
      { cloud: [vpc('v2', [...markOf('old'), protect])], wish: named('v2', vpcType) },
      ['AWS::EC2::VPC=v2 failed not-pruned protected'],
    ],
    ...[markOf('old'), []].map((mark): (typeof cases)[number] => [
      `is not what holds data in a protected environment, ${mark.length === 0 ? 'without a mark' : 'with one'}`,
      { cloud: [pool('p2', mark)], wish: named('p2', 'AWS::Cognito::UserPool'), head: guarded },
      ['AWS::Cognito::UserPool=p2 failed not-pruned protected-environment'],
    ]),
    ['is absent', { cloud: [], wish: named('v2', vpcType) }, ['AWS::EC2::VPC=v2 absent']],
    [
      'is not known where it cannot be read',
      { cloud: [], wish: named('v2', vpcType), failing: [['get']] },
      ['AWS::EC2::VPC=v2 failed trouble'],
    ],
    [
      'is not known by a type that there is not',
      { cloud: [], wish: named('x', 'AWS::Made::Up') },
      ['AWS::Made::Up=x failed not-pruned unknown-type'],
    ],
    [
      'is looked for where the other resources lie',
      {
        cloud: [vpc('v2', markOf('old'))],
        wish: named('v2', vpcType),
        more: { session: { defaultRegion: undefined } },
      },
      ['AWS::EC2::VPC=v2 deleted', 'delete v2'],
    ],
  ];
  for (const [title, setting, expected] of cases)
    it(title, async () => {
      expect(await pruned({ entries, ...setting })).to.deep.equal(expected);
    });
});

describe('what a plan shows besides its entries', () => {
  const shown = async (setting: Setting) => {
    const { session } = setup(setting);
    const { besides, notLookedFor, isWhole } = await planBesides(session, []);
    return [
      ...besides.map(({ resource, action, requests }) => `${resource} ${action.kind} ${requests.length}`),
      ...notLookedFor.map(({ kind }) => kind),
      isWhole ? 'all' : 'not all',
    ];
  };
  const cases: readonly [string, Setting, readonly string[]][] = [
    ['is an orphan', { cloud: [vpc('v2', markOf('old'))], wish: [] }, ['old orphan 0', 'all']],
    ['is one that is pruned', { cloud: [vpc('v2', markOf('old'))] }, ['old prune 1', 'all']],
    [
      'is one that is not pruned, since it is protected',
      { cloud: [vpc('v2', [...markOf('old'), protect])] },
      ['old orphan 0', 'all'],
    ],
    [
      'is one that is forgotten',
      { cloud: [vpc('v2', markOf('old'))], head: 'forget: [old]\n' },
      ['old forget 1', 'all'],
    ],
    [
      'is one that is named, and no orphan besides',
      { cloud: [vpc('v2', markOf('old'))], wish: ['orphans', 'AWS::EC2::VPC=v2'] },
      ['AWS::EC2::VPC prune 1', 'all'],
    ],
    [
      'is not one that is named and may not go',
      { cloud: [vpc('v2')], wish: ['AWS::EC2::VPC=v2'] },
      ['not-pruned', 'not all'],
    ],
    ['is not one that is named and gone', { cloud: [], wish: ['AWS::EC2::VPC=v2'] }, ['all']],
    ['is not known where the index of tags is silent', { cloud: [], failing: [['tagged']] }, ['trouble', 'not all']],
    [
      'is all that is asked for, though the index of tags is silent',
      { cloud: [], wish: [], failing: [['tagged']] },
      ['trouble', 'all'],
    ],
    [
      'is nothing in a plan over a part of the stack',
      { cloud: [vpc('v2', markOf('old'))], more: { only: { verb: 'build', names: ['net'] } } },
      ['all'],
    ],
  ];
  for (const [title, setting, expected] of cases)
    it(title, async () => {
      expect(await shown(setting)).to.deep.equal(expected);
    });
});

describe('what carries the mark of a stack', () => {
  it('is not looked for by a stack that writes none', async () => {
    const { session, provider } = createSessionRig({
      manifest: 'resources:\n  - name: net\n',
      files: { 'resources/net.iql': queries.replace(/Tags, |'\[.*?\]', /g, '') },
      cloud: [vpc('v1', markOf('net'))],
    });
    expect(await findOwned(session)).to.deep.equal({ owned: [], failures: [] });
    expect(provider.calls).to.deep.equal([]);
  });
});

describe('what an entry of a plan stands for', () => {
  const create = (needs: readonly { readonly name: string }[], mayExist = false) =>
    ({ kind: 'create', changes: [], needs, mayExist }) as const;
  const table: readonly [string, ReturnType<typeof create>, readonly string[]][] = [
    ['is nothing yet, where it is surely to be created', create([]), ['net orphan']],
    ['is not known, where it could not be looked for', create([{ name: 'a.b' }]), []],
    ['is not known, where it may be there', create([], true), []],
  ];
  for (const [title, action, expected] of table)
    it(title, async () => {
      const { session } = setup({ cloud: [vpc('v9', markOf('net'))], wish: [] });
      const entry = { resource: 'net', typeName: 'AWS::EC2::VPC', identifier: undefined, action, requests: [] };
      const { besides } = await planBesides(session, [entry]);
      expect(besides.map((one) => `${one.resource} ${one.action.kind}`)).to.deep.equal(expected);
    });
});

describe('a build that prunes', () => {
  const remove = "/*+ delete */\nDELETE FROM awscc.ec2.vpcs WHERE region = 'us-east-1' AND Identifier = 'v1';\n";
  const named = { files: { 'resources/net.iql': queries + remove } };

  for (const [outcome, mark] of [
    ['unchanged', markOf('net')],
    ['updated', []],
  ] as const)
    it(`deletes another resource of an entry that is there, and ${outcome}`, async () => {
      const rig = setup({ cloud: [vpc('v1', mark), vpc('v9', markOf('net'))], more: named });
      const { outcomes } = await build(rig.session);
      expect(outcomes.map(({ resource, outcome: end }) => `${resource} ${end.kind}`)).to.deep.equal([
        `net ${outcome}`,
        'net deleted',
      ]);
    });

  it('prunes nothing where it is interrupted at its end', async () => {
    const rig = setup({ cloud: [vpc('v1', markOf('net')), vpc('v9', markOf('net'))], more: named });
    const { emit } = rig.session;
    const session = {
      ...rig.session,
      emit: (event: Parameters<typeof emit>[0]) => {
        if (event.kind === 'resource.finished') rig.abort();
        emit(event);
      },
    };
    const { outcomes } = await build(session);
    expect(outcomes.map(({ resource, outcome }) => `${resource} ${outcome.kind}`)).to.deep.equal(['net unchanged']);
  });
});
