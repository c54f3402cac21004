import { partitionOf } from '../resource-types/comparison/facts/partitions.ts';
import { isGlobal } from '../resource-types/global-services.ts';
import type { Place } from './world.ts';

/** Where resources of a type live: in the region of the request, or in none where the service has no regions. */
export function homeOf(typeName: string, place: Place): Place {
  return isGlobal(typeName) ? { ...place, region: `${partitionOf(place.region)}-global` } : place;
}
