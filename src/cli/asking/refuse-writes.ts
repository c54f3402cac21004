import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Statement } from '../../query/statement.ts';
import { isWrite } from './asker.ts';

/** A mistake for each statement that would change the cloud; `help` says how it is let. */
export function refuseWrites(statements: readonly Statement[], help: string): readonly Diagnostic[] {
  return statements
    .filter(isWrite)
    .map(({ kind, at }) => mistake('input/write', `${kind.toUpperCase()} would change the cloud`, { at, help }));
}
