import { isKnown, plainText, reveal } from '../values/reading.ts';
import { isValueMap, type Value, type ValueMap } from '../values/value.ts';
import type { ResourceRun } from './resource-run.ts';

/** A resource in the cloud, as Cloud Control knows it. */
export interface FoundResource {
  readonly typeName: string;
  readonly region: string;
  readonly identifier: string;
}

/**
 * What `exists` found, where its columns say it: the Identifier, or all of its parts. `given`: properties that are known of the resource,
 * for parts that `exists` does not select.
 */
export function foundByExists(run: ResourceRun, given: ValueMap = {}): FoundResource | undefined {
  const asked = run.onlyOperation('exists');
  const source = asked?.kind === 'read' ? asked.sources[0] : undefined;
  const captured = run.scope.resource?.captured;
  if (source?.type === undefined || captured === undefined || !isValueMap(captured)) return undefined;
  const columns = Object.entries(captured);
  if (columns.length === 0 && Object.keys(given).length === 0) return undefined;
  const cells = new Map(columns.map(([name, value]) => [name.toLowerCase(), value]));
  const { type } = source;
  const parts = type.identifier.map(([name = '']) => {
    const column = type.properties.find((property) => property.name === name)?.column ?? name;
    return textOf(cells.get(column) ?? cells.get(name.toLowerCase()) ?? given[name]);
  });
  const identifier = textOf(cells.get('identifier')) ?? (parts.includes(undefined) ? undefined : parts.join('|'));
  const region = textOf(source.regions?.[0]) ?? run.defaultRegion;
  if (identifier === undefined || identifier === '' || region === undefined) return undefined;
  return { typeName: type.typeName, region, identifier };
}

function textOf(value: Value | undefined): string | undefined {
  return value === undefined || value === null || !isKnown(value) ? undefined : plainText(reveal(value));
}
