import { createHash } from 'node:crypto';
import type { Site } from './find-mutants.ts';
import type { Mutant } from './mutant.ts';

/**
 * So many of the sites, and one change at each, by the seed. Both hang on the text of the site and not on where it is, so that a seed
 * picks mostly the same ones after the files have changed.
 */
export function pickSample(sites: readonly Site[], size: number, seed: number): readonly Mutant[] {
  const seen = new Map<string, number>();
  const drawn = sites.map((site) => {
    const [{ file, kind, from, lineText }] = site;
    const name = [seed, file, kind, from, lineText].join('\n');
    // Sites that look the same are told apart by their order.
    const index = seen.get(name) ?? 0;
    seen.set(name, index + 1);
    const digest = createHash('sha256').update(`${name}\n${index}`).digest();
    return { order: digest.toString('hex'), mutant: site[(digest[31] ?? 0) % site.length] ?? site[0] };
  });
  return drawn
    .sort((left, right) => (left.order < right.order ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant)
    .sort((left, right) => (left.file === right.file ? left.start - right.start : left.file < right.file ? -1 : 1));
}
