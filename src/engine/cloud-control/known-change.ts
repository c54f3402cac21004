import type { JsonObject } from '../../base/json.ts';
import type { Listing, ListRequest, Target } from '../../provider/provider.ts';
import type { Bearing } from '../../resource-types/bearing.ts';
import { splitIdentifier } from '../../resource-types/identifier.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';

/** A write that came to a proven end, and so changed this resource and no other of its type. */
export interface KnownChange {
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly type: ResourceType;
  readonly region: string;
  readonly identifier: string;
  /** The identifiers of its own parents, by their types; a type whose identifiers its own does not tell is left out. */
  readonly parents: OwnParents;
}

export type OwnParents = ReadonlyMap<string, ReadonlySet<string>>;

/** What a change does to what is known of the resources of a type. */
export type BearingOn = (typeName: string) => Bearing;

/** Whether an answer about one resource still holds after a change. */
export function staysRead(
  target: Target,
  { type, region, identifier, parents }: KnownChange,
  bearingOn: BearingOn,
): boolean {
  if (target.typeName !== type.typeName) return bearingOn(target.typeName) === 'none' || isOtherParent(target, parents);
  if (target.region !== region) return true;
  const asked = partsOf(type, target.identifier);
  const changed = partsOf(type, identifier);
  return asked !== undefined && changed !== undefined && asked.some((part, index) => part !== changed[index]);
}

/**
 * What a list says after a change; undefined where only the cloud can tell. A new resource joins the lists whose model it matches, a
 * deleted one leaves them, and which parents there are does not change with a child. That is told only of lists without more than
 * identifiers: what else a list would say is not known.
 */
export function listedAfter(
  request: ListRequest,
  listing: Listing,
  { kind, type, region, identifier }: KnownChange,
  bearingOn: BearingOn,
): Listing | undefined {
  if (request.typeName !== type.typeName) {
    const bearing = bearingOn(request.typeName);
    const isAsMany = isParent(request.typeName, type) || bearing === 'state';
    return bearing === 'none' || (isAsMany && isBare(listing)) ? listing : undefined;
  }
  if (request.region !== region) return listing;
  if (listing.kind === 'parent-absent' || request.roleArn !== undefined || request.typeVersionId !== undefined)
    return undefined;
  const parts = partsOf(type, identifier);
  const names = type.identifier.map((path) => (path.length === 1 ? path[0] : undefined));
  if (parts === undefined || names.includes(undefined)) return undefined;
  const changed: JsonObject = Object.fromEntries(names.map((name, index) => [name ?? '', parts[index] ?? '']));
  for (const [name, value] of Object.entries(request.model ?? {})) {
    if (!Object.hasOwn(changed, name)) return undefined;
    if (changed[name] !== value) return listing;
  }
  if (!isBare(listing)) return undefined;
  if (kind === 'updated') return listing;
  const plain = parts.join('|');
  const others = listing.resources.filter((resource) => resource.identifier !== plain);
  return {
    kind: 'listed',
    resources: kind === 'created' ? [...others, { identifier: plain, properties: changed }] : others,
  };
}

function isParent(typeName: string, type: ResourceType): boolean {
  return Object.values(type.parents).some((parent) => parent.typeName === typeName);
}

/**
 * The parents of a resource, as far as its identifier tells them: a part of it is the whole identifier of the parent. Some parents are called
 * by another property than their identifier (a link by the GatewayId of a gateway that is identified by its ARN), or by a part of it.
 */
export function ownParentsOf(
  type: ResourceType,
  identifier: string,
  typeNamed: (typeName: string) => ResourceType | undefined,
): OwnParents {
  const parts = partsOf(type, identifier);
  const own = new Map<string, Set<string>>();
  const untold = new Set<string>();
  for (const [name, { typeName, property }] of Object.entries(type.parents)) {
    const part = parts?.[type.identifier.findIndex((path) => path.join() === name)];
    const paths = typeNamed(typeName)?.identifier;
    if (part !== undefined && paths?.length === 1 && paths[0]?.join() === property)
      own.set(typeName, (own.get(typeName) ?? new Set<string>()).add(part));
    else untold.add(typeName);
  }
  return new Map([...own].filter(([typeName]) => !untold.has(typeName)));
}

/** Whether somebody else is the parent of what was changed: a client shows in its own pool, and in no other. */
function isOtherParent({ typeName, identifier }: Target, parents: OwnParents): boolean {
  const own = parents.get(typeName);
  // The same resource may be called by a JSON object, or by its ARN and by its name.
  return own !== undefined && !isObject(identifier) && [...own].every((one) => isOther(one, identifier));
}

function isOther(one: string, other: string): boolean {
  return one !== other && one.startsWith('arn:') === other.startsWith('arn:');
}

function isObject(identifier: string): boolean {
  return identifier.trimStart().startsWith('{');
}

/** Whether a list tells identifiers and nothing else. */
function isBare(listing: Listing): boolean {
  if (listing.kind === 'parent-absent') return false;
  return listing.resources.every(({ identifier, properties }) => {
    const parts: readonly unknown[] = identifier.split('|');
    return Object.values(properties).every((value) => parts.includes(value));
  });
}

/** The parts of the primary identifier; undefined where the text names the resource in another way. */
function partsOf(type: ResourceType, identifier: string): readonly string[] | undefined {
  const split = splitIdentifier(type, identifier);
  return split.ok && split.value.paths === type.identifier ? split.value.parts : undefined;
}
