import { hash } from 'node:crypto';
import type { RandomSource } from './random.ts';

/** Chance that follows from a seed: who draws in the same order gets the same. */
export function createSeededRandom(seed: string): RandomSource {
  let counter = 0;
  const nextBlock = (): string => {
    counter += 1;
    return hash('sha256', `${seed}:${counter}`, 'hex');
  };
  const bytes = (length: number): Uint8Array => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, nextBlock);
    return new Uint8Array(Buffer.from(blocks.join(''), 'hex').subarray(0, length));
  };
  const uuid = (): string => {
    const hex = nextBlock();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  return { bytes, uuid };
}

/**
 * Chance that follows from a seed and the place that asks: a plan and the build that carries it out draw the same, though a build renders
 * more often. `onUuid` is told of every UUID.
 */
export function createPlacedRandom(seed: string, onUuid: (uuid: string) => void = () => undefined): RandomSource {
  const telling = (random: RandomSource): RandomSource => ({
    bytes: (length) => random.bytes(length),
    uuid: () => {
      const drawn = random.uuid();
      onUuid(drawn);
      return drawn;
    },
  });
  return {
    ...telling(createSeededRandom(seed)),
    at: (place) => telling(createSeededRandom(JSON.stringify([seed, place]))),
  };
}
