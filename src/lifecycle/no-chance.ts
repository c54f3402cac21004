import type { RandomSource } from '../base/random.ts';

/**
 * The chance of a look ahead: nothing that it draws is ever used, and what the run draws is the same with it and without it. What is looked
 * for by chance is not found.
 */
export const noChance: RandomSource = {
  uuid: () => '00000000-0000-4000-8000-000000000000',
  bytes: (length) => new Uint8Array(length),
};
