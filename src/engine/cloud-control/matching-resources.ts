import { ok, type Result } from '../../base/result.ts';
import type { StatementFailure } from '../engine.ts';
import type { BoundSelect } from './bind/bound.ts';
import type { LoadOptions } from './load-options.ts';
import { loadTables } from './load-tables.ts';
import { readSelect } from './read-select.ts';

/** The identifiers of the resources in the first table of a SELECT that each alone would give it a row with anything in it. */
export async function matchingResources(
  select: BoundSelect,
  options: LoadOptions,
): Promise<Result<readonly string[], StatementFailure>> {
  const loaded = await loadTables(select, options);
  if (!loaded.ok) return loaded;
  const [first] = select.tables;
  const rows = loaded.value.find(({ table }) => table === first && table.kind !== 'special')?.rows ?? [];
  const matching: string[] = [];
  for (const identifier of new Set(rows.map((row) => row.identifier))) {
    const alone = await readSelect(select, { ...options, identifier });
    if (!alone.ok) return alone;
    const isThere = alone.value.rows.some((row) => row.some((cell) => cell !== null && cell !== '' && cell !== 0));
    if (isThere) matching.push(identifier);
  }
  return ok(matching);
}
