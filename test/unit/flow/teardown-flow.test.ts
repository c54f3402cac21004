import { expect } from 'chai';
import type { FlowAction, FlowOutcome, FlowShape } from '../../../src/flow/flow.ts';
import { nextTeardownStep, type TeardownPhase } from '../../../src/flow/teardown-flow.ts';
import type { Anchor } from '../../../src/query/anchored-query.ts';

type Said = 'yes' | 'no' | 'written' | 'unchanged' | 'done';

interface Setting {
  readonly anchors: readonly Anchor[];
  readonly exportsNeedThis?: boolean;
  readonly from?: 'begun' | 'known-present';
}

/** Runs the flow with what comes of its actions and gives what it did, in words. */
function walk({ anchors, exportsNeedThis = true, from = 'begun' }: Setting, outcomes: readonly Said[]): string {
  const shape: FlowShape = { anchors: new Set(anchors), exportsNeedThis, skipValidation: false };
  const left = [...outcomes];
  const done: string[] = [];
  let phase: TeardownPhase = { name: from };
  let outcome: FlowOutcome = { kind: 'begun' };
  for (;;) {
    const { action, phase: next } = nextTeardownStep(shape, phase, outcome);
    done.push(inWords(action));
    if (action.kind === 'end') return done.join(', ') + (left.length === 0 ? '' : `; never took ${left.join(', ')}`);
    phase = next;
    const said = left.shift();
    if (said === undefined) throw new Error(`nothing left for: ${done.join(', ')}`);
    outcome = outcomeOf(said);
  }
}

function outcomeOf(said: Said): FlowOutcome {
  switch (said) {
    case 'yes':
    case 'no':
      return { kind: 'answered', positive: said === 'yes' };
    case 'written':
    case 'unchanged':
      return { kind: 'written', changed: said === 'written' };
    case 'done':
      return { kind: 'done' };
  }
}

function inWords(action: FlowAction): string {
  switch (action.kind) {
    case 'ask':
      return `${action.wanted ? 'wants' : 'fears'} ${action.anchor}${action.repeat === 'never' ? '' : ` (${action.repeat})`}`;
    case 'write':
      return `${action.anchor.toUpperCase()} because ${action.because}`;
    case 'call-back':
    case 'troubleshoot':
      return action.anchor;
    case 'run-script':
      return 'script';
    case 'end':
      return 'anchor' in action.verdict ? `${action.verdict.kind} (${action.verdict.anchor})` : action.verdict.kind;
  }
}

describe('the teardown flow', () => {
  const table: readonly [string, Setting, readonly Said[], string][] = [
    [
      'deletes what is there, and sees that it is gone',
      { anchors: ['exists', 'delete'] },
      ['yes', 'written', 'no'],
      'wants exists, DELETE because present, fears exists (postdelete), deleted',
    ],
    ['leaves what is not there', { anchors: ['exists', 'delete'] }, ['no'], 'wants exists, absent'],
    ['leaves what has no delete query', { anchors: ['exists', 'exports'] }, [], 'no-delete-query'],
    [
      'leaves what has no delete query, also where it is known to be there',
      { anchors: ['exists'], from: 'known-present' },
      [],
      'no-delete-query',
    ],
    [
      'does not ask for what is known to be there',
      { anchors: ['exists', 'delete'], from: 'known-present' },
      ['written', 'no'],
      'DELETE because present, fears exists (postdelete), deleted',
    ],
    [
      'takes the exports for presence where they need nothing of exists',
      { anchors: ['exports', 'delete'], exportsNeedThis: false },
      ['yes', 'written', 'no'],
      'wants exports, DELETE because present, fears exports (postdelete), deleted',
    ],
    [
      'deletes unasked where nothing tells whether it is there',
      { anchors: ['exports', 'delete'] },
      ['written'],
      'DELETE because present, deleted',
    ],
    [
      'fails on what is still there',
      { anchors: ['exists', 'delete'] },
      ['yes', 'written', 'yes'],
      'wants exists, DELETE because present, fears exists (postdelete), still-there',
    ],
    [
      'asks what may explain that it is still there',
      { anchors: ['exists', 'delete', 'troubleshoot'] },
      ['yes', 'written', 'yes', 'done'],
      'wants exists, DELETE because present, fears exists (postdelete), troubleshoot, still-there',
    ],
    [
      'asks the troubleshoot query of its own verb first',
      { anchors: ['exists', 'delete', 'troubleshoot', 'troubleshoot:delete', 'troubleshoot:create'] },
      ['yes', 'written', 'yes', 'done'],
      'wants exists, DELETE because present, fears exists (postdelete), troubleshoot:delete, still-there',
    ],
    [
      'waits for the end of the deletion where a callback asks for it',
      { anchors: ['exists', 'delete', 'callback:delete', 'callback'] },
      ['yes', 'written', 'yes', 'no'],
      'wants exists, DELETE because present, callback:delete, fears exists (postdelete), deleted',
    ],
    [
      'fails where the callback never says yes',
      { anchors: ['exists', 'delete', 'callback'] },
      ['yes', 'written', 'no'],
      'wants exists, DELETE because present, callback, callback-unanswered (callback)',
    ],
    [
      'names the callback of its own verb where that one never says yes',
      { anchors: ['delete', 'callback:delete'] },
      ['written', 'no'],
      'DELETE because present, callback:delete, callback-unanswered (callback:delete)',
    ],
    [
      'looks again, once and with no callback, where the delete named nothing that is there',
      { anchors: ['exists', 'delete', 'callback:delete'] },
      ['yes', 'unchanged', 'no'],
      'wants exists, DELETE because present, fears exists, deleted',
    ],
    [
      'fails where the delete missed what exists finds',
      { anchors: ['exists', 'delete'] },
      ['yes', 'unchanged', 'yes'],
      'wants exists, DELETE because present, fears exists, delete-missed',
    ],
    [
      'asks what may explain that the delete missed',
      { anchors: ['exists', 'delete', 'troubleshoot'] },
      ['yes', 'unchanged', 'yes', 'done'],
      'wants exists, DELETE because present, fears exists, troubleshoot, delete-missed',
    ],
    [
      'has nobody to ask again where the delete named nothing',
      { anchors: ['delete'] },
      ['unchanged'],
      'DELETE because present, deleted',
    ],
  ];
  for (const [title, setting, outcomes, expected] of table) {
    it(title, () => {
      expect(walk(setting, outcomes)).to.equal(expected);
    });
  }
});
