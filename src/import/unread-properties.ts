import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { columnName } from '../resource-types/naming/column-name.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** A property that a resource has to be created with, and that no read returns. */
export interface UnreadProperty {
  readonly property: string;
  /** The variable that gives it. */
  readonly variable: string;
  /** Without the variable, the stack cannot be read. Else it has to be given before the resource is created anew. */
  readonly isNeeded: boolean;
}

/** The properties with a variable in the place of each that must be given and is not known. */
export function withUnread(
  entry: string,
  type: ResourceType,
  properties: JsonObject,
): { readonly properties: JsonObject; readonly unread: readonly UnreadProperty[] } {
  const unread = type.required.flatMap((property): readonly UnreadProperty[] => {
    const hidden = type.writeOnly.filter(([name]) => name === property);
    if (hidden.length === 0 || !isEmpty(properties[property])) return [];
    const isWhole = hidden.some((path) => path.length === 1);
    return [{ property, variable: `${entry}_${columnName(property)}`, isNeeded: isWhole }];
  });
  const given = unread.map(({ property, variable, isNeeded }): [string, Json] => [
    property,
    `{{ ${variable}${isNeeded ? '' : ' | default({})'} }}`,
  ]);
  return { properties: { ...properties, ...Object.fromEntries(given) }, unread };
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (isJsonObject(value) && Object.keys(value).length === 0);
}
