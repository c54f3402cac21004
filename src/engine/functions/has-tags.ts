import { isJsonObject, parseJson, type Json } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import { textOf, type SqlFunction } from './sql-function.ts';

/** 1 where the tags of a resource, a list or map as its type has them, hold every key of a JSON map with its value; else 0. */
export const hasTags: SqlFunction = {
  name: 'has_tags',
  parameters: ['tags', 'wanted'],
  evaluate: (tags, wanted) => {
    const wantedJson = parseJson(textOf(wanted) ?? '');
    if (!isJsonObject(wantedJson)) return err('its second argument is not a JSON map of tags');
    const text = textOf(tags);
    const held = new Map(entriesOf(text === null ? null : (parseJson(text) ?? null)));
    return ok(Object.entries(wantedJson).every(([key, value]) => held.get(key) === value) ? 1 : 0);
  },
};

function entriesOf(tags: Json): readonly (readonly [string, Json])[] {
  if (isJsonObject(tags)) return Object.entries(tags);
  if (!Array.isArray(tags)) return [];
  return (tags as readonly Json[]).flatMap((tag): readonly (readonly [string, Json])[] => {
    if (!isJsonObject(tag)) return [];
    const key = tag['Key'] ?? tag['key'] ?? tag['TagKey'];
    return typeof key === 'string' ? [[key, tag['Value'] ?? tag['value'] ?? tag['TagValue'] ?? '']] : [];
  });
}
