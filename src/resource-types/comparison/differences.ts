import { parsePointer } from '../../base/json-pointer.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { holdsSecret, reveal } from '../../values/reading.ts';
import { isValueMap, type Value, type ValueMap } from '../../values/value.ts';
import type { ResourceType } from '../resource-type.ts';
import { isSecretPath } from '../secret-path.ts';
import { compareModel } from './compare-model.ts';
import type { Allowance, ComparisonContext, PropertyDifference } from './comparison.ts';

/** A property that is not as desired. */
export interface Difference extends PropertyDifference {
  /** Whether the values must not be shown: what is live there may be the secret of yesterday. */
  readonly secret: boolean;
}

/**
 * What of the desired state the live resource does not have, by the rules of comparison. Only what is desired is looked at: defaults
 * that the service adds are no difference, nor are write-only properties, which no read returns.
 */
export function differencesBetween(
  type: ResourceType,
  desired: ValueMap,
  live: JsonObject,
  context: ComparisonContext = {},
): readonly Difference[] {
  return compareState(type, desired, live, context).differences;
}

/** What comparing a desired state comes to, for telling a person. */
export interface StateComparison {
  readonly differences: readonly Difference[];
  /** What made values equal that are not the same; empty where anything differs. */
  readonly equalBy: readonly Allowance[];
}

/** Nothing differs, or nobody can tell. */
export const nothingFound: StateComparison = { differences: [], equalBy: [] };

/** `differencesBetween`, and, where there are none, by which rules there are none. */
export function compareState(
  type: ResourceType,
  desired: ValueMap,
  live: JsonObject,
  context: ComparisonContext = {},
): StateComparison {
  const plain = Object.fromEntries(
    Object.entries(desired).map(([name, value]): [string, Json] => [name, reveal(value)]),
  );
  const comparison = compareModel(type, plain, live, context);
  if (comparison.kind === 'equal') return { differences: [], equalBy: comparison.by };
  const differences = comparison.differences.map((difference) => {
    const path = parsePointer(difference.pointer);
    return { ...difference, secret: isSecretPath(type, path) || holdsSecretAt(desired, path) };
  });
  return { differences, equalBy: [] };
}

/** Whether a secret stands at a place, or, where nothing stands there, beside it. */
function holdsSecretAt(desired: ValueMap, path: readonly string[]): boolean {
  let value: Value = desired;
  for (const part of path) {
    if (!isValueMap(value)) break;
    const inner: Value | undefined = Object.hasOwn(value, part) ? value[part] : undefined;
    if (inner === undefined) break;
    value = inner;
  }
  return holdsSecret(value);
}
