import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { UpdateStatement } from '../../../query/statement.ts';
import { checkPatch } from '../../../resource-types/check-patch.ts';
import { checkPatchRules } from '../../../resource-types/rules/check-patch-rules.ts';
import type { UpdateOperation } from '../../operation.ts';
import { bindTarget, cellValues } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { problemAt } from '../../problem-at.ts';
import { findWrittenType } from './written-type.ts';

/** An UPDATE as the UpdateResource requests that it means: one per region and Identifier. */
export function bindUpdate(statement: UpdateStatement, context: BindContext): Parsed<UpdateOperation> {
  const { resource, text, at, returning } = statement;
  const typeName = statement.where.find(({ column }) => column.name === 'TypeName');
  const { type, isGeneric, diagnostics: trouble } = findWrittenType('UPDATE', resource, typeName?.values, context);
  const diagnostics: Diagnostic[] = [...trouble];
  if (type === undefined) return { value: undefined, diagnostics };
  const where = isGeneric ? statement.where.filter((predicate) => predicate !== typeName) : statement.where;
  const set = statement.set.map(({ column, value }) => ({ name: column, values: [value] }));
  const bound = bindTarget('UPDATE', resource, type, where, set, context);
  const { target, parameters, patch: cell } = bound;
  diagnostics.push(...bound.diagnostics);

  const value = cell === undefined ? undefined : cellValues(cell)[0];
  if (cell === undefined || value === undefined) {
    diagnostics.push(
      mistake('resource/patch', 'The UPDATE has no PatchDocument', {
        at: resource.at,
        help: "write SET PatchDocument = string('[…]')",
      }),
    );
    return { value: undefined, diagnostics };
  }
  const { operations, problems } = checkPatch(type, value);
  // What is wrong with a property is told once; the service's rules look at the others.
  const broken = problems.filter(({ severity }) => severity !== 'warning').map(({ path }) => path);
  const refusals = operations === undefined ? [] : checkPatchRules(type, operations, broken);
  diagnostics.push(...[...problems, ...refusals].map((problem) => problemAt(problem, cell.at)));
  const written = { text, at, resource: resource.text, returning, type, target, parameters } as const;
  return { value: { kind: 'update', ...written, patch: operations, patchAt: cell.at }, diagnostics };
}
