import { expect } from 'chai';
import type { PlanDifference } from '../../../../src/plan/saved/plan-difference.ts';
import { outdatedDiagnostics } from '../../../../src/plan/saved/plan-differences-text.ts';

describe('what does not fit a saved plan, in words', () => {
  const at = { resource: 'queue', pointer: '/DelaySeconds' };
  const table: readonly [PlanDifference, string][] = [
    [
      { kind: 'circumstance', what: 'version', planned: '1.0.0', now: '1.1.0' },
      'stack-deploy was 1.0.0 when the plan was made, and is 1.1.0',
    ],
    [
      { kind: 'circumstance', what: 'account', planned: null, now: null },
      'the account was not known when the plan was made, and is not known',
    ],
    [
      { kind: 'circumstance', what: 'region', planned: 'eu-west-1', now: 'eu-west-2' },
      'the region was eu-west-1 when the plan was made, and is eu-west-2',
    ],
    [{ kind: 'file', path: 'a.iql', how: 'changed' }, 'a.iql has changed since the plan was made'],
    [{ kind: 'file', path: 'a.iql', how: 'new' }, 'a.iql is new since the plan was made'],
    [{ kind: 'file', path: 'a.iql', how: 'gone' }, 'a.iql is gone since the plan was made'],
    [
      { kind: 'variable', name: 'size', planned: 1, now: undefined, secret: false },
      'the variable size was 1 when the plan was made, and is not set',
    ],
    [
      { kind: 'variable', name: 'key', planned: null, now: null, secret: true },
      'the variable key is another secret than when the plan was made',
    ],
    [
      { kind: 'variable', name: 'key', planned: undefined, now: 'x', secret: true },
      'the variable key was not set when the plan was made, and is ***',
    ],
    [
      { kind: 'variable', name: 'key', planned: 'x', now: undefined, secret: true },
      'the variable key was *** when the plan was made, and is not set',
    ],
    [
      { kind: 'property', ...at, planned: 'a', now: ['b'], secret: false },
      'queue: /DelaySeconds was "a" when the plan was made, and is a list of 1 item',
    ],
    [
      { kind: 'presence', resource: 'queue', planned: undefined, now: 'q-1' },
      'queue: there was none when the plan was made, and now there is q-1',
    ],
    [
      { kind: 'presence', resource: 'queue', planned: undefined, now: undefined },
      'queue: there was none when the plan was made, and now there is one',
    ],
    [
      { kind: 'presence', resource: 'queue', planned: 'q-1', now: undefined },
      'queue: it was q-1 when the plan was made, and is not there',
    ],
    [
      { kind: 'presence', resource: 'queue', planned: 'q-1', now: 'q-2' },
      'queue: it was q-1 when the plan was made, and is q-2',
    ],
    [
      { kind: 'request', resource: 'queue', now: 'update AWS::SQS::Queue q-1', places: [] },
      'queue: the plan does not name the write that is needed now: update AWS::SQS::Queue q-1',
    ],
    [
      { kind: 'request', resource: 'queue', now: 'update AWS::SQS::Queue q-1', places: ['/A', '/B'] },
      'queue: the plan does not name the write that is needed now: update AWS::SQS::Queue q-1, which differs in /A and /B',
    ],
  ];
  for (const [difference, message] of table) {
    it(message, () => {
      expect(outdatedDiagnostics([difference]).map((one) => one.message)).to.deep.equal([message]);
    });
  }

  it('say what to do once, with the last one', () => {
    const [first] = table.map(([difference]) => difference);
    const helps = outdatedDiagnostics([first!, first!, first!]).map(({ code, severity, help }) => [
      code,
      severity,
      help,
    ]);
    const what = 'make the plan again with "stack-deploy plan --out", and review it';
    expect(helps).to.deep.equal([
      ['plan/outdated', 'error', undefined],
      ['plan/outdated', 'error', undefined],
      ['plan/outdated', 'error', what],
    ]);
    expect(outdatedDiagnostics([])).to.deep.equal([]);
  });
});
