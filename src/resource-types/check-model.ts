import type { Json } from '../base/json.ts';
import type { ValueMap } from '../values/value.ts';
import { plainModel, type PlainModel } from './plain-model.ts';
import { formatPath, type Problem } from './problem.ts';
import type { PropertyPath, ResourceType } from './resource-type.ts';
import { schemaProblems } from './schema-problems.ts';
import { validateBySchema } from './schema-validator.ts';

/**
 * Everything that the type's schema refuses in a model with which a resource is to be created: missing and unknown properties, types,
 * limits, allowed values, patterns, and properties that only the service sets. Values that are not known yet are believed. The rules
 * of services beyond the schema are asked for with `checkServiceRules`.
 */
export function checkModel(type: ResourceType, model: ValueMap): readonly Problem[] {
  const plain = plainModel(model);
  return [
    ...readOnlyProblems(type, plain),
    ...schemaProblems(type, plain, validateBySchema(type, plain.json, { unknown: plain.unknown })),
  ];
}

function readOnlyProblems(type: ResourceType, model: PlainModel): readonly Problem[] {
  return type.readOnly.filter((path) => isGiven(model.json, path)).map((path) => readOnlyProperty(path));
}

/** What only the service sets may not be given, nor changed by a patch, whatever its value. */
export function readOnlyProperty(path: readonly (string | number)[], verb: 'given' | 'changed' = 'given'): Problem {
  return {
    path,
    code: 'resource/read-only',
    message: `${formatPath(path)} is set by the service and cannot be ${verb}`,
  };
}

export function isGiven(value: Json | undefined, path: PropertyPath): boolean {
  const [part, ...rest] = path;
  if (part === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  if (part === '*') return Object.values(value).some((item: Json) => isGiven(item, rest));
  // A list has no member of a property's name.
  return Object.hasOwn(value, part) && isGiven((value as Readonly<Record<string, Json>>)[part], rest);
}
