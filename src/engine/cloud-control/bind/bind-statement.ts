import type { Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DeleteStatement, InsertStatement, SelectStatement, UpdateStatement } from '../../../query/statement.ts';
import { unreachable } from '../../../base/unreachable.ts';
import { bindCancel, isCancel, type BoundCancel } from './bind-cancel.ts';
import { bindDelete, type BoundDelete } from './bind-delete.ts';
import { bindInsert, type BoundInsert } from './bind-insert.ts';
import { bindSelect } from './bind-select.ts';
import { bindUpdate, type BoundUpdate } from './bind-update.ts';
import type { BindContext, BoundSelect } from './bound.ts';

export type BoundStatement =
  | { readonly kind: 'select'; readonly select: BoundSelect }
  | { readonly kind: 'insert'; readonly insert: BoundInsert }
  | { readonly kind: 'update'; readonly update: BoundUpdate }
  | { readonly kind: 'delete'; readonly delete: BoundDelete }
  | { readonly kind: 'cancel'; readonly cancel: BoundCancel };

/** Any statement that asks the cloud, with all that is wrong with it; values that only the build knows are believed. */
export function bindStatement(
  statement: SelectStatement | InsertStatement | UpdateStatement | DeleteStatement,
  context: BindContext,
): Parsed<BoundStatement> {
  switch (statement.kind) {
    case 'select':
      return mapped(bindSelect(statement, context), (select) => ({ kind: 'select', select }));
    case 'insert':
      return mapped(bindInsert(statement, context), (insert) => ({ kind: 'insert', insert }));
    case 'update':
      return mapped(bindUpdate(statement, context), (update) => ({ kind: 'update', update }));
    case 'delete':
      if (isCancel(statement)) return mapped(bindCancel(statement, context), (cancel) => ({ kind: 'cancel', cancel }));
      return mapped(bindDelete(statement, context), (bound) => ({ kind: 'delete', delete: bound }));
    default:
      return unreachable(statement);
  }
}

function mapped<T>({ value, diagnostics }: Parsed<T>, wrap: (value: T) => BoundStatement): Parsed<BoundStatement> {
  return { value: value === undefined ? undefined : wrap(value), diagnostics };
}
