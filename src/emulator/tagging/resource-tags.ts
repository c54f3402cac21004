import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';

/** A resource's tags, which are a list of {Key, Value} or a map; empty where there are none. */
export function tagsOf(
  type: ResourceType,
  model: JsonObject,
): readonly { readonly Key: string; readonly Value: string }[] {
  const tags = type.tagProperty === undefined ? undefined : model[type.tagProperty];
  if (Array.isArray(tags)) {
    // A member of a list may be anything until it is looked at.
    return (tags as readonly JsonObject[]).flatMap((tag) => {
      if (!isJsonObject(tag)) return [];
      const key = tag['Key'] ?? tag['TagKey'];
      const value = tag['Value'] ?? tag['TagValue'] ?? '';
      return typeof key === 'string' && typeof value === 'string' ? [{ Key: key, Value: value }] : [];
    });
  }
  if (!isJsonObject(tags)) return [];
  return Object.entries(tags).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ Key: key, Value: value }] : [],
  );
}
