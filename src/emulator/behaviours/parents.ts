import type { JsonObject } from '../../base/json.ts';
import type { Resource } from '../world.ts';
import type { Refusal, Surroundings } from './behaviour.ts';
import { textAt } from './reading.ts';

/** What every account has without making it. */
const thereFromTheStart: Readonly<Record<string, readonly string[]>> = {
  'AWS::Athena::WorkGroup': ['primary'],
  'AWS::EventSchemas::Registry': ['aws.events', 'discovered-schemas'],
  'AWS::Glue::Database': ['default'],
};

/**
 * Whether a new resource belongs to one that is not there: where its type's list is asked per parent, the parent is known. It may be
 * named by its identifier or any of its own names; what has an ARN of another account or region cannot be looked for.
 */
export function missingParent(wanted: JsonObject, around: Surroundings): Refusal | undefined {
  for (const [name, parent] of Object.entries(around.type.parents)) {
    const value = textAt(wanted, name);
    if (value === undefined || parent.typeName === around.type.typeName || isElsewhere(value, around)) continue;
    if (!around.canBeMade(parent.typeName) || thereFromTheStart[parent.typeName]?.includes(value) === true) continue;
    if ([...around.resources(parent.typeName)].some((resource) => isNamed(resource, value))) continue;
    return {
      code: 'NotFound',
      message: `Resource of type '${parent.typeName}' with identifier '${value}' was not found.`,
    };
  }
  return undefined;
}

/** By its identifier, or by another text of its own; behind a name may stand a version or alias of it: `orders:live`. */
function isNamed({ identifier, model }: Resource, value: string): boolean {
  const names = [identifier, ...Object.values(model).filter((own) => typeof own === 'string')];
  return names.some((name) => name !== '' && (value === name || value.startsWith(`${name}:`)));
}

/**
 * The values of a property that name the same parent as this one: a function is known by its name and by its ARN. One value where the
 * parent is not known, or is not there.
 */
export function namesOfParent(property: string, value: string, around: Surroundings): readonly string[] {
  const parent = Object.hasOwn(around.type.parents, property) ? around.type.parents[property] : undefined;
  const found = parent === undefined ? undefined : findParent(parent, value, around);
  return found === undefined || parent === undefined ? [value] : [value, ...knownBy(found, parent.property)];
}

/** The parent that a list is asked under; undefined where there is none of that name. */
export function findParent(
  { typeName, property }: { readonly typeName: string; readonly property: string },
  value: string,
  around: Surroundings,
): Resource | undefined {
  const resources = [...around.resources(typeName)];
  // Mostly by its identifier: only for what is left all values are looked at.
  return (
    resources.find(({ identifier, model }) => identifier === value || model[property] === value) ??
    (value.startsWith('arn:') ? resources.find((resource) => knownBy(resource, property).includes(value)) : undefined)
  );
}

/** What others call a resource: its identifier, the property that is told of it, its ARN. */
function knownBy({ identifier, model }: Resource, property: string): readonly string[] {
  const arns = Object.values(model).filter((own) => typeof own === 'string' && own.startsWith('arn:'));
  return [identifier, model[property], ...arns].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}

function isElsewhere(value: string, { place }: Surroundings): boolean {
  const [start, , , region, accountId] = value.split(':');
  if (start !== 'arn') return false;
  return (accountId !== '' && accountId !== place.accountId) || (region !== '' && region !== place.region);
}
