import type { Diagnostic, Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DeleteStatement } from '../../../query/statement.ts';
import type { DeleteOperation } from '../../operation.ts';
import { bindTarget } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { findWrittenType } from './written-type.ts';

/** A DELETE as the DeleteResource requests that it means: one per region and Identifier. */
export function bindDelete(statement: DeleteStatement, context: BindContext): Parsed<DeleteOperation> {
  const { resource, text, at, returning } = statement;
  const typeName = statement.where.find(({ column }) => column.name === 'TypeName');
  const { type, isGeneric, diagnostics: trouble } = findWrittenType('DELETE', resource, typeName?.values, context);
  const diagnostics: Diagnostic[] = [...trouble];
  if (type === undefined) return { value: undefined, diagnostics };
  const where = isGeneric ? statement.where.filter((predicate) => predicate !== typeName) : statement.where;
  const bound = bindTarget('DELETE', resource, type, where, [], context);
  diagnostics.push(...bound.diagnostics);
  const { target, parameters } = bound;
  const written = { text, at, resource: resource.text, returning, type, target, parameters } as const;
  return { value: { kind: 'delete', ...written }, diagnostics };
}
