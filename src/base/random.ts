/** Where chance comes from; tests bring a seeded one. */
export interface RandomSource {
  uuid(): string;
  bytes(length: number): Uint8Array;
}

export const systemRandom: RandomSource = {
  // Loaded at its first use, unlike the module of that name. It gives 65,536 bytes at a time, and nobody asks for more.
  uuid: () => globalThis.crypto.randomUUID(),
  bytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
};
