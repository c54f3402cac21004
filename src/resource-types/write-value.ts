import type { Value, ValueMap } from '../values/value.ts';
import { isAbsent, ModelWriter, type WriteForm } from './model-writer.ts';
import type { Problem } from './problem.ts';
import type { ResourceType } from './resource-type.ts';
import { nodeAt, rootNode } from './schema-node.ts';

export interface WrittenProperty {
  /** Undefined where the value is null or omitted: the property is left out. Unknown where it could not be written. */
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
}

/**
 * One value for the property at a path, spelt as the schema spells it; numbers and `*` stand for items. A
 * key in it may be spelt as the property or as its column, at every level; a null or omitted value leaves its property out.
 */
export function writeProperty(
  type: ResourceType,
  path: readonly (string | number)[],
  value: Value,
  form: WriteForm = 'as-typed',
): WrittenProperty {
  if (isAbsent(value)) return { value: undefined, problems: [] };
  const writer = new ModelWriter(type);
  const written = writer.write(nodeAt(rootNode(type.schema), path), value, path, form);
  return { value: written, problems: writer.problems };
}

export interface WrittenModel {
  /** Property names as the schema spells them, values of its types, marks kept. What could not be written is unknown in it. */
  readonly model: ValueMap;
  readonly problems: readonly Problem[];
}

/** The desired state that a map of columns or properties says. */
export function writeModel(type: ResourceType, values: ValueMap): WrittenModel {
  const { value, problems } = writeProperty(type, [], values);
  // A map is written as a map.
  return { model: value as ValueMap, problems };
}
