import type { Failure } from '../../provider/failure.ts';

/** The person stopped the run before the request was sent. */
export function interrupted(
  operation: string,
  region: string,
  typeName: string,
  identifier: string | undefined,
): Failure {
  const message = 'interrupted before the request was sent';
  return { ...statementFailure('interrupted', operation, message), region, typeName, identifier };
}

/** The person stopped the run while SQLite was working. */
export function interruptedEvaluation(): Failure {
  return statementFailure('interrupted', 'SELECT', 'interrupted while it was being evaluated');
}

/** A SELECT reached its time limit, given as the person wrote it. */
export function tooSlow(limit: string): Failure {
  return statementFailure('too-slow', 'SELECT', `it was ended after ${limit}; --timeout sets how long it may take`);
}

function statementFailure(kind: Failure['kind'], operation: string, message: string): Failure {
  return {
    kind,
    operation,
    region: '',
    typeName: undefined,
    identifier: undefined,
    errorName: undefined,
    message,
    handlerErrorCode: undefined,
    requestToken: undefined,
    requestId: undefined,
    hooks: [],
    attempts: 0,
  };
}
