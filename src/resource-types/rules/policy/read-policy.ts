import { isKnown, isOmit } from '../../../values/reading.ts';
import { Composite, isValueList, isValueMap, Secret, type Value, type ValueMap } from '../../../values/value.ts';
import { parseMarkedJson } from '../../marked-json.ts';
import { readValue } from '../reading-model.ts';

type Path = readonly (string | number)[];

export interface Placed<T> {
  readonly value: T;
  readonly path: Path;
}

/** A policy as far as it can be read; what is not known or secret as a whole is undefined. */
export type PolicyReading =
  | { readonly kind: 'document'; readonly map: ValueMap; readonly path: Path }
  /** Neither an object nor the JSON text of one. */
  | { readonly kind: 'broken'; readonly path: Path };

/** The policies at a path of a model; `*` stands for the items of a list. */
export function policiesAt(model: ValueMap, path: readonly string[]): readonly PolicyReading[] {
  return valuesAt(model, path, []).flatMap(({ value, path: at }) => readPolicy(value, at) ?? []);
}

function valuesAt(value: Value, [part, ...rest]: readonly string[], at: Path): readonly Placed<Value>[] {
  if (part === undefined) return isAbsent(value) ? [] : [{ value, path: at }];
  if (part === '*') {
    return isValueList(value) ? value.flatMap((item, index) => valuesAt(item, rest, [...at, index])) : [];
  }
  if (!isValueMap(value) || !Object.hasOwn(value, part)) return [];
  return valuesAt(value[part] ?? null, rest, [...at, part]);
}

function readPolicy(value: Value, path: Path): PolicyReading | undefined {
  const isText = typeof value === 'string' || value instanceof Composite;
  const read = isText ? parseMarkedJson(value) : value;
  if (read === undefined) return isKnown(value) ? { kind: 'broken', path } : undefined;
  if (isValueMap(read)) return { kind: 'document', map: read, path };
  return read instanceof Secret || !isKnown(read) ? undefined : { kind: 'broken', path };
}

/** The statements of a policy; a lone one need not stand in a list. Those that are not known are left out. */
export function statementsOf(map: ValueMap): readonly Placed<ValueMap>[] {
  return itemsOf(map, 'Statement', []).flatMap(({ value, path }) => (isValueMap(value) ? [{ value, path }] : []));
}

/** The values of a member that holds one or a list of them. */
export function itemsOf(map: ValueMap, name: string, at: Path): readonly Placed<Value>[] {
  const value = memberOf(map, name);
  if (value === undefined) return [];
  const path = [...at, name];
  return isValueList(value) ? value.map((item, index) => ({ value: item, path: [...path, index] })) : [{ value, path }];
}

/** The known texts of a member. */
export function textsOf(
  map: ValueMap,
  name: string,
  at: Path,
): readonly (Placed<string> & { readonly shown: string })[] {
  return itemsOf(map, name, at).flatMap(({ value, path }) => {
    const reading = readValue(value);
    return reading.kind === 'known' && typeof reading.value === 'string'
      ? [{ value: reading.value, shown: reading.shown, path }]
      : [];
  });
}

export function memberOf(map: ValueMap, name: string): Value | undefined {
  const value = Object.hasOwn(map, name) ? map[name] : undefined;
  return value === undefined || isAbsent(value) ? undefined : value;
}

export function has(map: ValueMap, ...names: readonly string[]): boolean {
  return names.some((name) => memberOf(map, name) !== undefined);
}

function isAbsent(value: Value): boolean {
  return value === null || isOmit(value);
}
