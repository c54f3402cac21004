import type { Registry, ResourceType } from './resource-type.ts';

export interface ParsedResourceName {
  /** Undefined where no type has the name. */
  readonly type: ResourceType | undefined;
  readonly typeName: string | undefined;
  /** The name ends with `_list_only`: identifiers from a list instead of whole resources. */
  readonly listOnly: boolean;
}

const listOnlySuffix = '_list_only';

/**
 * What the name in a statement means: `['awscc', 'cognito', 'user_pool_clients_list_only']`, exact and in lower case, or a name with colons,
 * `['AWS::Cognito::UserPoolClient']`.
 */
export function parseResourceName(registry: Registry, parts: readonly string[]): ParsedResourceName {
  const name = parts.join('.');
  const listOnly = name.endsWith(listOnlySuffix);
  const isName = parts.length === 3 || (parts.length === 1 && name.includes('::'));
  const type = isName ? registry.find(listOnly ? name.slice(0, -listOnlySuffix.length) : name) : undefined;
  return { type, typeName: type?.typeName, listOnly };
}
