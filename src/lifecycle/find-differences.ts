import { desiredStateOf } from '../plan/desired-state.ts';
import { compareState, nothingFound, type StateComparison } from '../resource-types/comparison/differences.ts';
import { addressedResourceOf, createdStateOf } from './addressed-resource.ts';
import { comparisonContextOf } from './comparison-context.ts';
import type { ResourceRun } from './resource-run.ts';

/**
 * Which declared properties the live resource does not have as desired. It reads at most one resource, and mostly one that is known
 * already. Empty where it cannot be told: the verdict never hangs on it.
 */
export async function findDifferences(run: ResourceRun): Promise<StateComparison> {
  const bound = addressedResourceOf(run);
  if (bound === undefined) return nothingFound;
  const live = await run.engine.observe({
    typeName: bound.type.typeName,
    region: bound.region,
    identifier: bound.identifier,
  });
  if (!live.ok || live.value === undefined) return nothingFound;
  const desired = desiredStateOf(createdStateOf(run), bound.patch);
  return compareState(bound.type, desired, live.value, comparisonContextOf(run, bound.region));
}
