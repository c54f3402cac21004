import { createHash } from 'node:crypto';
import type { RandomSource } from './random.ts';

/** Chance that follows from a seed: who draws in the same order gets the same. */
export function createSeededRandom(seed: string): RandomSource {
  let counter = 0;
  const bytes = (length: number): Uint8Array => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) {
      counter += 1;
      blocks.push(createHash('sha256').update(`${seed}:${counter}`).digest());
    }
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
  const uuid = (): string => {
    const hex = Buffer.from(bytes(16)).toString('hex');
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
