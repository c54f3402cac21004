import { isJsonObject, type Json } from '../base/json.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { markTags } from '../stack/mark-tags.ts';
import { isKnown, reveal } from '../values/reading.ts';
import { isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';

/** The tag that remembers what was sent of the properties that no read returns. */
export const sentTag = 'stack-deploy:sent';

/** What a stack's mark says: whose the resource is, and which entry stands for it. */
export interface Mark {
  readonly stack: string;
  readonly environment: string;
  /** The name of the entry in the manifest. */
  readonly resource: string;
}

/** The property that holds a type's tags; undefined where it has none, or no read returns them. */
export function readableTags({ tagProperty, writeOnly }: ResourceType): string | undefined {
  return tagProperty === undefined || writeOnly.some(([name]) => name === tagProperty) ? undefined : tagProperty;
}

/** Whether tags hold the mark that the stack's own queries write. */
export function holdsMark(tags: Value | undefined, { stack, environment, resource }: Mark): boolean {
  return (
    tagIn(tags, markTags.stack) === stack &&
    tagIn(tags, markTags.environment) === environment &&
    tagIn(tags, markTags.resource) === resource
  );
}

/** The text of a tag in a list or map of tags; undefined where it is not there. */
export function tagIn(tags: Value | undefined, key: string): string | undefined {
  const value = entriesOf(tags).find(([name]) => name === key)?.[1];
  if (value === undefined || !isKnown(value)) return undefined;
  const plain = reveal(value);
  return typeof plain === 'string' ? plain : undefined;
}

/** The tags with one more, in the place of one of the same key; the same tags where they have no shape that is known. */
export function withTag(tags: Value, key: string, text: string): Value {
  if (isValueMap(tags)) return { ...tags, [key]: text };
  const first = isValueList(tags) ? tags[0] : undefined;
  if (!isValueList(tags) || first === undefined || !isValueMap(first)) return tags;
  const names = namesIn(first);
  if (names === undefined) return tags;
  // Those of an Auto Scaling group say whether its instances get them, too.
  const others = Object.hasOwn(first, 'PropagateAtLaunch') ? { PropagateAtLaunch: false } : {};
  return [...tags.filter((tag) => keyOf(tag) !== key), { ...others, [names.key]: key, [names.value]: text }];
}

/** The tags without one of a key. */
export function withoutTag(tags: Value, key: string): Value {
  if (isValueMap(tags)) return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== key));
  return isValueList(tags) ? tags.filter((tag) => keyOf(tag) !== key) : tags;
}

/** Tags to be set in the place of live ones: with those that AWS and this program have put there, which are not the stack's to remove. */
export function keepingTags(tags: Value, live: Value | undefined): Value {
  if (live === undefined) return tags;
  if (isValueMap(tags) && isValueMap(live)) {
    const others = Object.entries(tags).filter(([key]) => !isKept(key));
    return Object.fromEntries([...others, ...Object.entries(live).filter(([key]) => isKept(key))]);
  }
  if (!isValueList(tags) || !isValueList(live)) return tags;
  return [...tags.filter((tag) => !isKept(keyOf(tag) ?? '')), ...live.filter((tag) => isKept(keyOf(tag) ?? ''))];
}

/** The tags that are neither AWS's nor the marks of this program, nor among those whose keys are ignored; undefined where none is left. */
export function tagsBeyond(tags: Json, ignored: readonly string[]): Json | undefined {
  const isOwn = (key: string): boolean =>
    isKept(key) ||
    key.startsWith('stackql:') ||
    ignored.some((one) => (one.endsWith('*') ? key.startsWith(one.slice(0, -1)) : key === one));
  if (isJsonObject(tags)) {
    const others = Object.entries(tags).filter(([key]) => !isOwn(key));
    return others.length === 0 ? undefined : Object.fromEntries(others);
  }
  if (!Array.isArray(tags)) return undefined;
  const others = (tags as readonly Json[]).filter((tag) => !isOwn(keyOf(tag) ?? ''));
  return others.length === 0 ? undefined : others;
}

function isKept(key: string): boolean {
  return key.startsWith('aws:') || key.startsWith('stack-deploy:');
}

const shapes = [
  { key: 'Key', value: 'Value' },
  { key: 'key', value: 'value' },
  { key: 'TagKey', value: 'TagValue' },
] as const;

function namesIn(tag: ValueMap): (typeof shapes)[number] | undefined {
  return shapes.find(({ key }) => Object.hasOwn(tag, key));
}

function keyOf(tag: Value): string | undefined {
  const names = isValueMap(tag) ? namesIn(tag) : undefined;
  const key = names === undefined ? undefined : (tag as ValueMap)[names.key];
  const plain = key === undefined || !isKnown(key) ? undefined : reveal(key);
  return typeof plain === 'string' ? plain : undefined;
}

function entriesOf(tags: Value | undefined): readonly (readonly [string, Value])[] {
  if (tags === undefined) return [];
  if (isValueMap(tags)) return Object.entries(tags);
  if (!isValueList(tags)) return [];
  return tags.flatMap((tag): (readonly [string, Value])[] => {
    const key = keyOf(tag);
    const names = isValueMap(tag) ? namesIn(tag) : undefined;
    return key === undefined || names === undefined ? [] : [[key, (tag as ValueMap)[names.value] ?? null]];
  });
}
