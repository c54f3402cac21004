import { expect } from 'chai';
import type { Failure } from '../../../src/provider/failure.ts';
import { hangsOnOrder } from '../../../src/lifecycle/hangs-on-order.ts';
import type { FailureReason } from '../../../src/lifecycle/outcome.ts';

/** A refusal of a create; nothing else of it is looked at. */
const refusal = (failure: Partial<Failure>): FailureReason => ({
  kind: 'trouble',
  anchor: 'create',
  trouble: { kind: 'failed', failure: { operation: 'CreateResource', ...failure } as Failure, done: [] },
});

describe('a write that may have been refused for its place in the order', () => {
  const failed = { kind: 'request-failed' } as const;
  const several = (...reasons: readonly FailureReason[]): FailureReason => ({
    kind: 'several',
    anchor: 'create',
    of: 2,
    failures: reasons.map((reason, index) => ({ index, reason })),
  });
  const table: readonly [string, FailureReason, boolean][] = [
    ['is one that lacks something', refusal({ kind: 'not-found' }), true],
    ['is one that is in conflict', refusal({ kind: 'conflict' }), true],
    ['is one whose resource is there', refusal({ kind: 'already-exists' }), true],
    ['is one that is wrong by now', refusal({ kind: 'invalid-request' }), true],
    [
      'is not one that is wrong in every order',
      refusal({ kind: 'invalid-request', errorName: 'ValidationException' }),
      false,
    ],
    ['is not one that is not allowed', refusal({ kind: 'denied' }), false],
    ['is one whose handler lacks something', refusal({ ...failed, handlerErrorCode: 'NotFound' }), true],
    ['is not one whose handler may not', refusal({ ...failed, handlerErrorCode: 'AccessDenied' }), false],
    ['goes by what the handler says', refusal({ kind: 'not-found', handlerErrorCode: 'AccessDenied' }), false],
    ['is an update', refusal({ kind: 'conflict', operation: 'UpdateResource' }), true],
    ['is a delete', refusal({ kind: 'conflict', operation: 'DeleteResource' }), true],
    ['is not a read', refusal({ kind: 'not-found', operation: 'GetResource' }), false],
    ['is one of several', several(refusal({ kind: 'denied' }), refusal({ kind: 'conflict' })), true],
    ['is none of several', several(refusal({ kind: 'denied' })), false],
    [
      'is not one that was never sent',
      { kind: 'trouble', anchor: 'create', trouble: { kind: 'refused', diagnostics: [] } },
      false,
    ],
    ['is not anything else', { kind: 'missing', anchor: 'exists' }, false],
  ];
  for (const [title, reason, hangs] of table)
    it(title, () => {
      expect(hangsOnOrder({ kind: 'failed', reason, written: undefined })).to.equal(hangs);
    });

  it('has written nothing', () => {
    const reason = refusal({ kind: 'conflict' });
    expect(hangsOnOrder({ kind: 'failed', reason, written: 'created' })).to.equal(false);
    expect(hangsOnOrder({ kind: 'absent' })).to.equal(false);
  });
});
