import { holdsSecret, isKnown, isOmit, mask, plainText, reveal } from '../../values/reading.ts';
import { isValueList, isValueMap, Secret, type PlainValue, type Value, type ValueMap } from '../../values/value.ts';

/** A value of a model as a rule sees it; `shown` is how a message quotes it. */
export type Reading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly value: PlainValue; readonly shown: string };

const absent: Reading = { kind: 'absent' };

/** What stands at a path of property names. */
export function readAt(model: ValueMap, ...path: readonly string[]): Reading {
  let value: Value = model;
  for (const part of path) {
    // A secret map is looked into; its members are secret.
    const map: Value = value instanceof Secret ? value.value : value;
    if (!isKnownShape(value)) return { kind: 'unknown' };
    if (!isValueMap(map) || !Object.hasOwn(map, part)) return absent;
    const inner: Value = map[part] ?? null;
    value = value instanceof Secret && !isValueMap(inner) ? new Secret(reveal(inner)) : inner;
  }
  return readValue(value);
}

function isKnownShape(value: Value): boolean {
  return isValueMap(value) || isKnown(value);
}

/** `__ACCOUNT_ID__` is how other tools mark a text that they put something in the place of later: nothing is known of it. */
const placeholder = /__[A-Za-z]\w*__/;

export function readValue(value: Value): Reading {
  if (value === null || isOmit(value)) return absent;
  if (!isKnown(value)) return { kind: 'unknown' };
  const known = reveal(value);
  if (typeof known === 'string' && placeholder.test(known)) return { kind: 'unknown' };
  return known === null ? absent : { kind: 'known', value: known, shown: holdsSecret(value) ? mask : plainText(known) };
}

/** The number at a path; undefined where it is absent or not known. */
export function numberAt(model: ValueMap, ...path: readonly string[]): number | undefined {
  const reading = readAt(model, ...path);
  return reading.kind === 'known' && typeof reading.value === 'number' ? reading.value : undefined;
}

/** Whether `true` stands at a path; false where something else does or nothing, undefined where that is not known. */
export function isTrueAt(model: ValueMap, ...path: readonly string[]): boolean | undefined {
  const reading = readAt(model, ...path);
  return reading.kind === 'unknown' ? undefined : reading.kind === 'known' && reading.value === true;
}

export interface Item {
  readonly text: string;
  readonly shown: string;
  readonly index: number;
}

export interface Items {
  /** Those that are known and text. */
  readonly items: readonly Item[];
  /** How many there are; undefined while the list itself is not known. */
  readonly length: number | undefined;
  /** Whether every one of them is known. */
  readonly isComplete: boolean;
  readonly isGiven: boolean;
}

/** The list of texts at a path; none where there is no list. */
export function itemsAt(model: ValueMap, ...path: readonly string[]): Items {
  const list = valueAt(model, path);
  if (list === undefined) return { items: [], length: 0, isComplete: true, isGiven: false };
  const values = list instanceof Secret ? secretItems(list) : list;
  if (!isValueList(values)) {
    return { items: [], length: undefined, isComplete: isKnown(values), isGiven: true };
  }
  const items: Item[] = [];
  for (const [index, value] of values.entries()) {
    const reading = readValue(value);
    if (reading.kind === 'known' && typeof reading.value === 'string') {
      items.push({ text: reading.value, shown: reading.shown, index });
    }
  }
  return {
    items,
    length: values.length,
    isComplete: values.every((value) => readValue(value).kind !== 'unknown'),
    isGiven: true,
  };
}

/** The maps of the list at a path, with their place in it. Those that are not known are left out. */
export function mapsAt(
  model: ValueMap,
  ...path: readonly string[]
): readonly { readonly map: ValueMap; readonly index: number }[] {
  const list = valueAt(model, path);
  const values = list instanceof Secret ? secretItems(list) : list;
  if (values === undefined || !isValueList(values)) return [];
  return values.flatMap((map, index) => (isValueMap(map) ? [{ map, index }] : []));
}

function valueAt(model: ValueMap, path: readonly string[]): Value | undefined {
  let value: Value = model;
  for (const part of path) {
    if (!isValueMap(value)) return isKnown(value) ? undefined : value;
    const inner: Value | undefined = Object.hasOwn(value, part) ? value[part] : undefined;
    if (inner === undefined || inner === null || isOmit(inner)) return undefined;
    value = inner;
  }
  return value;
}

function secretItems(list: Secret): Value {
  return Array.isArray(list.value) ? (list.value as readonly PlainValue[]).map((item) => new Secret(item)) : list;
}

/** How a service quotes a list: `[a, b]`. */
export function showItems(items: readonly Item[]): string {
  return `[${items.map((item) => item.shown).join(', ')}]`;
}
