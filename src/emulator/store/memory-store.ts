import type { Json } from '../../base/json.ts';
import { applyChange, type Store } from './store.ts';

/** Keeps everything in memory: what is in it ends with the process. Emulators may follow each other on one store. */
export function memoryStore(): Store {
  const entries = new Map<string, Json>();
  return {
    entries: () => entries,
    commit: (change) => {
      applyChange(entries, change);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
