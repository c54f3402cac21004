import type { Diagnostic, Parsed } from '../../../diagnostics/diagnostic.ts';
import type { FilledStatement } from '../../../query/filled-statement.ts';
import type { SelectStatement } from '../../../query/statement.ts';
import type { Operation } from '../../operation.ts';
import { bindRead, type BoundRead } from './bind-read.ts';
import { bindStatement } from './bind-statement.ts';
import type { BindContext } from './bound.ts';
import { FilledRead } from './filled-read.ts';
import { isWithoutMistake, readFormOf } from './read-form.ts';
import type { ReadForm } from './shared-meanings.ts';

/**
 * Binds a statement of a query that many resources may share. What a SELECT means is worked out once; of each other one only the values are
 * judged. One with a mistake in a value takes the long way, which tells the mistake.
 */
export function bindFilled(filled: FilledStatement, context: BindContext): Parsed<Operation> {
  return bindByForm(filled, context) ?? bindStatement(filled.statement, context);
}

function bindByForm(filled: FilledStatement, context: BindContext): Parsed<BoundRead> | undefined {
  const { model, isModel } = filled;
  // Most queries have one user, and need no form.
  if (isModel || model.kind !== 'select') return undefined;
  const form = formOf(model, context);
  if (form === undefined || !isWithoutMistake(form, filled)) return undefined;
  return { value: new FilledRead(filled, form, context), diagnostics: nothingWrong };
}

function formOf(model: SelectStatement, context: BindContext): ReadForm | undefined {
  const { defaultRegion, shared } = context;
  const known = shared?.forms.get(model);
  if (known !== undefined && known.defaultRegion === defaultRegion) return known.form;
  const { value, diagnostics } = bindRead(model, context);
  const form = value === undefined || diagnostics.length > 0 ? undefined : readFormOf(value);
  shared?.forms.set(model, { defaultRegion, form });
  return form;
}

const nothingWrong: readonly Diagnostic[] = [];
