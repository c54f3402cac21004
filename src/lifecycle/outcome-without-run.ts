import type { StackResource } from '../stack/stack.ts';
import type { ResourceOutcome } from './outcome.ts';
import type { Scopes, Turn } from './scopes.ts';

/** The outcome of a resource that is not run; those after it are told what it does not give. */
export function outcomeWithoutRun(
  turn: Exclude<Turn, { kind: 'run' }>,
  resource: StackResource,
  scopes: Scopes,
): ResourceOutcome {
  switch (turn.kind) {
    case 'skipped':
      return { kind: 'skipped', reason: conditionIsFalse };
    case 'needs':
      scopes.addAbsent(resource);
      return { kind: 'not-attempted', needs: turn.needs };
    case 'refused':
      scopes.addAbsent(resource);
      return { kind: 'failed', reason: turn.reason, written: undefined };
  }
}

export const conditionIsFalse = 'its "if" is false';
