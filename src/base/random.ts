/** Where chance comes from; tests bring a seeded one. */
export interface RandomSource {
  uuid(): string;
  bytes(length: number): Uint8Array;
  /** Chance of a place's own, the same whenever that place asks for it. Absent: every place draws anew. */
  at?(place: string): RandomSource;
}

/** What a place draws from: its own chance where the source keeps one for each, else the source itself. */
export function randomAt(random: RandomSource, place: string): RandomSource {
  return random.at?.(place) ?? random;
}

export const systemRandom: RandomSource = {
  // Loaded at its first use, unlike the module of that name. It gives 65,536 bytes at a time, and nobody asks for more.
  uuid: () => globalThis.crypto.randomUUID(),
  bytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
};
