import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';

/** The properties without the tags that this program has written for itself, so that a stack's queries find the tags of the stack. */
export function withoutOwnTags(properties: JsonObject, tagProperty: string): JsonObject {
  const tags = properties[tagProperty];
  if (isJsonObject(tags)) {
    const others = Object.entries(tags).filter(([key]) => !isOwn(key));
    return { ...properties, [tagProperty]: Object.fromEntries(others) };
  }
  if (!Array.isArray(tags)) return properties;
  return { ...properties, [tagProperty]: (tags as readonly Json[]).filter((tag) => !isOwn(keyOf(tag))) };
}

function isOwn(key: Json | undefined): boolean {
  return typeof key === 'string' && key.startsWith('stack-deploy:');
}

function keyOf(tag: Json): Json | undefined {
  return isJsonObject(tag) ? (tag['Key'] ?? tag['key'] ?? tag['TagKey']) : undefined;
}
