import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../../../base/json.ts';
import { allOf, type Comparison, type ComparisonContext } from '../comparison.ts';
import { differentAt, equalBy, memberPlace, nameOf, type Compare, type Place } from '../place.ts';
import type { Rule } from '../rule.ts';

/**
 * Tags by key, in lists and in maps. Tags of AWS are nobody else's to set ("Tag naming limits and requirements", Tagging AWS
 * Resources: the prefix `aws:` is reserved), those of this program are kept by it; neither counts. Another live key that is not declared
 * is a difference, because the patch that sets the tags would remove it.
 */
export function compareTags(place: Place, desired: Json, live: Json, compare: Compare): Comparison | undefined {
  if (!isTagPlace(place)) return undefined;
  const wanted = tagsIn(desired);
  const actual = tagsIn(live);
  if (wanted === undefined || actual === undefined) return undefined;
  const allowed = new Set<Rule>();
  const counts = (key: string): boolean => {
    const rule = ruleFor(key, place.context);
    if (rule !== undefined) allowed.add(rule);
    return rule === undefined;
  };
  const keys = [...wanted.keys()].filter(counts);
  const liveKeys = [...actual.keys()].filter(counts);
  const areMaps = isJsonObject(desired) && isJsonObject(live);
  // Tags in a list have no pointer of their own.
  const placeOf = (key: string): Place => ({ ...memberPlace(place, key), ...(areMaps ? {} : { at: place.at }) });
  const values = keys.map((key) => compare(placeOf(key), wanted.get(key) ?? null, actual.get(key)));
  const others = liveKeys.filter((key) => !wanted.has(key));
  if (others.length > 0 || values.some(({ kind }) => kind === 'different')) {
    return areMaps
      ? allOf([...values, ...others.map((key) => differentAt(placeOf(key), undefined, actual.get(key)))])
      : differentAt(
          place,
          desired,
          without(live, (key) => ruleFor(key, place.context) !== undefined),
        );
  }
  const isInOrder = jsonEquals(keys, liveKeys);
  const rules: readonly Rule[] = [...(Array.isArray(live) && !isInOrder ? (['order'] as const) : []), ...allowed];
  return allOf([...rules.map((rule) => equalBy(place, rule)), ...values]);
}

/** `Tags`, `FileSystemTags`, `UserPoolTags`, or what the schema calls its tags. */
function isTagPlace(place: Place): boolean {
  const [name, ...inner] = place.path;
  return /tags$/i.test(nameOf(place)) || (inner.length === 0 && name === place.facts.tagProperty);
}

function ruleFor(key: string, { ignoreTags = [] }: ComparisonContext): Rule | undefined {
  if (key.startsWith('aws:')) return 'aws-tag';
  if (key.startsWith('stack-deploy:')) return 'own-tag';
  const isIgnored = ignoreTags.some((one) => (one.endsWith('*') ? key.startsWith(one.slice(0, -1)) : key === one));
  return isIgnored ? 'ignored-tag' : undefined;
}

const keyNames = ['Key', 'key', 'TagKey'];

/** What stands beside each key; undefined where a value is not tags, or has a key twice. */
function tagsIn(value: Json): ReadonlyMap<string, Json> | undefined {
  if (isJsonObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const tags = new Map<string, Json>();
  for (const item of value as readonly Json[]) {
    const key = keyOf(item);
    if (key === undefined || tags.has(key) || !isJsonObject(item)) return undefined;
    tags.set(key, Object.fromEntries(Object.entries(item).filter(([name]) => !keyNames.includes(name))));
  }
  return tags;
}

function keyOf(item: Json): string | undefined {
  if (!isJsonObject(item)) return undefined;
  const name = keyNames.find((candidate) => Object.hasOwn(item, candidate));
  const key = name === undefined ? undefined : item[name];
  return typeof key === 'string' ? key : undefined;
}

function without(tags: Json, isLeftOut: (key: string) => boolean): Json {
  if (Array.isArray(tags)) return (tags as readonly Json[]).filter((item) => !isLeftOut(keyOf(item) ?? ''));
  return Object.fromEntries(Object.entries(tags as JsonObject).filter(([key]) => !isLeftOut(key)));
}
