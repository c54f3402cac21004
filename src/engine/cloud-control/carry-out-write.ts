import { err, ok, type Result } from '../../base/result.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { InsertStatement, SelectStatement } from '../../query/statement.ts';
import type { Rows, Trouble, WriteOptions, WriteStatement, Written } from '../engine.ts';
import { bindCancel, isCancel } from './bind/bind-cancel.ts';
import { bindDelete } from './bind/bind-delete.ts';
import type { bindInsert as BindInsert } from './bind/bind-insert.ts';
import type { BindContext } from './bind/bound.ts';
import { evaluateInsert, withRows } from './evaluate-insert.ts';
import { refusal, writeCancel, writeDelete, writeInsert, writeUpdate, type WriteContext } from './write-statement.ts';

export interface WriteTools {
  readonly context: BindContext;
  readonly writeContext: WriteContext;
  /** The rows of the SELECT that an INSERT takes its rows from. */
  readonly read: (statement: SelectStatement) => Promise<Result<Rows, Trouble>>;
}

/** Binds a statement and writes what it means. What only writes need, all rules of services among it, is loaded by the first of them. */
export async function carryOutWrite(
  statement: WriteStatement,
  options: WriteOptions,
  tools: WriteTools,
): Promise<Result<Written, Trouble>> {
  const { context, writeContext } = tools;
  switch (statement.kind) {
    case 'insert': {
      const { bindInsert } = await import('./bind/bind-insert.ts');
      const evaluated = await evaluateRows(statement, bindInsert, tools);
      if (!evaluated.ok) return evaluated;
      return bindAndWrite(bindInsert(evaluated.value, context), (bound) => writeInsert(bound, options, writeContext));
    }
    case 'update': {
      const { bindUpdate } = await import('./bind/bind-update.ts');
      return bindAndWrite(bindUpdate(statement, context), (bound) => writeUpdate(bound, options, writeContext));
    }
    case 'delete':
      if (isCancel(statement)) {
        return bindAndWrite(bindCancel(statement, context), (bound) => writeCancel(bound, writeContext));
      }
      return bindAndWrite(bindDelete(statement, context), (bound) => writeDelete(bound, options, writeContext));
    default:
      return unreachable(statement);
  }
}

async function evaluateRows(
  statement: InsertStatement,
  bindInsert: typeof BindInsert,
  { context, writeContext, read }: WriteTools,
): Promise<Result<InsertStatement, Trouble>> {
  const refused = refusal(bindInsert(statement, context).diagnostics);
  if (refused !== undefined) return err(refused);
  if (statement.select === undefined) return evaluateInsert(statement, writeContext.sqlite);
  const rows = await read(statement.select);
  return rows.ok ? ok(withRows(statement, rows.value, statement.select)) : rows;
}

async function bindAndWrite<Bound>(
  { value, diagnostics }: { readonly value: Bound | undefined; readonly diagnostics: Parameters<typeof refusal>[0] },
  write: (bound: Bound) => Promise<Result<Written, Trouble>>,
): Promise<Result<Written, Trouble>> {
  const refused = refusal(diagnostics);
  if (refused !== undefined || value === undefined) return err(refused ?? { kind: 'refused', diagnostics });
  return write(value);
}
