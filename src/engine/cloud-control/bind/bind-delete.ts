import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DeleteStatement } from '../../../query/statement.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { bindTarget, type BoundTarget } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { findType, missingHandler, specialTableRefusal } from './find-type.ts';

/** A DELETE as the DeleteResource requests that it means: one per region and Identifier. */
export interface BoundDelete {
  readonly statement: DeleteStatement;
  readonly type: ResourceType;
  readonly target: BoundTarget;
}

export function bindDelete(statement: DeleteStatement, context: BindContext): Parsed<BoundDelete> {
  const { resource } = statement;
  const refused = specialTableRefusal(resource);
  if (refused !== undefined) return { value: undefined, diagnostics: [refused] };
  const { type, listOnly, diagnostics: trouble } = findType(context.registry, resource);
  const diagnostics: Diagnostic[] = [...trouble];
  if (type === undefined) return { value: undefined, diagnostics };
  if (listOnly) {
    diagnostics.push(
      mistake('resource/unsupported-action', `${resource.text} can only be read`, {
        at: resource.at,
        help: `delete from ${type.statementName}`,
      }),
    );
  }
  diagnostics.push(...missingHandler(type, 'delete', resource));
  const { diagnostics: targetTrouble, ...target } = bindTarget('DELETE', resource, type, statement.where, [], context);
  diagnostics.push(...targetTrouble);
  return { value: { statement, type, target }, diagnostics };
}
