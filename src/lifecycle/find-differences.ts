import { desiredStateOf } from '../plan/desired-state.ts';
import { differencesBetween, type Difference } from '../resource-types/comparison/differences.ts';
import { boundResourceOf, createdStateOf } from './bound-target.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * Which declared properties the live resource does not have as desired. It reads at most one resource, and mostly one that is known
 * already. Empty where it cannot be told: the verdict never hangs on it.
 */
export async function findDifferences(run: ResourceRun): Promise<readonly Difference[]> {
  const bound = boundResourceOf(run);
  if (bound === undefined) return [];
  const live = await run.engine.observe({
    typeName: bound.type.typeName,
    region: bound.region,
    identifier: bound.identifier,
  });
  if (!live.ok || live.value === undefined) return [];
  return differencesBetween(bound.type, desiredStateOf(createdStateOf(run), bound.patch), live.value);
}
