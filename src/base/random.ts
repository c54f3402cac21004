import { randomBytes, randomUUID } from 'node:crypto';

/** Where chance comes from; tests bring a seeded one. */
export interface RandomSource {
  uuid(): string;
  bytes(length: number): Uint8Array;
}

export const systemRandom: RandomSource = {
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
};
