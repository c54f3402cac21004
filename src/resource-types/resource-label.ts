import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { ResourceType } from './resource-type.ts';

/**
 * What people call a resource: its `Name`, the property that is named after its type (`ClientName` of a UserPoolClient), its
 * DisplayName, its tag Name; undefined where it has none of them.
 */
export function resourceLabel(type: ResourceType, properties: JsonObject): string | undefined {
  const words = (type.typeName.split('::').at(-1) ?? '').match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [];
  const own = words.map((_word, index) => `${words.slice(index).join('')}Name`);
  for (const name of ['Name', ...own, 'DisplayName']) {
    const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (typeof value === 'string' && value !== '') return value;
  }
  const tag = type.tagProperty;
  return tag !== undefined && Object.hasOwn(properties, tag) ? tagName(properties[tag]) : undefined;
}

/** Tags are a map, or a list of Key and Value. */
function tagName(tags: Json | undefined): string | undefined {
  const value = Array.isArray(tags)
    ? (tags as readonly Json[]).filter(isJsonObject).find((tag) => tag['Key'] === 'Name')?.['Value']
    : isJsonObject(tags)
      ? tags['Name']
      : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
