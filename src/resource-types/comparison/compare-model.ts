import type { JsonObject } from '../../base/json.ts';
import type { ResourceType } from '../resource-type.ts';
import { allOf, same, type Comparison, type ComparisonContext } from './comparison.ts';
import { ownAccount } from './own-account.ts';
import { compareProperty } from './compare-property.ts';

/**
 * Compares what is declared of a resource with its live model. Only declared properties are looked at; null declares nothing. Where the account is not
 * given, it is that of the ARN that the service gave the resource.
 */
export function compareModel(
  type: ResourceType,
  desired: JsonObject,
  live: JsonObject,
  context: ComparisonContext = {},
): Comparison {
  const known = { ...context, account: context.account ?? ownAccount(type, live) };
  return allOf(
    Object.entries(desired).map(([name, value]) =>
      value === null
        ? same
        : compareProperty(type, [name], value, Object.hasOwn(live, name) ? live[name] : undefined, known),
    ),
  );
}
