import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import { isKnown, mask, redact, versionsIn } from '../values/reading.ts';
import { isValueList, isValueMap, type Value, type ValueMap } from '../values/value.ts';
import { isFixed } from './unmanaged.ts';

/** What a stack declares of a resource that no read returns and an update may set. */
export interface WriteOnlyPart {
  /** In the order in which they are declared: `/Code`, `/LoginProfile/Password`. */
  readonly properties: readonly string[];
  /** 16 hexadecimal digits of a SHA-256 over their values; of a secret it counts only that it is there, and its version where it has one. */
  readonly digest: string;
}

/**
 * Properties that the schemas' names take for secrets, since any text may be one, but that hold a document: their text counts, unless the
 * stack itself marks something in it as secret.
 */
const documents: Readonly<Record<string, readonly PropertyPath[]>> = {
  'AWS::Lambda::Function': [['Code', 'ZipFile']],
  'AWS::StepFunctions::StateMachine': [['Definition'], ['DefinitionString']],
};

/** Undefined where nothing of that kind is declared, or not all of it is known yet. */
export function writeOnlyPartOf(type: ResourceType, state: ValueMap): WriteOnlyPart | undefined {
  const values = writeOnlyValues(type, [], state).filter(({ path }) => path[0] !== type.tagProperty);
  if (values.length === 0 || values.some(({ value }) => !isKnown(value))) return undefined;
  const counted = values.map(({ path, value }): Json => [formatPointer(path), countedOf(type, path, value)]);
  const digest = createHash('sha256').update(canonicalJson(counted)).digest('hex').slice(0, 16);
  return { properties: values.map(({ path }) => formatPointer(path)), digest };
}

/** Whether a path is at or in one of the pointers, or all that is at a pointer is in it. */
export function isCoveredBy(pointer: string, outer: string): boolean {
  const path = parsePointer(pointer);
  const around = parsePointer(outer);
  return around.every((part, index) => part === path[index]);
}

interface PlacedValue {
  readonly path: readonly string[];
  readonly value: Value;
}

/**
 * The outermost values of which nothing is read back, in a fixed order: names by their letters, members of lists by their place. A map
 * all of whose declared members are such values is one itself: `Code`, not the bucket and the key in it.
 */
function writeOnlyValues(type: ResourceType, path: readonly string[], value: Value): readonly PlacedValue[] {
  if (value === null || isFixed(type, path)) return [];
  if (path.length > 0 && matchesAny(type.writeOnly, path)) return [{ path, value }];
  if (isValueList(value)) return value.flatMap((item, index) => writeOnlyValues(type, [...path, String(index)], item));
  if (!isValueMap(value)) return [];
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const inside = members.map(([name, member]) => writeOnlyValues(type, [...path, name], member));
  const isWhole = inside.every(([only, ...others]) => others.length === 0 && only?.path.length === path.length + 1);
  return path.length > 0 && members.length > 0 && isWhole ? [{ path, value }] : inside.flat();
}

function countedOf(type: ResourceType, path: readonly string[], value: Value): Json {
  const isDocument = matchesAny(documents[type.typeName] ?? [], path);
  if (!isDocument && matchesAny(type.secret, path)) return versionIn(value) ?? mask;
  if (isValueList(value)) return value.map((item, index) => countedOf(type, [...path, String(index)], item));
  if (isValueMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, countedOf(type, [...path, name], member)]),
    );
  }
  return versionIn(value) ?? redact(value);
}

/** A secret whose versions are known counts by its version: the value says nothing more, and cannot be found out from it. */
function versionIn(value: Value): Json | undefined {
  const versions = versionsIn(value);
  return versions.length === 0 ? undefined : [redact(value), ...versions];
}
