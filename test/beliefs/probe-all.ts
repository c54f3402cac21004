import type { Belief, ProbedCloud, Seen } from './probe.ts';

export interface ProbedBelief extends Seen {
  readonly name: string;
}

/** Probes one belief after the other. A probe that comes to no answer counts as not tried. */
export async function probeAll(
  beliefs: readonly Belief[],
  cloud: ProbedCloud,
  onSeen: (seen: ProbedBelief) => void = () => undefined,
): Promise<readonly ProbedBelief[]> {
  const all: ProbedBelief[] = [];
  for (const { name, probe } of beliefs) {
    const seen = await probe(cloud).catch((error: unknown): Seen => ({
      holds: undefined,
      seen: error instanceof Error ? error.message : String(error),
    }));
    all.push({ name, ...seen });
    onSeen({ name, ...seen });
  }
  return all;
}

/** `holds: a list names …` and what was seen. */
export function formatSeen({ name, holds, seen }: ProbedBelief): string {
  const verdict = holds === undefined ? 'not tried' : holds ? 'holds' : 'DOES NOT HOLD';
  return `${verdict}: ${name}\n  ${seen}\n`;
}
