import { expect } from 'chai';
import type { JsonObject } from '../../../src/base/json.ts';
import { compareDeclared } from '../../../src/plan/compare-declared.ts';
import { declaredStateOf } from '../../../src/plan/declared-state.ts';
import { redact } from '../../../src/values/reading.ts';
import { createRunRig } from '../lifecycle/run-rig.ts';

const insert = (into: string, columns: string, values: string): string =>
  `/*+ create */\nINSERT INTO awscc.${into} (${columns}, region) SELECT ${values}, 'us-east-1';\n`;
const clients = (columns: string, values: string): string =>
  insert('cognito.user_pool_clients', `UserPoolId, ${columns}`, `'p1', ${values}`);
const entry = `    props:
      - name: units
        value:
          AccessToken: minutes
          IdToken: "{{ vars.unit }}"
      - name: empty
        value: {}
`;

interface Setting {
  readonly queries: string;
  readonly live: JsonObject;
  readonly ignored?: readonly string[];
  readonly looksBeyond?: boolean;
  /** No statement declares it: all that is declared comes from elsewhere. */
  readonly isUndeclared?: boolean;
}

/** What differs, what there is besides, and the lines to change: `remove`, `add … below …`. */
function compared({ queries, live, ignored = [], looksBeyond = true, isUndeclared = false }: Setting) {
  const { run } = createRunRig({ entry, queries, variables: { unit: 'hours' } });
  const created = run.onlyOperation('create');
  if (created?.kind !== 'create') throw new Error('There is no create.');
  const { resource, scope, session } = run;
  const state = compareDeclared({
    type: created.type,
    declared: declaredStateOf(created.resources[0]?.desiredState, undefined),
    live,
    context: { region: 'us-east-1' },
    ignored,
    looksBeyond,
    operations: { created: isUndeclared ? undefined : created, createdBy: 'create', updated: undefined },
    names: { resource, scope, globals: session.stack.globals },
  });
  const linesOf = (edits: (typeof state.drifted)[number]['edits']): readonly string[] =>
    edits.map(({ kind, at, line }) => {
      const place = at.source.text.slice(at.start, at.end).split('\n')[0] ?? '';
      return `${kind} ${line ?? '?'} at ${place.slice(0, 40)}`;
    });
  return [
    ...state.drifted.map(({ change, edits }) => [change.pointer, ...linesOf(edits)]),
    ...state.beyond.map(({ pointer, live: value, edits }) => [`+${pointer}`, redact(value), ...linesOf(edits)]),
    ...state.maybeUsual.map(({ pointer, edits }) => [`?${pointer}`, ...linesOf(edits)]),
  ];
}

describe('how a live resource differs from what a stack says of it', () => {
  const ids = { UserPoolId: 'p1', ClientId: 'c1' };
  const units = clients('TokenValidityUnits', "'{{ units }}'");
  const vpcs = insert('ec2.vpcs', 'CidrBlock', "'10.0.0.0/16'");
  const vpc = { VpcId: 'v1', CidrBlock: '10.0.0.0/16' };
  const tags = (...keys: readonly string[]) => keys.map((Key) => ({ Key, Value: 'x' }));
  const table: readonly [string, Setting, readonly unknown[]][] = [
    ['is in nothing', { queries: vpcs, live: vpc }, []],
    [
      'is in a value of a query',
      { queries: vpcs, live: { ...vpc, CidrBlock: '10.1.0.0/16' } },
      [
        [
          '/CidrBlock',
          "change INSERT INTO awscc.ec2.vpcs (CidrBlock, region) SELECT '10.1.0.0/16', 'us-east-1'; at '10.0.0.0/16'",
        ],
      ],
    ],
    ['is not in what is ignored', { queries: vpcs, live: { ...vpc, CidrBlock: 'x' }, ignored: ['/CidrBlock'] }, []],
    [
      'is in a member of a map that the manifest writes out',
      { queries: units, live: { ...ids, TokenValidityUnits: { AccessToken: 'days', IdToken: 'hours' } } },
      [['/TokenValidityUnits/AccessToken', 'change AccessToken: days at minutes']],
    ],
    [
      'is in a member that the manifest works out',
      { queries: units, live: { ...ids, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'days' } } },
      [['/TokenValidityUnits/IdToken', 'change ? at "{{ vars.unit }}"']],
    ],
    [
      'is in a member of a map in the manifest that is not there',
      { queries: units, live: { ...ids, TokenValidityUnits: { IdToken: 'hours' } } },
      [['/TokenValidityUnits/AccessToken', 'remove ? at minutes']],
    ],
    [
      'is a member besides, to be added below the last one of the map',
      {
        queries: units,
        live: { ...ids, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'days' } },
      },
      [['?/TokenValidityUnits/RefreshToken', 'add RefreshToken: days at "{{ vars.unit }}"']],
    ],
    [
      'is tags besides, and none of the program or of AWS',
      { queries: vpcs, live: { ...vpc, Tags: tags('a', 'aws:b', 'stack-deploy:sent') } },
      [
        [
          '+/Tags',
          [{ Key: 'a', Value: 'x' }],
          'declare Tags: [{Key: a, Value: x}] at INSERT INTO awscc.ec2.vpcs (CidrBlock, r',
        ],
      ],
    ],
    ['is not in tags of AWS alone', { queries: vpcs, live: { ...vpc, Tags: tags('aws:b') } }, []],
    ['is not looked for besides', { queries: vpcs, live: { ...vpc, Tags: tags('a') }, looksBeyond: false }, []],
    [
      'is besides, with no place to declare it at',
      { queries: vpcs, live: { ...vpc, Tags: tags('a') }, isUndeclared: true },
      [['+/Tags', [{ Key: 'a', Value: 'x' }]]],
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, () => {
      expect(compared(setting)).to.deep.equal(expected);
    });
});
