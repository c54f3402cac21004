import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ResourceName } from '../../../query/statement.ts';
import { parseResourceName, type ParsedResourceName } from '../../../resource-types/parse-resource-name.ts';
import { isOtherProvider } from '../../../resource-types/provider-name.ts';
import { nativeTableHelp } from '../../../resource-types/native-names.ts';
import { statementName } from '../../../resource-types/naming/statement-name.ts';
import { suggestType } from '../../../resource-types/suggest-type.ts';
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
  return { type: undefined, typeName: undefined, listOnly: false, isTags: false, special, diagnostics: [] };
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
  const [provider = ''] = name.parts;
  if (name.parts.length === 3 && isOtherProvider(provider)) {
    const message = `"${provider}" is another provider: statements reach AWS alone, through Cloud Control`;
    return mistake('resource/other-provider', message, {
      at: name.at,
      help: `keep what uses it in a stack of its own`,
    });
  }
  const asked = name.parts.join('.').replace(/_list_only$/, '');
  // A file is named after the type, but the registry could not make a type of it.
  const broken = registry.problemOf(asked);
  if (broken !== undefined) return broken;
  return mistake('resource/unknown', `There is no resource type "${name.parts.join('.')}"`, {
    at: name.at,
    help: typeHelp(registry, name, asked),
  });
}

function typeHelp(registry: Registry, name: ResourceName, asked: string): string {
  const native = nativeTableHelp(name.parts);
  if (native !== undefined) return native;
  const wanted = asked.includes('::') ? statementName(asked) : asked;
  const suggestion = suggestType(wanted, [...specialTables.map((table) => table.name), ...registry.statementNames()]);
  switch (suggestion.kind) {
    case 'name':
      return `did you mean "${suggestion.name}"?`;
    case 'service':
      return `SHOW RESOURCES IN awscc.${suggestion.service} lists what there is`;
    case 'nothing':
      return 'SHOW SERVICES IN awscc lists the services';
  }
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
