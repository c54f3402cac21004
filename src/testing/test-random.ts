import { createHash } from 'node:crypto';
import type { RandomSource } from '../base/random.ts';

/** Chance that is the same in every run with the same seed. */
export function createTestRandom(seed = 'test'): RandomSource {
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
