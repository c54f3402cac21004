import type { JsonObject } from '../../base/json.ts';
import type { RandomSource } from '../../base/random.ts';
import type { HandlerErrorCode } from '../../provider/cloud-control/wire.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import type { Place, Resource } from '../world.ts';

/** What a service does beyond what its type's schema says. Whatever is left out is done as for any type. */
export interface Behaviour {
  readonly typeName: string;
  /** What the service makes up for a new resource: read-only values, and names that were left out. */
  readonly generate?: (wanted: JsonObject, around: Surroundings) => JsonObject;
  /** Why the service will not do it; found out while the request runs, so the request ends FAILED. */
  readonly refuse?: (mutation: Mutation, around: Surroundings) => Refusal | undefined;
  /** What a read shows of what is stored: defaults, orders, derived values. */
  readonly show?: (model: JsonObject, around: Surroundings) => JsonObject;
  /** What an update leaves behind that the wanted state does not say: versions of a bucket are suspended, never forgotten. */
  readonly settle?: (wanted: JsonObject, before: JsonObject, around: Surroundings) => JsonObject;
  /** What comes into being with a new resource: a VPC's default security group. */
  readonly bringsAlong?: (model: JsonObject, around: Surroundings) => readonly Companion[];
  /** Properties that a list shows beyond those of the identifier. */
  readonly listed?: readonly string[];
  /** What is gone when this resource is gone. */
  readonly takesAlong?: (resource: Resource, around: Surroundings) => readonly Resource[];
  /** How the service says that a resource with this identifier is not there. */
  readonly absence?: (identifier: string, around: Surroundings) => string;
  /** How the service says that a resource with this identifier is there already. */
  readonly presence?: (identifier: string, around: Surroundings) => string;
}

export interface Companion {
  readonly typeName: string;
  readonly identifier: string;
  readonly model: JsonObject;
}

export interface Surroundings {
  readonly type: ResourceType;
  readonly place: Place;
  readonly random: RandomSource;
  readonly nowMs: number;
  /** The resources of a type in the same account and region. */
  readonly resources: (typeName: string) => Iterable<Resource>;
  /** All resources there. */
  readonly allResources: () => Iterable<Resource>;
  /** The resources of a type in all accounts and regions: some names are taken for the whole world. */
  readonly everywhere: (typeName: string) => Iterable<Resource>;
  /** A type whose resources can be made here; others may exist beyond what can be seen. */
  readonly canBeMade: (typeName: string) => boolean;
}

export type Mutation =
  | { readonly kind: 'create'; readonly wanted: JsonObject }
  | { readonly kind: 'update'; readonly before: JsonObject; readonly wanted: JsonObject }
  | { readonly kind: 'delete'; readonly before: JsonObject };

export interface Refusal {
  readonly code: HandlerErrorCode;
  readonly message: string;
}

/** A service's own words as its handler passes them on. */
export function serviceWords(service: string, message: string, random: RandomSource): string {
  return `${message} (Service: ${service}, Status Code: 400, Request ID: ${random.uuid()}) (SDK Attempt Count: 1)`;
}
