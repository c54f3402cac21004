import { expect } from 'chai';
import type { Collected } from '../../../src/lifecycle/collect.ts';
import {
  missingUnselected,
  notSelected,
  plannedUnselected,
  selectionEndOf,
  stateOfUnselected,
  stillUsed,
  stillUsedDiagnostics,
} from '../../../src/lifecycle/not-selected.ts';
import type { ResourceOutcome } from '../../../src/lifecycle/outcome.ts';
import { createRunRig } from './run-rig.ts';
import { createSessionRig } from './session-rig.ts';

const queries = `/*+ exists */
SELECT COUNT(*) AS count FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
/*+ create */
INSERT INTO awscc.cognito.user_pool_groups (UserPoolId, GroupName, region) SELECT 'p1', 'editors', 'us-east-1';
/*+ delete */
DELETE FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|editors';
`;
const { run } = createRunRig({ queries });
const interrupted = { kind: 'interrupted' } as const;

const idOf = (giver: string) => ({ name: `${giver}.id`, giver });

describe('a resource that is not selected', () => {
  const unread = { kind: 'not-selected', read: 'no' } as const;
  const table: readonly [string, Collected, ResourceOutcome, ReturnType<typeof stateOfUnselected>][] = [
    [
      'is found',
      { kind: 'present', run },
      { kind: 'not-selected', read: 'found', identifier: 'p1|editors' },
      { kind: 'not-selected', read: 'found' },
    ],
    [
      'is absent',
      { kind: 'absent' },
      { kind: 'not-selected', read: 'absent', identifier: undefined },
      { kind: 'not-selected', read: 'absent' },
    ],
    [
      'is absent where some of it is missing',
      { kind: 'not-whole', run },
      { kind: 'not-selected', read: 'absent', identifier: undefined },
      { kind: 'not-selected', read: 'absent' },
    ],
    ['is not read', { kind: 'not-read' }, { ...unread, identifier: undefined }, unread],
    [
      'is not read where it could not be looked for',
      { kind: 'not-looked-for', needs: [{ name: 'pool.id', giver: 'pool' }] },
      { ...unread, identifier: undefined },
      unread,
    ],
    [
      'is skipped where its "if" is false',
      { kind: 'skipped', reason: 'its "if" is false', isSilent: false },
      { kind: 'skipped', reason: 'its "if" is false' },
      { kind: 'skipped', reason: 'its "if" is false' },
    ],
    [
      'is found where it is a step that told what it exports',
      { kind: 'skipped', reason: 'a query leaves nothing to remove', isSilent: false },
      { kind: 'not-selected', read: 'found', identifier: undefined },
      { kind: 'not-selected', read: 'found' },
    ],
    [
      'is not read where it is a step that did not',
      { kind: 'skipped', reason: 'a query leaves nothing to remove', isSilent: true },
      { ...unread, identifier: undefined },
      unread,
    ],
    [
      'has failed',
      { kind: 'failed', reason: interrupted },
      { kind: 'failed', reason: interrupted, written: undefined },
      { kind: 'failed', reason: interrupted },
    ],
  ];
  for (const [title, known, outcome, state] of table) {
    it(title, () => {
      expect(notSelected(known)).to.deep.equal(outcome);
      expect(stateOfUnselected(known)).to.deep.equal(state);
    });
  }

  it('is named in a plan where it is found', () => {
    const { resource } = run;
    expect(plannedUnselected(resource, { kind: 'present', run })).to.deep.equal({
      resource: 'thing',
      typeName: 'AWS::Cognito::UserPoolGroup',
      identifier: 'p1|editors',
      action: { kind: 'not-selected', read: 'found' },
      requests: [],
    });
    expect(plannedUnselected(resource, { kind: 'not-whole', run })).to.deep.equal({
      resource: 'thing',
      typeName: undefined,
      identifier: undefined,
      action: { kind: 'not-selected', read: 'absent' },
      requests: [],
    });
  });
});

describe('a selected resource that one uses which is not selected', () => {
  const group = (name: string): string => queries.replaceAll('editors', name);
  const { session } = createSessionRig({
    manifest: `resources:
  - name: base
    exports: [group_name]
  - name: kept
    exports: [group_name]
    skip_on_delete: true
  - name: user
    depends_on: [base, kept]
  - name: free
`,
    files: Object.fromEntries(
      ['base', 'kept', 'user', 'free'].map((name) => [
        `resources/${name}.iql`,
        group(name) +
          (name === 'user' || name === 'free'
            ? ''
            : `/*+ exports */\nSELECT group_name FROM awscc.cognito.user_pool_groups WHERE region = 'us-east-1' AND Identifier = 'p1|${name}';\n`),
      ]),
    ),
  });
  const { stack } = session;
  const selection = { selected: new Set(['base', 'kept', 'free']), read: new Set(['user']) };
  const present: Collected = { kind: 'present', run };
  const failed: Collected = { kind: 'failed', reason: interrupted };
  const absent: Collected = { kind: 'absent' };
  const used = [{ resource: 'base', user: 'user' }];
  const table: readonly [string, Collected | undefined, Collected | undefined, typeof used][] = [
    ['has to stay where both are there', present, present, used],
    ['has to stay where the user may be there', present, failed, used],
    ['has to stay where it may be there itself', failed, present, used],
    ['has to stay where some of the user is there', present, { kind: 'not-whole', run }, used],
    ['may go where the user is absent', present, absent, []],
    ['may go where nobody knows of the user', present, undefined, []],
    ['is gone where it is absent', absent, present, []],
  ];
  for (const [title, base, user, expected] of table) {
    it(title, () => {
      const collected = new Map<string, Collected>([
        ['kept', present],
        ['free', present],
        ...(base === undefined ? [] : [['base', base] as const]),
        ...(user === undefined ? [] : [['user', user] as const]),
      ]);
      expect(stillUsed(stack, selection, collected)).to.deep.equal(expected);
    });
  }

  it('may go where the user is selected too', () => {
    const all = { selected: new Set(['base', 'user']), read: new Set<string>() };
    const collected = new Map([
      ['base', present],
      ['user', present],
    ]);
    expect(stillUsed(stack, all, collected)).to.deep.equal([]);
  });

  it('is told of with the place of its use', () => {
    const told = (user: Collected): string =>
      stillUsedDiagnostics(stack, used, new Map([['user', user]]))
        .map(({ message, at, help }) => [message, at?.source.text.slice(at.start, at.end), help].join(' | '))
        .join('\n');
    expect(told(present)).to.equal(
      '"base" cannot be deleted: "user" uses it, exists, and is not selected | base | select what uses it too: --only "base+"',
    );
    expect(told(failed)).to.contain('"user" uses it, may exist, and is not selected');
    const [nowhere] = stillUsedDiagnostics(stack, [{ resource: 'base', user: 'free' }], new Map());
    expect(nowhere).to.not.have.property('at');
  });
});

describe('what selected resources miss of others', () => {
  const table: readonly [string, ResourceOutcome, ReturnType<typeof selectionEndOf>][] = [
    [
      'is what was read of one that is not selected',
      { kind: 'not-selected', read: 'absent', identifier: undefined },
      { resource: 'a', read: 'absent' },
    ],
    ['is what one needs', { kind: 'not-attempted', needs: [idOf('b')] }, { resource: 'a', needs: [idOf('b')] }],
    ['is nothing of one that is done', { kind: 'created', identifier: 'i', declared: undefined }, { resource: 'a' }],
  ];
  for (const [title, outcome, end] of table) {
    it(title, () => {
      expect(selectionEndOf('a', outcome)).to.deep.equal(end);
    });
  }

  it('is told once for each, with why it is missing', () => {
    const told = missingUnselected([
      { resource: 'gone', read: 'absent' },
      { resource: 'mute', read: 'no' },
      { resource: 'here', read: 'found' },
      { resource: 'chosen' },
      { resource: 'a', needs: [{ name: 'vars.x' }, idOf('chosen'), idOf('gone'), idOf('mute')] },
      { resource: 'b', needs: [{ name: 'mute.settings.key', giver: 'mute' }] },
      { resource: 'c', needs: [idOf('chosen')] },
      { resource: 'd', needs: [{ name: 'here', giver: 'here' }] },
      { resource: 'e', needs: [] },
    ]);
    expect(told.map(({ severity, message, help }) => [severity, message, help])).to.deep.equal([
      [
        'warning',
        '"a" needs gone.id, but "gone" is not selected and does not exist',
        'select what it needs too: --only "+a"',
      ],
      [
        'warning',
        '"b" needs mute.settings.key, but "mute" is not selected and did not give it',
        'select what it needs too: --only "+b"',
      ],
      [
        'warning',
        '"d" needs here, but "here" is not selected and did not give it',
        'select what it needs too: --only "+d"',
      ],
    ]);
  });
});
