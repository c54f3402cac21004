import { canonicalJson, jsonEquals } from '../../src/base/json.ts';
import type { JudgedRead } from './emulator-reads.ts';
import type { Section } from './section.ts';

/**
 * Lines for `schemas/defaults` that recordings suggest: what AWS returned and the emulator did not, with one value in all recordings of
 * the type. To be judged by a person: whether it is a constant of the service, and under which condition.
 */
export function suggestRules(judged: readonly JudgedRead[]): Section {
  const found = judged.flatMap(({ recorded, differing }) =>
    differing.flatMap(({ path, live, own }) =>
      live === undefined || own !== undefined ? [] : [{ key: `${recorded.type.typeName}\t${path.join('/')}`, live }],
    ),
  );
  const groups = new Map<string, typeof found>();
  for (const one of found) groups.set(one.key, [...(groups.get(one.key) ?? []), one]);
  const details = [...groups]
    .filter(([, alike]) => alike.every(({ live }) => jsonEquals(live, alike[0]?.live)))
    .map(([key, alike]) => `${key}\t\t${canonicalJson(alike[0]?.live ?? null)}\trecorded ×${alike.length}`)
    .sort();
  return { title: 'Rules that are missing, perhaps', figures: [`places: ${details.length}`], details };
}
