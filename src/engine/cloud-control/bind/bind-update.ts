import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { UpdateStatement } from '../../../query/statement.ts';
import { checkPatch, type PatchOperation } from '../../../resource-types/check-patch.ts';
import { checkPatchRules } from '../../../resource-types/rules/check-patch-rules.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { bindTarget, givenValue, type BoundTarget } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { problemAt } from './problem-at.ts';
import { findWrittenType } from './written-type.ts';

/** An UPDATE as the UpdateResource requests that it means: one per region and Identifier. */
export interface BoundUpdate {
  readonly statement: UpdateStatement;
  readonly type: ResourceType;
  readonly target: BoundTarget;
  /** Undefined where the whole patch is not known yet. */
  readonly patch: readonly PatchOperation[] | undefined;
  /** Where the patch document stands. */
  readonly patchAt: Location;
}

export function bindUpdate(statement: UpdateStatement, context: BindContext): Parsed<BoundUpdate> {
  const { resource } = statement;
  const typeName = statement.where.find(({ column }) => column.name === 'TypeName');
  const { type, isGeneric, diagnostics: trouble } = findWrittenType('UPDATE', resource, typeName?.values, context);
  const diagnostics: Diagnostic[] = [...trouble];
  if (type === undefined) return { value: undefined, diagnostics };
  const where = isGeneric ? statement.where.filter((predicate) => predicate !== typeName) : statement.where;
  const set = statement.set.map(({ column, value }) => ({ name: column, values: [value] }));
  const { diagnostics: targetTrouble, ...target } = bindTarget('UPDATE', resource, type, where, set, context);
  diagnostics.push(...targetTrouble);

  const given = target.given.get('PatchDocument');
  const [cell] = given?.values ?? [];
  const value = givenValue(target, 'PatchDocument');
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
  const refusals = problems.length > 0 || operations === undefined ? [] : checkPatchRules(type, operations);
  diagnostics.push(...[...problems, ...refusals].map((problem) => problemAt(problem, cell.at)));
  return { value: { statement, type, target, patch: operations, patchAt: cell.at }, diagnostics };
}
