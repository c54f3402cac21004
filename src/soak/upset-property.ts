import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { LiveResource } from '../emulator/emulator.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** A property with another value than the stack gave it. */
export interface UpsetProperty {
  readonly name: string;
  readonly value: Json;
}

/** Values that somebody could have put in the place of those that are there; `fixed`: of properties that are set at creation. */
export function upsetProperties(
  { stored }: LiveResource,
  type: ResourceType,
  which: 'updatable' | 'fixed',
): readonly UpsetProperty[] {
  const identifying = new Set(type.identifier.map(([name]) => name));
  return type.properties.flatMap(({ name, readOnly, writeOnly, createOnly }): readonly UpsetProperty[] => {
    if (readOnly || writeOnly || identifying.has(name) || name === type.tagProperty) return [];
    if (createOnly !== (which === 'fixed')) return [];
    const value = stored[name];
    const upset = value === undefined ? undefined : upsetValue(value, type.schema, name);
    return upset === undefined ? [] : [{ name, value: upset }];
  });
}

function upsetValue(value: Json, schema: JsonObject, name: string): Json | undefined {
  const properties = schema['properties'];
  const own = isJsonObject(properties) ? properties[name] : undefined;
  const { enum: choices, maximum } = isJsonObject(own) ? own : {};
  if (Array.isArray(choices)) return (choices as readonly Json[]).find((choice) => choice !== value);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return typeof maximum === 'number' && value >= maximum ? value - 1 : value + 1;
  if (typeof value === 'string') return `${value}-x`;
  return undefined;
}
