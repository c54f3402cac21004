import type { JsonObject } from '../../base/json.ts';
import type { Resource } from '../world.ts';
import type { Refusal, Surroundings } from './behaviour.ts';
import { textAt } from './reading.ts';

/**
 * Whether a new resource belongs to one that is not there: where its type's list is asked per parent, the parent is known. It may be
 * named by its identifier or any of its own names; what has an ARN of another account or region cannot be looked for.
 */
export function missingParent(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  for (const [name, parent] of Object.entries(around.type.parents)) {
    const value = textAt(wanted, name);
    if (value === undefined || parent.typeName === around.type.typeName || isElsewhere(value, around)) continue;
    if (!around.canBeMade(parent.typeName)) continue;
    if ([...around.resources(parent.typeName)].some((resource) => isNamed(resource, value))) continue;
    return {
      code: 'NotFound',
      message: `Resource of type '${parent.typeName}' with identifier '${value}' was not found.`,
    };
  }
  return undefined;
}

function isNamed({ identifier, model }: Resource, value: string): boolean {
  return identifier === value || Object.values(model).includes(value);
}

function isElsewhere(value: string, { place }: Surroundings): boolean {
  const [start, , , region, accountId] = value.split(':');
  if (start !== 'arn') return false;
  return (accountId !== '' && accountId !== place.accountId) || (region !== '' && region !== place.region);
}
