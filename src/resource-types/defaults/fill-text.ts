import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';

/** Where a resource is. */
export interface ReadPlace {
  readonly region: string;
  readonly accountId: string;
}

/** What the placeholders of a value are filled from. */
export interface Filling {
  readonly model: JsonObject;
  /** Where the value is put: `${./Name}` is a member of it. */
  readonly container: Json;
  readonly place: ReadPlace | undefined;
}

/**
 * A value with `${Path}` in its strings replaced by the property there, `${region}` and `${account}` by the place; undefined where one
 * of them is not known. A string that is nothing but one placeholder becomes the property's value, whatever its type. `$${` stands for
 * `${` itself.
 */
export function fillText(value: Json, filling: Filling): Json | undefined {
  if (typeof value === 'string') return fill(value, filling);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, item]: [string, Json]) => [key, fillText(item, filling)] as const);
  if (inner.some(([, item]) => item === undefined)) return undefined;
  if (Array.isArray(value)) return inner.map(([, item]) => item ?? null);
  return Object.fromEntries(inner.map(([key, item]) => [key, item ?? null]));
}

function fill(text: string, filling: Filling): Json | undefined {
  const alone = /^\$\{([\w./]+)\}$/.exec(text)?.[1];
  if (alone !== undefined) return namedValue(alone, filling);
  const placeholders = [...text.matchAll(/(?<!\$)\$\{([\w./]+)\}/g)].map(([, name]) =>
    textOf(namedValue(name ?? '', filling)),
  );
  if (placeholders.some((value) => value === undefined)) return undefined;
  const values = placeholders.values();
  return text.replace(/\$(\$\{)|\$\{[\w./]+\}/g, (_all, literal?: string) => literal ?? values.next().value ?? '');
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function namedValue(name: string, { model, container, place }: Filling): Json | undefined {
  if (name === 'region') return place?.region;
  if (name === 'account') return place?.accountId;
  const isLocal = name.startsWith('./');
  let value: Json | undefined = isLocal ? container : model;
  for (const part of name.replace(/^\.\//, '').split('/')) {
    value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}
