import type { Quirks } from './quirks.ts';

/** Quirks of a type of which little is out of the ordinary. */
export function makeQuirks(typeName: string, known: Partial<Omit<Quirks, 'typeName'>>): Quirks {
  return {
    typeName,
    unordered: [],
    secret: [],
    ignoredRemovals: {},
    parents: {},
    ...known,
  };
}
