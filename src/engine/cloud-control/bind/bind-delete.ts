import type { Diagnostic, Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DeleteStatement } from '../../../query/statement.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { bindTarget, type BoundTarget } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { findWrittenType } from './written-type.ts';

/** A DELETE as the DeleteResource requests that it means: one per region and Identifier. */
export interface BoundDelete {
  readonly statement: DeleteStatement;
  readonly type: ResourceType;
  readonly target: BoundTarget;
}

export function bindDelete(statement: DeleteStatement, context: BindContext): Parsed<BoundDelete> {
  const { resource } = statement;
  const typeName = statement.where.find(({ column }) => column.name === 'TypeName');
  const { type, isGeneric, diagnostics: trouble } = findWrittenType('DELETE', resource, typeName?.values, context);
  const diagnostics: Diagnostic[] = [...trouble];
  if (type === undefined) return { value: undefined, diagnostics };
  const where = isGeneric ? statement.where.filter((predicate) => predicate !== typeName) : statement.where;
  const { diagnostics: targetTrouble, ...target } = bindTarget('DELETE', resource, type, where, [], context);
  diagnostics.push(...targetTrouble);
  return { value: { statement, type, target }, diagnostics };
}
