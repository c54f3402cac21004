import type { Partition, Place, Resource, WorldChange, WorldView } from './world.ts';

/** One change of one resource, with what was there before it. */
interface PastChange {
  readonly atMs: number;
  readonly place: Place;
  readonly typeName: string;
  readonly identifier: string;
  readonly before: Resource | undefined;
}

/** What lies further back is forgotten. */
const rememberedMs = 3_600_000;

/** Remembers how resources were before they were changed, for reads that lag behind. */
export class Past {
  /** Oldest first. */
  #changes: PastChange[] = [];

  note(change: WorldChange, before: Resource | undefined, atMs: number): void {
    if (!('resource' in change)) return;
    const { typeName, identifier } = change.resource;
    this.#changes.push({ atMs, place: change.place, typeName, identifier, before });
    if ((this.#changes[0]?.atMs ?? atMs) < atMs - 2 * rememberedMs)
      this.#changes = this.#changes.filter((one) => one.atMs >= atMs - rememberedMs);
  }

  /** The world as it was at `atMs`, as far as it is remembered; requests are those of now. */
  viewAt(world: WorldView, atMs: number): WorldView {
    const undone = this.#changes.filter((change) => change.atMs > atMs).reverse();
    const partitionAt = (partition: Partition): Partition => {
      const { place, requests } = partition;
      const own = undone.filter((change) => isSamePlace(change.place, place));
      const resources = new Map(partition.resources);
      for (const { typeName, identifier, before } of own) {
        const ofType = new Map(resources.get(typeName));
        if (before === undefined) ofType.delete(identifier);
        else ofType.set(identifier, before);
        resources.set(typeName, ofType);
      }
      return { place, requests, resources };
    };
    return {
      partition: (place) => partitionAt(world.partition(place)),
      partitions: () => [...world.partitions()].map(partitionAt),
    };
  }
}

function isSamePlace(first: Place, second: Place): boolean {
  return first.accountId === second.accountId && first.region === second.region;
}
