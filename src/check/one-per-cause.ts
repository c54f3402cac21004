import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isSameLocation } from '../diagnostics/source.ts';

/** Related places of one diagnostic; of more, the others say nothing new. */
const mostRelated = 5;

/**
 * Loops and shared files say the same thing of the same place more than once: it is told once, with all the resources that it is about
 * and the places that the value has for them.
 */
export function onePerCause(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = causeOf(diagnostic);
    const known = found.get(key);
    if (known === undefined) found.set(key, [diagnostic]);
    // The very same one stays itself: whoever gathers it from elsewhere too knows it again.
    else if (known[0] !== diagnostic) known.push(diagnostic);
  }
  return [...found.values()].flatMap(together);
}

function causeOf({ code, message, at }: Diagnostic): string {
  // A stack that was written with the prefix has it everywhere.
  if (code === 'sql/data-prefix') return JSON.stringify([code, at?.source.path]);
  return JSON.stringify([code, message, at?.source.path, at?.start]);
}

function together(alike: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first] = alike;
  if (first === undefined || alike.length === 1) return alike;
  const related = [...(first.related ?? [])];
  const isKnown = (place: (typeof related)[number]): boolean => related.some(({ at }) => isSameLocation(at, place.at));
  for (const place of alike.slice(1).flatMap((one) => one.related ?? [])) {
    if (related.length < mostRelated && !isKnown(place)) related.push(place);
  }
  const resources = [...new Set(alike.flatMap((one) => one.resources ?? []))];
  return [
    {
      ...first,
      ...(related.length === 0 ? {} : { related }),
      ...(resources.length === 0 ? {} : { resources }),
    },
  ];
}
