import { unreachable } from '../../../base/unreachable.ts';
import type { Parsed } from '../../../diagnostics/diagnostic.ts';
import type { Statement } from '../../../query/statement.ts';
import type { Operation } from '../../operation.ts';
import { bindCancel, isCancel } from './bind-cancel.ts';
import { bindDelete } from './bind-delete.ts';
import { bindDescribe } from './bind-describe.ts';
import { bindInsert } from './bind-insert.ts';
import { bindRead } from './bind-read.ts';
import { bindUpdate } from './bind-update.ts';
import type { BindContext } from './bound.ts';

/** What any statement means, with all that is wrong with it; values that only the build knows are believed. */
export function bindStatement(statement: Statement, context: BindContext): Parsed<Operation> {
  switch (statement.kind) {
    case 'select':
      return bindRead(statement, context);
    case 'show':
    case 'describe':
      return bindDescribe(statement, context);
    case 'insert':
      return bindInsert(statement, context);
    case 'update':
      return bindUpdate(statement, context);
    case 'delete':
      return isCancel(statement) ? bindCancel(statement, context) : bindDelete(statement, context);
    default:
      return unreachable(statement);
  }
}
