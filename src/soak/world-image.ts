import type { Json } from '../base/json.ts';
import { memoryStore } from '../emulator/store/memory-store.ts';
import type { Store } from '../emulator/store/store.ts';

/** A cloud at one moment: what its store holds, and what time it is there. Clouds are begun from it any number of times. */
export interface WorldImage {
  readonly entries: readonly (readonly [key: string, value: Json])[];
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

export function imageOf(store: Store, nowMs: number): WorldImage {
  return { entries: [...store.entries()], nowMs };
}

/** A store of its own that holds what the image does. */
export async function storeOf({ entries }: Pick<WorldImage, 'entries'>): Promise<Store> {
  const store = memoryStore();
  await store.commit({ put: entries, remove: [] });
  return store;
}
