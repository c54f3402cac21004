import { isJsonObject, type Json } from '../../base/json.ts';
import type { TableRow } from './table-rows.ts';

/**
 * A resource as a row for each of its tags, with `tag_key` and `tag_value`; none where it has no tags. Types write tags as a list of `Key` and
 * `Value`, in a few the names begin small, or as a map.
 */
export function tagRows(row: TableRow, tagProperty: string): readonly TableRow[] {
  return tagsIn(row.properties[tagProperty]).map(([tag_key, tag_value]) => ({
    ...row,
    model: { ...row.model, tag_key, tag_value },
  }));
}

function tagsIn(value: Json | undefined): readonly (readonly [key: string, value: Json])[] {
  if (isJsonObject(value)) return Object.entries(value);
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((tag): (readonly [string, Json])[] => {
    if (!isJsonObject(tag)) return [];
    const member = (name: string): Json | undefined =>
      Object.entries(tag).find(([key]) => key.toLowerCase().replace(/^tag/, '') === name)?.[1];
    const key = member('key');
    return typeof key === 'string' ? [[key, member('value') ?? null]] : [];
  });
}
