import type { Value } from '../../values/value.ts';
import type { BoundTable, ParameterSource } from './bind/bound.ts';
import { parameterText } from './bind/request-parameter.ts';

/** The values of a table's fed parameters for one request or list. */
export type Assignment = ReadonlyMap<string, Value>;

/** The regions of a table's requests; none where nobody says one. */
export function regionsOf(
  table: BoundTable,
  assignment: Assignment,
  defaultRegion: string | undefined,
): readonly string[] {
  const fed = assignment.get('region');
  if (fed !== undefined) return [parameterText(fed)];
  if (table.region.kind === 'constant') return unique(table.region.values.map(parameterText));
  return defaultRegion === undefined ? [] : [defaultRegion];
}

/** The values of a parameter; undefined where nobody says one. */
export function valuesFor(fed: Value | undefined, source: ParameterSource | undefined): readonly Value[] | undefined {
  if (fed !== undefined) return [fed];
  return source?.kind === 'constant' ? source.values : undefined;
}

export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
