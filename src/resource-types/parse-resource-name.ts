import { namesBehindTagsTable } from './naming/statement-name.ts';
import type { Registry, ResourceType } from './resource-type.ts';

export interface ParsedResourceName {
  /** Undefined where no type has the name. */
  readonly type: ResourceType | undefined;
  readonly typeName: string | undefined;
  /** The name ends with `_list_only`: identifiers from a list instead of whole resources. */
  readonly listOnly: boolean;
  /** The name is that of the type's tags: a row for each tag of each resource. The type has a `tagProperty`. */
  readonly isTags: boolean;
}

const listOnlySuffix = '_list_only';

/**
 * What the name in a statement means: `['awscc', 'cognito', 'user_pool_clients_list_only']`, exact and in lower case, a name with colons,
 * `['AWS::Cognito::UserPoolClient']`, or that of a table of tags, `['awscc', 'ec2', 'vpc_tags']`.
 */
export function parseResourceName(registry: Registry, parts: readonly string[]): ParsedResourceName {
  const name = parts.join('.');
  const listOnly = name.endsWith(listOnlySuffix);
  const isName = parts.length === 3 || (parts.length === 1 && name.includes('::'));
  const type = isName ? registry.find(listOnly ? name.slice(0, -listOnlySuffix.length) : name) : undefined;
  if (type !== undefined || parts.length !== 3) return { type, typeName: type?.typeName, listOnly, isTags: false };
  const tagged = namesBehindTagsTable(name)
    .map((candidate) => registry.find(candidate))
    .find((candidate) => candidate !== undefined && hasTagsTable(candidate));
  return { type: tagged, typeName: tagged?.typeName, listOnly: false, isTags: tagged !== undefined };
}

/** Whether there is a table of the type's tags: it has tags, and they can be read. */
export function hasTagsTable({ tagProperty, writeOnly }: ResourceType): boolean {
  return tagProperty !== undefined && !writeOnly.some((path) => path[0] === tagProperty);
}
