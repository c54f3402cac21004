import { readFileSync } from 'node:fs';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/base/json.ts';
import type { Registry, ResourceType } from '../../src/resource-types/resource-type.ts';

/** A resource as AWS returned it, beside what was declared of it. */
export interface RecordedCase {
  readonly name: string;
  readonly type: ResourceType;
  readonly region: string;
  readonly account: string;
  /** Without references that the recorder could not resolve. */
  readonly declared: JsonObject;
  /** As it was written, with strings in the place of such references. */
  readonly given: JsonObject;
  readonly live: JsonObject;
  /** Whether somebody changed the resource after it was deployed, on purpose: what differs there is a true difference. */
  readonly isDrifted: boolean;
}

export interface RecordedCases {
  readonly cases: readonly RecordedCase[];
  /** What was left out, and by which rule. */
  readonly leftOut: readonly string[];
}

/** What the recorder wrote for a reference that it could not resolve. */
const unresolved = /unresolved|\{\{resolve:/;

/** Words in the names of cases whose resource was changed by hand before the read. */
const changedByHand = /drift|Removed|Omit/;

/** Reads recordings, one JSON object a line: `case`, `type`, `region`, `account`, `declared`, `live`. */
export function readRecordedCases(path: string, registry: Registry): RecordedCases {
  const cases: RecordedCase[] = [];
  const unknownTypes: string[] = [];
  let references = 0;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const recorded = line === '' ? undefined : parseJson(line);
    if (!isJsonObject(recorded)) continue;
    const typeName = textOf(recorded['type']);
    const type = registry.find(typeName);
    if (type === undefined) {
      unknownTypes.push(typeName);
      continue;
    }
    const name = textOf(recorded['case']);
    const given = mapOf(recorded['declared']);
    const declared = without(given, () => (references += 1));
    cases.push({
      name,
      type,
      region: textOf(recorded['region']),
      account: textOf(recorded['account']),
      declared,
      given,
      live: mapOf(recorded['live']),
      isDrifted: changedByHand.test(name.slice(typeName.length)),
    });
  }
  return {
    cases,
    leftOut: [
      `${references} references that the recorder could not resolve`,
      `${unknownTypes.length} cases of unknown types${unknownTypes.length === 0 ? '' : `: ${unknownTypes.join(', ')}`}`,
    ],
  };
}

/** Without the members and items that stand for nothing. */
function without(map: JsonObject, count: () => void): JsonObject {
  const kept = (value: Json): boolean => {
    const isKept = typeof value !== 'string' || !unresolved.test(value);
    if (!isKept) count();
    return isKept;
  };
  const strip = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).filter(kept).map(strip);
    if (!isJsonObject(value)) return value;
    return stripMap(value);
  };
  const stripMap = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => kept(member))
        .map(([key, member]) => [key, strip(member)]),
    );
  return stripMap(map);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function mapOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
