import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../base/json.ts';
import { tagsBeyond } from '../plan/own-tags.ts';
import { asRead } from '../resource-types/defaults/as-read.ts';
import { matchesPath } from '../resource-types/match-path.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import { foundBy } from '../short-form/found-by.ts';
import { tagsOf } from '../short-form/tag-shape.ts';
import { withoutGenerated } from './generated-items.ts';

/** A live resource that is to become an entry. */
export interface LiveToImport {
  readonly type: ResourceType;
  readonly identifier: string;
  /** As a read returns them, without secrets. */
  readonly properties: JsonObject;
}

/** An entry in the short form, as plain data in the order of its fields. */
export interface ImportedEntry {
  readonly name: string;
  readonly type: string;
  readonly adopt?: true;
  readonly identifier?: string;
  readonly properties: JsonObject;
  readonly region?: string;
  readonly take_over?: string;
  readonly if?: string;
  readonly depends_on?: readonly string[];
  readonly on_delete?: 'retain';
  readonly exports?: readonly Json[];
}

/**
 * The entry that a live resource would be built from: without what only the service sets, without defaults that are known, and without
 * tags of AWS and of this program. Where its natural key does not tell it, the entry says its identifier.
 */
export function importedEntry(name: string, { type, identifier, properties }: LiveToImport): ImportedEntry {
  const settable = withoutGenerated(type, withoutPaths(properties, type));
  const given = withoutDefaults(type, withoutTags(type, settable));
  const gives = (path: string): boolean => {
    const value = path
      .split('/')
      .reduce<Json | undefined>((at, part) => (isJsonObject(at) ? at[part] : undefined), given);
    return value !== undefined && value !== null;
  };
  const tags = tagsOf(type);
  // The mark is not there before the first build.
  const found = foundBy(type, { gives, identifyBy: [], hasIdentifier: false, isMarked: false });
  return {
    name,
    type: type.typeName,
    ...(tags === undefined ? {} : { adopt: true }),
    ...(found === undefined ? { identifier } : {}),
    properties: given,
  };
}

/** The properties without those that only the service sets. What is empty then, or because its parts are write-only, goes, too. */
function withoutPaths(value: JsonObject, { readOnly, writeOnly, required }: ResourceType): JsonObject {
  const hides = (at: PropertyPath): boolean =>
    at.length > 1 &&
    at.at(-1) !== '*' &&
    writeOnly.some((path) => path.length > at.length && matchesPath(path.slice(0, at.length), at));
  const isKept = ([name = '', ...inner]: PropertyPath): boolean => inner.length === 0 && required.includes(name);
  const strip = (part: Json, at: readonly string[]): Json | undefined => {
    if (readOnly.some((path) => matchesPath(path, at))) return undefined;
    if (Array.isArray(part)) return (part as readonly Json[]).map((item) => strip(item, [...at, '*']) ?? null);
    if (!isJsonObject(part)) return part;
    const entries = Object.entries(part).flatMap(([key, inner]): [string, Json][] => {
      const left = strip(inner, [...at, key]);
      return left === undefined || left === null ? [] : [[key, left]];
    });
    const isEmptied =
      entries.length === 0 && at.length > 0 && !isKept(at) && (Object.keys(part).length > 0 || hides(at));
    return isEmptied ? undefined : Object.fromEntries(entries);
  };
  const left = strip(value, []);
  return isJsonObject(left) ? left : {};
}

function withoutTags({ tagProperty }: ResourceType, properties: JsonObject): JsonObject {
  if (tagProperty === undefined || !Object.hasOwn(properties, tagProperty)) return properties;
  const { [tagProperty]: tags = null, ...others } = properties;
  const own = tagsBeyond(tags, []);
  return own === undefined ? others : { ...others, [tagProperty]: own };
}

/** Leaves out each property that a read would show all the same. */
function withoutDefaults(type: ResourceType, properties: JsonObject): JsonObject {
  let left = properties;
  for (const [name, value] of Object.entries(properties)) {
    if (type.required.includes(name)) continue;
    const { [name]: _dropped, ...others } = left;
    const read = asRead(type, others)[name];
    const isEmpty = Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
    if (isEmpty || (read !== undefined && jsonEquals(read, value))) left = others;
  }
  return left;
}
