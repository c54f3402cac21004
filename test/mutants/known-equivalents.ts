import type { Site } from './find-mutants.ts';
import type { Mutant } from './mutant.ts';

/** A mutant that behaves as its source does, so that no test can notice it. */
export interface Equivalent {
  readonly file: string;
  readonly lineText: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Reads `equivalent.tsv`: file, line, from, to and reason, separated by tabs; lines that begin with # are comments. */
export function readEquivalents(text: string): readonly Equivalent[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [file, lineText, from, to, reason, ...more] = line.split('\t');
      if (reason === undefined || reason.trim() === '' || more.length > 0)
        throw new Error(`expected file, line, from, to and reason, separated by tabs: ${line}`);
      return { file: file ?? '', lineText: lineText ?? '', from: from ?? '', to: to ?? '', reason };
    });
}

/** The sites without the equivalent mutants, and the entries that fit none: their code has changed. */
export function withoutEquivalents(
  sites: readonly Site[],
  equivalents: readonly Equivalent[],
): { readonly sites: readonly Site[]; readonly stale: readonly Equivalent[] } {
  const used = new Set<Equivalent>();
  const isEquivalent = (mutant: Mutant): boolean => {
    const found = equivalents.filter((one) => isSame(one, mutant));
    for (const one of found) used.add(one);
    return found.length > 0;
  };
  const left = sites.flatMap((site): Site[] => {
    const [first, ...more] = site.filter((mutant) => !isEquivalent(mutant));
    return first === undefined ? [] : [[first, ...more]];
  });
  return { sites: left, stale: equivalents.filter((one) => !used.has(one)) };
}

function isSame(one: Equivalent, { file, lineText, from, to }: Mutant): boolean {
  return one.file === file && one.lineText === lineText && one.from === from && one.to === to;
}
