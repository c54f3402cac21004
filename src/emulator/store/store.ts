import type { Json } from '../../base/json.ts';

/** Where the emulator keeps what it has acknowledged: texts to JSON. */
export interface Store {
  /** All that is kept, in the order in which the keys first came. Asked once, at the start. */
  entries(): Iterable<readonly [key: string, value: Json]>;
  /** Makes one change as a whole. When the promise is fulfilled the change outlives the process; when it rejects nothing has changed. */
  commit(change: Change): Promise<void>;
  close(): Promise<void>;
}

export interface Change {
  readonly put: readonly (readonly [key: string, value: Json])[];
  readonly remove: readonly string[];
}

/** Makes a change in a map: removals first. */
export function applyChange(entries: Map<string, Json>, change: Change): void {
  for (const key of change.remove) entries.delete(key);
  for (const [key, value] of change.put) entries.set(key, value);
}
