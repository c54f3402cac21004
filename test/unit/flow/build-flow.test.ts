import { expect } from 'chai';
import { nextBuildStep, type BuildPhase } from '../../../src/flow/build-flow.ts';
import type { FlowAction, FlowOutcome, FlowShape } from '../../../src/flow/flow.ts';
import type { Anchor } from '../../../src/query/anchored-query.ts';

interface Setting {
  readonly anchors: readonly Anchor[];
  readonly exportsNeedThis?: boolean;
  readonly skipValidation?: boolean;
}

/** Runs the flow with a list of answers and gives what it did, in words. */
function walk(setting: Setting, answers: readonly boolean[]): readonly string[] {
  const shape: FlowShape = {
    anchors: new Set(setting.anchors),
    exportsNeedThis: setting.exportsNeedThis ?? true,
    skipValidation: setting.skipValidation ?? false,
  };
  const left = [...answers];
  const done: string[] = [];
  let phase: BuildPhase = { name: 'begun' };
  let outcome: FlowOutcome = { kind: 'begun' };
  for (;;) {
    const next = nextBuildStep(shape, phase, outcome);
    done.push(inWords(next.action));
    if (next.action.kind === 'end') return done;
    phase = next.phase;
    if (next.action.kind === 'write') {
      outcome = { kind: 'written', changed: true };
    } else {
      const answer = left.shift();
      if (answer === undefined) throw new Error(`no answer left for: ${done.join(', ')}`);
      outcome = { kind: 'answered', positive: answer };
    }
  }
}

function inWords(action: FlowAction): string {
  switch (action.kind) {
    case 'ask':
      return action.repeat === 'never' ? action.anchor : `${action.anchor} (${action.repeat})`;
    case 'write':
      return action.anchor.toUpperCase();
    case 'call-back':
    case 'troubleshoot':
      return action.anchor;
    case 'run-script':
      return 'script';
    case 'end':
      return 'because' in action.verdict ? `${action.verdict.kind} by ${action.verdict.because}` : action.verdict.kind;
  }
}

const full: readonly Anchor[] = ['exists', 'statecheck', 'create', 'update', 'exports', 'delete'];

describe('the build flow', () => {
  const table: readonly [string, Setting, readonly boolean[], readonly string[]][] = [
    [
      'leaves alone what is as desired',
      { anchors: full },
      [true, true, true],
      ['exists', 'statecheck', 'exports', 'as-desired'],
    ],
    [
      'creates what is missing, and sees that it is there and right',
      { anchors: full },
      [false, true, true, true],
      ['exists', 'CREATE', 'exists (statecheck)', 'statecheck (own)', 'exports (own)', 'created'],
    ],
    [
      'updates what differs',
      { anchors: full },
      [true, false, true, true, true],
      [
        'exists',
        'statecheck',
        'UPDATE',
        'exists (statecheck)',
        'statecheck (own)',
        'exports (own)',
        'updated by statecheck',
      ],
    ],
    [
      'fails where the created resource is not found',
      { anchors: full },
      [false, false],
      ['exists', 'CREATE', 'exists (statecheck)', 'not-found-after-write'],
    ],
    [
      'fails where the written resource is still wrong',
      { anchors: full },
      [false, true, false],
      ['exists', 'CREATE', 'exists (statecheck)', 'statecheck (own)', 'not-as-desired-after-write'],
    ],
    [
      'fails on drift that nothing repairs',
      { anchors: ['exists', 'statecheck', 'create'] },
      [true, false],
      ['exists', 'statecheck', 'drift-without-update'],
    ],
    [
      'takes the statecheck for presence where there is no exists',
      { anchors: ['statecheck', 'create'] },
      [false, true],
      ['statecheck', 'CREATE', 'statecheck (own)', 'created'],
    ],
    [
      'takes existence for enough where nothing checks the state',
      { anchors: ['exists', 'create'] },
      [true],
      ['exists', 'as-desired'],
    ],
    [
      'takes the exports for a statecheck where there is none',
      { anchors: ['exists', 'create', 'update', 'exports'] },
      [true, true],
      ['exists', 'exports', 'as-desired'],
    ],
    [
      'updates where the exports are empty',
      { anchors: ['exists', 'create', 'update', 'exports'] },
      [true, false, true, true],
      ['exists', 'exports', 'UPDATE', 'exists (own)', 'exports (own)', 'updated by exports'],
    ],
    [
      'asks the exports first where they need nothing, and is done in one call',
      { anchors: ['exists', 'create', 'exports'], exportsNeedThis: false },
      [true],
      ['exports', 'as-desired'],
    ],
    [
      'asks exists when the exports were empty',
      { anchors: ['exists', 'create', 'update', 'exports'], exportsNeedThis: false },
      [false, true, true, true],
      ['exports', 'exists', 'UPDATE', 'exists (own)', 'exports (own)', 'updated by exports'],
    ],
    [
      'creates when the exports were empty and nothing exists',
      { anchors: ['exists', 'create', 'exports'], exportsNeedThis: false },
      [false, false, true, true],
      ['exports', 'exists', 'CREATE', 'exists (own)', 'exports (own)', 'created'],
    ],
    [
      'writes nothing with createorupdate where the statecheck holds',
      { anchors: ['exists', 'statecheck', 'createorupdate'] },
      [true, true],
      ['exists', 'statecheck', 'as-desired'],
    ],
    [
      'writes with createorupdate what exists does not find',
      { anchors: ['exists', 'statecheck', 'createorupdate'] },
      [false, true, true],
      ['exists', 'CREATEORUPDATE', 'exists (statecheck)', 'statecheck (own)', 'updated by createorupdate'],
    ],
    [
      'writes with createorupdate where the statecheck does not hold',
      { anchors: ['statecheck', 'createorupdate', 'exports'] },
      [false, true, true],
      ['statecheck', 'CREATEORUPDATE', 'statecheck (own)', 'exports (own)', 'updated by createorupdate'],
    ],
    [
      'looks with createorupdate at what exists alone finds',
      { anchors: ['exists', 'createorupdate'] },
      [true, true],
      ['exists', 'CREATEORUPDATE', 'exists (own)', 'updated by createorupdate'],
    ],
    [
      'writes at once with createorupdate where nothing looks first',
      { anchors: ['createorupdate', 'exports'] },
      [true],
      ['CREATEORUPDATE', 'exports (own)', 'updated by createorupdate'],
    ],
    [
      'does not look at the state where validation is skipped',
      { anchors: full, skipValidation: true },
      [true, true],
      ['exists', 'exports', 'as-desired'],
    ],
    [
      'does not look at the state after a create either where validation is skipped',
      { anchors: full, skipValidation: true },
      [false, true, true],
      ['exists', 'CREATE', 'exists (statecheck)', 'exports (own)', 'created'],
    ],
    [
      'fails where the exports are empty at the end',
      { anchors: full },
      [true, true, false],
      ['exists', 'statecheck', 'exports', 'no-exports'],
    ],
  ];
  for (const [title, setting, answers, expected] of table) {
    it(title, () => {
      expect(walk(setting, answers)).to.deep.equal(expected);
    });
  }
});
