import { expect } from 'chai';
import type { StatementFailure } from '../../../src/engine/engine.ts';
import { endsTeardown } from '../../../src/lifecycle/ends-teardown.ts';
import type { FailureReason } from '../../../src/lifecycle/outcome.ts';
import type { FailureKind } from '../../../src/provider/failure.ts';

const kinds: Readonly<Record<FailureKind, boolean>> = {
  credentials: true,
  unreachable: true,
  interrupted: true,
  denied: false,
  throttled: false,
  service: false,
  'invalid-request': false,
  'unknown-type': false,
  'unsupported-action': false,
  'not-found': false,
  'already-exists': false,
  conflict: false,
  'not-updatable': false,
  'limit-exceeded': false,
  'request-failed': false,
  'timed-out': false,
  'too-slow': false,
  malformed: false,
  contradiction: false,
  other: false,
};

function troubled(trouble: StatementFailure): FailureReason {
  return { kind: 'trouble', anchor: 'delete', trouble };
}

function failedBy(kind: FailureKind): FailureReason {
  const failure = {
    kind,
    operation: 'DeleteResource',
    region: 'us-east-1',
    typeName: undefined,
    identifier: undefined,
    errorName: undefined,
    message: '',
    handlerErrorCode: undefined,
    requestToken: undefined,
    requestId: undefined,
    hooks: [],
    attempts: 1,
  };
  return troubled({ kind: 'failed', failure, done: [] });
}

function several(...reasons: readonly FailureReason[]): FailureReason {
  const failures = reasons.map((reason, index) => ({ index, reason }));
  return { kind: 'several', anchor: 'delete', of: 3, failures };
}

describe('a teardown that ignores failures', () => {
  for (const [kind, ends] of Object.entries(kinds) as [FailureKind, boolean][]) {
    it(`${ends ? 'ends with' : 'goes on after'} a failure of kind ${kind}`, () => {
      expect(endsTeardown(failedBy(kind))).to.equal(ends);
    });
  }

  const others: readonly (readonly [title: string, reason: FailureReason, ends: boolean])[] = [
    ['an interruption', { kind: 'interrupted' }, true],
    ['a statement that is refused', troubled({ kind: 'refused', diagnostics: [] }), true],
    ['a statement that cannot be evaluated', troubled({ kind: 'not-evaluated', message: 'no', diagnostics: [] }), true],
    ['a resource that is still there', { kind: 'still-there', attempts: 3 }, false],
    ['several failures of which none ends it', several(failedBy('denied'), failedBy('conflict')), false],
    ['several failures of which one ends it', several(failedBy('denied'), failedBy('credentials')), true],
  ];
  for (const [title, reason, ends] of others) {
    it(`${ends ? 'ends with' : 'goes on after'} ${title}`, () => {
      expect(endsTeardown(reason)).to.equal(ends);
    });
  }
});
