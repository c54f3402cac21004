import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../../src/base/json.ts';
import { covers } from '../../src/emulator/property-paths.ts';
import type { ResourceType } from '../../src/resource-types/resource-type.ts';
import { nodeAt, rootNode } from '../../src/resource-types/schema-node.ts';

export interface Field {
  /** `*` stands for the items of a list. */
  readonly path: readonly string[];
  /** What AWS returned; undefined where only the emulator returns something. */
  readonly live: Json | undefined;
  /** What the emulator returned; undefined where it returned nothing. */
  readonly own: Json | undefined;
}

export interface ComparedModels {
  /** Fields that were looked at: scalars and empty lists and maps, on either side. */
  readonly fields: number;
  readonly differing: readonly Field[];
  readonly leftOut: readonly LeftOutField[];
}

/** A recorded field that is not compared. */
export interface LeftOutField {
  readonly path: readonly string[];
  readonly reason: string;
}

/**
 * The fields of two reads of one type. Lists are compared item by item, each with the item that is most like it. Values that are
 * made up by nature (identifiers, ARNs, times, accounts) agree where both sides have one of the same type. Tags that CloudFormation
 * adds are not looked at.
 */
export function compareFields(
  type: ResourceType,
  live: JsonObject,
  own: JsonObject,
  declared: JsonObject,
): ComparedModels {
  const leftOut: LeftOutField[] = [];
  const known = withoutUnknown(type, live, leftOut);
  const differing: Field[] = [];
  const isMadeUp = (path: readonly string[], value: Json): boolean =>
    type.readOnly.some((readOnly) => covers(readOnly, path)) ||
    (typeof value === 'string' && !mentions(declared, value) && (looksMadeUp(value) || isOwnName(type, path)));
  const fields = compare(known, own, [], { differing, isMadeUp });
  return { fields, differing, leftOut };
}

/** Stands in recorded models for a reference whose value the recorder did not know. */
const unresolved = '__cdkrd_corpus_unresolved__';

interface Comparison {
  readonly differing: Field[];
  readonly isMadeUp: (path: readonly string[], value: Json) => boolean;
}

/** The number of fields at and under a place; those that differ are gathered. */
function compare(
  live: Json | undefined,
  own: Json | undefined,
  path: readonly string[],
  comparison: Comparison,
): number {
  if (isFull(live) && isFull(own) && Array.isArray(live) === Array.isArray(own)) {
    return pairs(live, own).reduce(
      (count, [name, left, right]) => count + compare(left, right, [...path, name], comparison),
      0,
    );
  }
  if (own === unresolved) return 0;
  if (live === undefined || own === undefined) {
    const only = live ?? own;
    if (only === undefined) return 0;
    comparison.differing.push({ path, live, own });
    return leavesOf(only);
  }
  const isAlike =
    jsonEquals(live, own) ||
    (typeof live === typeof own && comparison.isMadeUp(path, live) && !isFull(live) && !isFull(own));
  if (!isAlike) comparison.differing.push({ path, live, own });
  return Math.max(leavesOf(live), leavesOf(own));
}

/** Scalars and empty containers in a value. */
export function leavesOf(value: Json): number {
  return isFull(value) ? Object.values(value).reduce<number>((sum, item: Json) => sum + leavesOf(item), 0) : 1;
}

/** How many fields a differing place stands for. */
export function weightOf({ live, own }: Field): number {
  return Math.max(live === undefined ? 0 : leavesOf(live), own === undefined ? 0 : leavesOf(own));
}

function isFull(value: Json | undefined): value is readonly Json[] | JsonObject {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

type Pair = readonly [name: string, live: Json | undefined, own: Json | undefined];

function pairs(live: readonly Json[] | JsonObject, own: readonly Json[] | JsonObject): readonly Pair[] {
  if (Array.isArray(live) && Array.isArray(own)) return pairItems(live as readonly Json[], own as readonly Json[]);
  const left = live as JsonObject;
  const right = own as JsonObject;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => [
    name,
    Object.hasOwn(left, name) ? left[name] : undefined,
    Object.hasOwn(right, name) ? right[name] : undefined,
  ]);
}

function pairItems(live: readonly Json[], own: readonly Json[]): readonly Pair[] {
  const left = [...own];
  const found: Pair[] = [];
  const rest: Json[] = [];
  for (const item of live) {
    const index = left.findIndex((other) => jsonEquals(item, other));
    if (index === -1) rest.push(item);
    else found.push(['*', item, left.splice(index, 1)[0]]);
  }
  for (const item of rest) {
    const likeness = left.map((other) => alikeFields(item, other));
    const index = likeness.indexOf(Math.max(...likeness));
    found.push(['*', item, index === -1 ? undefined : left.splice(index, 1)[0]]);
  }
  return [...found, ...left.map((item): Pair => ['*', undefined, item])];
}

function alikeFields(left: Json, right: Json): number {
  if (!isJsonObject(left) || !isJsonObject(right)) return jsonEquals(left, right) ? 1 : 0;
  return Object.keys(left).filter((name) => Object.hasOwn(right, name) && jsonEquals(left[name], right[name])).length;
}

/** What the schema has of a recorded model, without tags of CloudFormation. */
function withoutUnknown(type: ResourceType, live: JsonObject, leftOut: LeftOutField[]): JsonObject {
  const root = rootNode(type.schema);
  const clean = (value: Json, path: readonly string[]): Json => {
    if (Array.isArray(value)) {
      return (value as readonly Json[]).filter((item) => !isAwsTag(item)).map((item) => clean(item, [...path, '*']));
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, item]) => {
        if (name.startsWith('aws:')) return [];
        const place = [...path, name];
        if (nodeAt(root, place) === undefined) {
          leftOut.push({ path: place, reason: 'the schema has no such field' });
          return [];
        }
        if (type.writeOnly.some((writeOnly) => covers(writeOnly, place))) {
          leftOut.push({
            path: place,
            reason: 'Cloud Control does not return the field: the recorder asked the service',
          });
          return [];
        }
        return [[name, clean(item, place)]];
      }),
    );
  };
  const cleaned = clean(live, []);
  if (!isJsonObject(cleaned)) return live;
  // A list of nothing but CloudFormation's tags is no answer about tags.
  const tags = type.tagProperty;
  const isEmptied = (name: string): boolean => name === tags && !isFull(cleaned[name]) && isFull(live[name]);
  return Object.fromEntries(Object.entries(cleaned).filter(([name]) => !isEmptied(name)));
}

function isAwsTag(item: Json): boolean {
  const key = isJsonObject(item) ? (item['Key'] ?? item['TagKey']) : undefined;
  return typeof key === 'string' && key.startsWith('aws:');
}

const madeUp: readonly RegExp[] = [
  /^arn:/,
  /\b\d{12}\b/,
  /^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,}$/,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/,
  /^\d{4}-\d\d-\d\d/,
  /^(?:\d+\.){3}\d+|^[0-9a-f:]+::/,
  // Zones and hours that a service chooses.
  /^[a-z]{2}-[a-z]+-\d[a-z]?$|^[a-z]+\d-az\d$/,
  /^(?:[a-z]{3}:)?\d\d:\d\d-(?:[a-z]{3}:)?\d\d:\d\d$/,
  // Versions.
  /^v?\d+(?:[._]\d+)+/,
  /(?:^|[-_/])(?=[A-Za-z]*\d)[0-9a-zA-Z]{8,}$/,
];

/** A name that nobody gave: the service, or CloudFormation, made one. */
function isOwnName(type: ResourceType, path: readonly string[]): boolean {
  const [name] = path;
  if (path.length !== 1 || name === undefined) return false;
  return name.endsWith('Name') || type.identifier.some((property) => property[0] === name);
}

function looksMadeUp(value: string): boolean {
  return madeUp.some((pattern) => pattern.test(value));
}

function mentions(model: Json, value: string): boolean {
  if (typeof model !== 'object' || model === null) return model === value;
  return Object.values(model).some((item: Json) => mentions(item, value));
}
