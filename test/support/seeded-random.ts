import { createHash } from 'node:crypto';
import type { RandomSource } from '../../src/base/random.ts';

/** Chance that is the same each time: SHA-256 over a seed and a counter. */
export function createSeededRandom(seed: string): RandomSource {
  let counter = 0;
  const block = (): Buffer => {
    counter += 1;
    return createHash('sha256').update(`${seed}:${counter}`).digest();
  };
  const bytes = (length: number): Uint8Array => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) blocks.push(block());
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
  return {
    bytes,
    uuid: () => {
      const hex = Buffer.from(bytes(16)).toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}
