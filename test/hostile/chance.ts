import type { RandomSource } from '../../src/base/random.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

/** Choices that are the same for the same seed. */
export class Chance {
  private readonly source: RandomSource;

  constructor(seed: string) {
    this.source = createSeededRandom(seed);
  }

  /** A whole number from 0 to before `limit`. */
  below(limit: number): number {
    const bytes = this.source.bytes(4);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % limit;
  }

  one<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }

  bytes(length: number): Uint8Array {
    return this.source.bytes(length);
  }
}
