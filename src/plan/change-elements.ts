import { isJsonObject, parseJson } from '../base/json.ts';
import { sameValue } from '../values/same-value.ts';
import { isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';
import { alignedItems, lineChanges, type LineChange } from './line-changes.ts';

/** A change by its parts: what of a list, a map, a policy or a text comes, goes and becomes another. */
export type ChangeElement =
  /** A value that comes (no `before`), goes (no `after`) or becomes another. Members of lists that are known by nothing have no name. */
  | {
      readonly kind: 'value';
      readonly name: string | undefined;
      readonly before: Value | undefined;
      readonly after: Value | undefined;
    }
  /** A list or map of which parts change. `isText`: it stands there as JSON text. */
  | {
      readonly kind: 'inside';
      readonly name: string | undefined;
      readonly isText: boolean;
      readonly elements: readonly ChangeElement[];
    }
  /** A text of several lines. */
  | { readonly kind: 'lines'; readonly name: string | undefined; readonly lines: readonly LineChange[] }
  /** Members of a list or map that stay as they are. */
  | { readonly kind: 'rest'; readonly amount: number };

/** A change under a name, in parts where it has any. Nothing here looks into what is marked: secrets stay whole. */
export function changeElement(
  name: string | undefined,
  before: Value | undefined,
  after: Value | undefined,
): ChangeElement {
  const whole: ChangeElement = { kind: 'value', name, before, after };
  if (before === undefined || after === undefined) return whole;
  if (isValueList(before) && isValueList(after)) return inside(name, listElements(before, after), false);
  if (isValueMap(before) && isValueMap(after)) return inside(name, mapElements(before, after), false);
  if (typeof before !== 'string' || typeof after !== 'string') return whole;
  const [old, fresh] = [structureIn(before), structureIn(after)];
  if (old !== undefined && fresh !== undefined) {
    const parts = changeElement(name, old, fresh);
    return parts.kind === 'inside' && parts.elements.some(({ kind }) => kind !== 'rest')
      ? { ...parts, isText: true }
      : whole;
  }
  const lines = before.includes('\n') || after.includes('\n') ? lineChanges(before, after) : undefined;
  return lines === undefined ? whole : { kind: 'lines', name, lines };
}

function inside(name: string | undefined, elements: readonly ChangeElement[], isText: boolean): ChangeElement {
  return { kind: 'inside', name, elements, isText };
}

/** The list or map that a JSON text holds. */
function structureIn(text: string): Value | undefined {
  const parsed = parseJson(text);
  return Array.isArray(parsed) || isJsonObject(parsed) ? parsed : undefined;
}

function mapElements(before: ValueMap, after: ValueMap): readonly ChangeElement[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const memberOf = (map: ValueMap, name: string): Value | undefined =>
    Object.hasOwn(map, name) ? map[name] : undefined;
  const changed = names.filter((name) => !isAsBefore(memberOf(before, name), memberOf(after, name)));
  return [
    ...changed.map((name) => changeElement(name, memberOf(before, name), memberOf(after, name))),
    ...rest(names.length - changed.length),
  ];
}

/** Members that name themselves are compared by their names, others by what they are. */
function listElements(before: readonly Value[], after: readonly Value[]): readonly ChangeElement[] {
  const key = keyOfMembers([...before, ...after]);
  if (key !== undefined) return namedElements(namedMembers(before, key), namedMembers(after, key), key);
  if (before.length * after.length > 1_000_000)
    return [
      ...before.map((item): ChangeElement => ({ kind: 'value', name: undefined, before: item, after: undefined })),
      ...after.map((item): ChangeElement => ({ kind: 'value', name: undefined, before: undefined, after: item })),
    ];
  const aligned = alignedItems(before, after, isAsBefore);
  return [
    ...aligned.flatMap(({ sign, item }): ChangeElement[] => {
      if (sign === ' ') return [];
      const [old, fresh] = sign === '-' ? [item, undefined] : [undefined, item];
      return [{ kind: 'value', name: undefined, before: old, after: fresh }];
    }),
    ...rest(aligned.filter(({ sign }) => sign === ' ').length),
  ];
}

/** Tags, statements of policies, attributes: what members of lists are called by. */
const keyNames = ['Sid', 'Key', 'TagKey', 'Id', 'Name', 'AttributeName', 'IndexName'];

/** The member by which each item of a list can be told from the others. */
export function keyOfMembers(items: readonly Value[]): string | undefined {
  return keyNames.find((name) => items.length > 0 && items.every((item) => textUnder(item, name) !== undefined));
}

export function textUnder(item: Value, name: string): string | undefined {
  const value = isValueMap(item) && Object.hasOwn(item, name) ? item[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** In their order; a name that stands twice keeps both. */
function namedMembers(items: readonly Value[], key: string): ReadonlyMap<string, readonly Value[]> {
  const named = new Map<string, readonly Value[]>();
  for (const item of items) {
    const name = textUnder(item, key) ?? '';
    named.set(name, [...(named.get(name) ?? []), item]);
  }
  return named;
}

function namedElements(
  before: ReadonlyMap<string, readonly Value[]>,
  after: ReadonlyMap<string, readonly Value[]>,
  key: string,
): readonly ChangeElement[] {
  let kept = 0;
  const elements: ChangeElement[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old = [], fresh = []] = [before.get(name), after.get(name)];
    for (let index = 0; index < Math.max(old.length, fresh.length); index += 1) {
      const [one, other] = [old[index], fresh[index]];
      if (isAsBefore(one, other)) kept += 1;
      else if (one === undefined || other === undefined)
        elements.push({ kind: 'value', name: undefined, before: one, after: other });
      else elements.push(changeOfNamed(name, key, one, other));
    }
  }
  return [...elements, ...rest(kept)];
}

/** A tag is its value: `team: "a" → "b"`. */
function changeOfNamed(name: string, key: string, before: Value, after: Value): ChangeElement {
  const element = changeElement(name, before, after);
  if (element.kind !== 'inside' || !isValueMap(before) || !isValueMap(after)) return element;
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((member) => member !== key);
  const [only] = element.elements;
  return others.length === 1 && only?.kind === 'value' ? { ...only, name } : element;
}

function rest(amount: number): readonly ChangeElement[] {
  return amount === 0 ? [] : [{ kind: 'rest', amount }];
}

/** Without regard to the order of keys. */
function isAsBefore(before: Value | undefined, after: Value | undefined): boolean {
  return before !== undefined && sameValue(before, after);
}
