import type { JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { WireBody } from '../provider/cloud-control/wire.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Surroundings } from './behaviours/behaviour.ts';
import type { EmulatorOptions } from './emulator.ts';
import type { FaultEffect } from './faults/fault.ts';
import type { WireError } from './wire-error.ts';
import { homeOf } from './home.ts';
import type { Partition, Place, Resource, World, WorldView } from './world.ts';

/** What one request is answered from. */
export interface OperationContext {
  readonly options: EmulatorOptions;
  /** What is written to; running requests are asked here, too. */
  readonly world: World;
  /** What is read: the world as it is, or as it was where reads lag behind. */
  readonly view: WorldView;
  readonly place: Place;
  readonly partition: Partition;
  readonly body: WireBody;
  readonly nowMs: number;
  /** The faults that strike this request. */
  readonly effects: readonly FaultEffect[];
}

/** The body of the answer, or the error. */
export type OperationHandler = (context: OperationContext) => Promise<Result<JsonObject, WireError>>;

export function surroundingsOf(
  type: ResourceType,
  context: Pick<OperationContext, 'options' | 'view' | 'place' | 'nowMs'>,
): Surroundings {
  const { options, view, place, nowMs } = context;
  const { resources } = view.partition(place);
  const ofType = (typeName: string): ReadonlyMap<string, Resource> | undefined =>
    view.partition(homeOf(typeName, place)).resources.get(typeName);
  return {
    type,
    place,
    random: options.random,
    nowMs,
    resources: (typeName) => ofType(typeName)?.values() ?? [],
    allResources: () => [...resources.values()].flatMap((alike) => [...alike.values()]),
    canBeMade: (typeName) => options.registry.find(typeName)?.handlers.create !== undefined,
    everywhere: (typeName) =>
      [...view.partitions()].flatMap((partition) => [...(partition.resources.get(typeName)?.values() ?? [])]),
  };
}
