import { columnName, isRequestColumn } from './naming/column-name.ts';
import type { Property, ResourceType } from './resource-type.ts';

/**
 * The property that a name means, in the order: the property's own spelling, its column, its column in another case, the same
 * letters without regard to case and underscores. `region` and `identifier` mean the request's, in whatever case, unless a property
 * is spelt exactly so. Undefined where nothing or more than one property fits.
 */
export function findProperty(type: ResourceType, name: string): Property | undefined {
  const names = type.properties.map((property) => property.name);
  if (isRequestColumn(name) && !names.includes(name)) return undefined;
  const found = matchName(name, names, type.typeName);
  return found === undefined ? undefined : type.properties.find((property) => property.name === found);
}

/** The same rule over the property names of any object of a schema; inside a property no name belongs to the request. */
export function matchName(name: string, properties: readonly string[], typeName = ''): string | undefined {
  if (properties.includes(name)) return name;
  const lower = name.toLowerCase();
  const byColumn = properties.filter((property) => columnName(property, typeName) === lower);
  if (byColumn.length === 1) return byColumn[0];
  const letters = lettersOf(name);
  const byLetters = letters === '' ? [] : properties.filter((property) => lettersOf(property) === letters);
  return byLetters.length === 1 ? byLetters[0] : undefined;
}

function lettersOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
