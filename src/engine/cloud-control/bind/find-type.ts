import { didYouMean } from '../../../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ResourceName } from '../../../query/statement.ts';
import { parseResourceName, type ParsedResourceName } from '../../../resource-types/parse-resource-name.ts';
import { findSpecialTable, specialTables } from '../special-tables/index.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import type { HandlerName, Registry, ResourceType } from '../../../resource-types/resource-type.ts';

/** What a name in a statement means. */
export interface FoundTable extends ParsedResourceName {
  readonly special: SpecialTable | undefined;
}

/** The type or special table behind a name in FROM, or what is wrong with the name. */
export function findTable(
  registry: Registry,
  name: ResourceName,
): FoundTable & { readonly diagnostics: readonly Diagnostic[] } {
  const special = findSpecialTable(name.parts);
  if (special === undefined) return { ...findType(registry, name), special };
  return { type: undefined, typeName: undefined, listOnly: false, special, diagnostics: [] };
}

/** The type behind a name in a statement, or what is wrong with the name. */
export function findType(
  registry: Registry,
  name: ResourceName,
): ParsedResourceName & { readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parseResourceName(registry, name.parts);
  if (parsed.type !== undefined) return { ...parsed, diagnostics: [] };
  return { ...parsed, diagnostics: [unknownType(registry, name)] };
}

function unknownType(registry: Registry, name: ResourceName): Diagnostic {
  const shape = 'name it as in awscc.cognito.user_pools';
  if (name.parts.length !== 3 && !name.parts.join('.').includes('::')) {
    return mistake('resource/unknown', `"${name.text}" is not the name of a resource type`, {
      at: name.at,
      help: shape,
    });
  }
  const asked = name.parts.join('.').replace(/_list_only$/, '');
  // A file is named after the type, but the registry could not make a type of it.
  const broken = registry.problemOf(asked);
  if (broken !== undefined) return broken;
  const help = didYouMean(asked, [...specialTables.map((table) => table.name), ...registry.statementNames()]) ?? shape;
  return mistake('resource/unknown', `There is no resource type "${name.parts.join('.')}"`, { at: name.at, help });
}

/** What stands in the way where the type has no handler; a type of which no handler is known is given the benefit of the doubt. */
export function missingHandler(
  type: ResourceType,
  handler: HandlerName,
  name: ResourceName,
  help?: string,
): readonly Diagnostic[] {
  if (type.isBeyondCloudControl === true) {
    return [
      mistake('resource/unsupported-action', `${type.typeName} is not provisioned by Cloud Control`, {
        at: name.at,
        help: 'a stack of CloudFormation itself can hold it; a statement cannot reach it',
      }),
    ];
  }
  if (Object.keys(type.handlers).length === 0 || type.handlers[handler] !== undefined) return [];
  const verb = { create: 'created', read: 'read', update: 'updated', delete: 'deleted', list: 'listed' }[handler];
  return [
    mistake('resource/unsupported-action', `${type.typeName} cannot be ${verb} through Cloud Control`, {
      at: name.at,
      ...(help === undefined ? {} : { help }),
    }),
  ];
}
