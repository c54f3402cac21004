import { formatPointer } from '../base/json-pointer.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { matchesAny } from '../resource-types/match-path.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isValueMap, type Value, type ValueMap } from '../values/value.ts';

/** What a stack compares of a resource. */
export interface Compared {
  /** Everything that it declares. */
  readonly declared: ValueMap;
  /** Names of further properties that its queries look at. */
  readonly named: ReadonlySet<string>;
  /** Pointers of properties that are never compared. */
  readonly ignored: readonly string[];
}

/**
 * The part of the live properties that a stack compares: of a map the members that are declared, all else whole. Left out are ignored
 * properties, those that only the service sets, and those that no read returns.
 */
export function comparedProperties(
  type: ResourceType,
  live: JsonObject,
  { declared, named, ignored }: Compared,
): JsonObject {
  const part = (path: readonly string[], value: Json, shape: Value | undefined): Json | undefined => {
    if (matchesAny(type.readOnly, path) || matchesAny(type.writeOnly, path)) return undefined;
    if (ignored.includes(formatPointer(path))) return undefined;
    if (Array.isArray(value))
      return (value as readonly Json[]).map((item) => part([...path, '*'], item, undefined) ?? null);
    if (!isJsonObject(value)) return value;
    const isShaped = shape !== undefined && isValueMap(shape);
    return members(
      value,
      (name) => !isShaped || Object.hasOwn(shape, name),
      (name, member) => part([...path, name], member, isShaped ? shape[name] : undefined),
    );
  };
  return members(
    live,
    (name) => Object.hasOwn(declared, name) || named.has(name),
    (name, value) => part([name], value, declared[name]),
  );
}

function members(
  object: JsonObject,
  isWanted: (name: string) => boolean,
  valueOf: (name: string, value: Json) => Json | undefined,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): [string, Json][] => {
      const kept = isWanted(name) ? valueOf(name, value) : undefined;
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}
