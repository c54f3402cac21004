import type { Result } from '../../base/result.ts';
import type { StatementFailure } from '../engine.ts';
import type { EngineEvent } from '../events.ts';

/** Tells of a statement's beginning and end, where anybody listens. */
export async function tellStatement<T>(
  emit: ((event: EngineEvent) => void) | undefined,
  requestsSent: () => number,
  verb: EngineEvent['verb'],
  resourcesOf: () => readonly string[],
  carryOut: () => Result<T, StatementFailure> | Promise<Result<T, StatementFailure>>,
  countOf: (value: T) => number,
): Promise<Result<T, StatementFailure>> {
  if (emit === undefined) return carryOut();
  const resources = resourcesOf();
  emit({ kind: 'statement.started', verb, resources });
  const result = await carryOut();
  emit({
    kind: 'statement.finished',
    verb,
    resources,
    outcome: result.ok ? 'done' : result.error.kind,
    count: result.ok ? countOf(result.value) : 0,
    requests: requestsSent(),
  });
  return result;
}
