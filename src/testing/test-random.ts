import type { RandomSource } from '../base/random.ts';
import { createSeededRandom } from '../base/seeded-random.ts';

/** Chance that is the same in every run with the same seed. */
export function createTestRandom(seed = 'test'): RandomSource {
  return createSeededRandom(seed);
}
