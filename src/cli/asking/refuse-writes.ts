import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isWrite, type Operation, type WriteOperation } from '../../engine/operation.ts';

const verbs: Readonly<Record<WriteOperation['kind'], string>> = {
  create: 'INSERT',
  update: 'UPDATE',
  delete: 'DELETE',
  cancel: 'DELETE',
};

/** A mistake for each statement that would change the cloud; `help` says how it is let. */
export function refuseWrites(operations: readonly Operation[], help: string): readonly Diagnostic[] {
  return operations
    .filter(isWrite)
    .map(({ kind, at }) => mistake('input/write', `${verbs[kind]} would change the cloud`, { at, help }));
}
