import { formatPointer } from '../../base/json-pointer.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { compareProperty } from '../comparison/compare-property.ts';
import type { ComparisonContext } from '../comparison/comparison.ts';
import { ownAccount } from '../comparison/own-account.ts';
import { matchesPath } from '../match-path.ts';
import type { PropertyPath, ResourceType } from '../resource-type.ts';
import { nodeAt, propertyNames, rootNode } from '../schema-node.ts';
import { asRead } from './as-read.ts';
import { readRulesOf } from './read-rules.ts';

/** A property that a live resource has, and nobody declares. */
export interface BeyondDeclared {
  /** `/DelaySeconds`, `/Policies/PasswordPolicy/RequireNumbers`. */
  readonly pointer: string;
  readonly live: Json;
  /** What the service gives where nothing is declared; undefined where that is not known, and the live value may be it. */
  readonly usual: Json | undefined;
}

/**
 * What a live resource has beyond what is declared, away from what the service gives by itself. Left out are what the service alone
 * sets (read-only properties, identifiers, values that differ with each resource), what no read is sure to return, tags, and empty
 * values without a known default.
 */
export function beyondDeclared(
  type: ResourceType,
  declared: JsonObject,
  live: JsonObject,
  context: ComparisonContext = {},
): readonly BeyondDeclared[] {
  const account = context.account ?? ownAccount(type, live);
  const { region } = context;
  const place = account === undefined || region === undefined ? undefined : { region, accountId: account };
  const usual = asRead(type, declared, place);
  const own = ownPaths(type);
  const root = rootNode(type.schema);
  const found: BeyondDeclared[] = [];
  const visit = (path: PropertyPath, has: JsonObject, given: JsonObject, expected: JsonObject): void => {
    const node = nodeAt(root, path);
    const names = new Set(node === undefined ? [] : propertyNames(node));
    for (const [name, value] of Object.entries(has)) {
      const inner = [...path, name];
      if (!names.has(name) || value === null || own.some((pattern) => matchesPath(pattern, inner))) continue;
      const declaredThere = memberOf(given, name);
      const expectedThere = memberOf(expected, name);
      if (isJsonObject(value) && (isJsonObject(declaredThere) || isJsonObject(expectedThere))) {
        visit(inner, value, asObject(declaredThere), asObject(expectedThere));
      } else if (declaredThere === undefined && isAway(type, inner, expectedThere, value, context)) {
        found.push({ pointer: formatPointer(inner), live: value, usual: expectedThere });
      }
    }
  };
  visit([], live, declared, usual);
  return found;
}

function isAway(
  type: ResourceType,
  path: PropertyPath,
  expected: Json | undefined,
  live: Json,
  context: ComparisonContext,
): boolean {
  if (expected === undefined) return !isEmpty(live);
  return compareProperty(type, path, expected, live, context).kind === 'different';
}

function ownPaths(type: ResourceType): readonly PropertyPath[] {
  const made = readRulesOf(type.typeName)
    .filter(({ effect }) => effect.kind === 'sample')
    .map(({ path }) => path.map((step) => (step.kind === 'name' ? step.name : '*')));
  return [
    ...type.readOnly,
    ...type.writeOnly,
    ...type.identifier,
    ...type.additionalIdentifiers.flat(),
    ...(type.tagProperty === undefined ? [] : [[type.tagProperty]]),
    ...made,
  ];
}

function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === '' || value === false || (isJsonObject(value) && Object.keys(value).length === 0);
}
