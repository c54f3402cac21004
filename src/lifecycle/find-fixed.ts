import { parsePointer } from '../base/json-pointer.ts';
import { isAtOrIn, isFixed } from '../plan/unmanaged.ts';
import { changesFrom } from '../plan/changes-between.ts';
import { formatAddress } from '../stack/address.ts';
import type { FailureReason } from './outcome.ts';
import { leaveToReplace } from './replacement-leave.ts';
import { compareState, type Difference } from '../resource-types/comparison/differences.ts';
import { comparisonContextOf } from './comparison-context.ts';
import { checkedProperties, declaredResourceOf, type DeclaredResource } from './inspect-declared.ts';
import type { ResourceRun } from './resource-run.ts';

/** A resource that is not as declared in what is fixed at creation: only another one can be. */
export interface ReplacementNeed {
  readonly target: DeclaredResource;
  /** All that the resource does not have as it is declared. */
  readonly differences: readonly Difference[];
  /** Those of them that force the replacement; at least one. */
  readonly fixed: readonly Difference[];
}

/**
 * Whether the statecheck, which has just said no, says so of something that is fixed at creation: then no update makes it right. It goes
 * by the conditions that are false, and where nobody can tell those, by the properties that the statecheck names. Mostly nothing is sent:
 * the resource was read before. Undefined where an update may do, and where nobody can tell.
 */
export async function findFixed(run: ResourceRun): Promise<ReplacementNeed | undefined> {
  const target = declaredResourceOf(run);
  if (target === undefined || !Object.keys(target.state).some((name) => isFixed(target.type, [name]))) return undefined;
  const { type, region, identifier, state } = target;
  const live = await run.engine.observe({ typeName: type.typeName, region, identifier });
  if (!live.ok || live.value === undefined) return undefined;
  const ignored = run.resource.manifest.ignoreChanges;
  const differences = compareState(type, state, live.value, comparisonContextOf(run, region)).differences.filter(
    ({ pointer }) => !ignored.some(({ name }) => isAtOrIn(pointer, name)),
  );
  const asked = askedProperties(run);
  const fixed = differences.filter(({ pointer }) => {
    const path = parsePointer(pointer);
    return isFixed(type, path) && asked.has(path[0] ?? '');
  });
  return fixed.length === 0 ? undefined : { target, differences, fixed };
}

/** Why a resource fails that has to be replaced, where nothing but itself is known to have to be. */
export function needsReplacement(
  run: ResourceRun,
  { target, differences }: Omit<ReplacementNeed, 'fixed'>,
): FailureReason {
  const { type, identifier, state } = target;
  const resource = formatAddress(run.resource.address);
  const { typeName } = type;
  const leave = leaveToReplace(run, typeName);
  return {
    kind: 'needs-replacement',
    identifier,
    changes: changesFrom(type, differences, state),
    members: [{ resource, typeName, identifier, follows: [], leave }],
  };
}

function askedProperties(run: ResourceRun): ReadonlySet<string> {
  if (run.explanation?.kind !== 'false-terms') return checkedProperties(run);
  const properties = run.explanation.terms.flatMap(({ sides }) => sides.flatMap(({ property }) => property?.[0] ?? []));
  return properties.length === 0 ? checkedProperties(run) : new Set(properties);
}
