import { err, ok, type Result } from '../../base/result.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { Rows, StatementFailure, WriteOptions, Written } from '../engine.ts';
import type { CreateOperation, ReadOperation, WriteOperation } from '../operation.ts';
import type { BindContext } from './bind/bound.ts';
import { evaluateInsert, withRows } from './evaluate-insert.ts';
import { refusal, writeCancel, writeCreate, writeDelete, writeUpdate, type WriteContext } from './send-write.ts';

export interface WriteTools {
  readonly context: BindContext;
  readonly writeContext: WriteContext;
  /** The rows of the SELECT that an INSERT takes its rows from. */
  readonly read: (operation: ReadOperation) => Promise<Result<Rows, StatementFailure>>;
}

/** Sends the requests that a write means. */
export async function carryOutWrite(
  operation: WriteOperation,
  options: WriteOptions,
  tools: WriteTools,
): Promise<Result<Written, StatementFailure>> {
  const { writeContext } = tools;
  switch (operation.kind) {
    case 'create': {
      const settled = await settle(operation, tools);
      return settled.ok ? writeCreate(settled.value, options, writeContext) : settled;
    }
    case 'update':
      return writeUpdate(operation, options, writeContext);
    case 'delete':
      return writeDelete(operation, options, writeContext);
    case 'cancel':
      return writeCancel(operation, writeContext);
    default:
      return unreachable(operation);
  }
}

/** The create with all of its rows known. What SQLite or the cloud put into them is judged as what stood in the statement was. */
async function settle(
  operation: CreateOperation,
  tools: WriteTools,
): Promise<Result<CreateOperation, StatementFailure>> {
  const { pending } = operation;
  if (pending === undefined) return ok(operation);
  const inserted =
    pending.kind === 'computed'
      ? await evaluateInsert(pending.statement, tools.writeContext.sqlite)
      : await readRows(pending, tools);
  if (!inserted.ok) return inserted;
  const { bindInsert } = await import('./bind/bind-insert.ts');
  const { value, diagnostics } = bindInsert(inserted.value, tools.context);
  const refused = refusal(diagnostics);
  return refused !== undefined || value === undefined
    ? err(refused ?? { kind: 'refused', diagnostics })
    : ok({ ...value, text: operation.text });
}

async function readRows(
  { statement, rows }: Extract<CreateOperation['pending'], { kind: 'read' }>,
  { read }: WriteTools,
): ReturnType<typeof evaluateInsert> {
  const answer = await read(rows);
  return answer.ok ? ok(withRows(statement, answer.value, rows.statement)) : answer;
}
