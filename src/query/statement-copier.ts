import type { Value } from '../values/value.ts';
import type { Literal } from './literal.ts';
import type { Statement } from './statement.ts';

/** Makes the same statements with these values in the place of those of its literals. */
export type StatementCopier = (values: readonly Value[]) => readonly Statement[];

/** One object that is another one in each copy: it is a literal that gets a value, or leads to one. */
interface Changing {
  readonly object: object;
  /** The literal whose value it takes; undefined for what only leads to some. */
  readonly literal: number | undefined;
  /** Its members that change, with the places of their objects in the list. */
  readonly members: readonly (readonly [key: string, place: number])[];
}

/**
 * A copier for statements; undefined where these literals are more than values in them. What leads to none of the literals is shared by all
 * copies, and what several places of a statement share is one object in each copy too: whoever knows nodes by themselves finds them.
 */
export function statementCopier(
  statements: readonly Statement[],
  literals: readonly Literal[],
): StatementCopier | undefined {
  // A literal inside string('…') is an object of its own, at the same place.
  const byPlace = new Map(literals.map(({ at }, index): [object, number] => [at, index]));
  const changing: Changing[] = [];
  const places = new Map<object, number | undefined>();
  const found = new Set<number>();
  const unnamed: object[] = [];
  const visit = (object: object): number | undefined => {
    if (places.has(object)) return places.get(object);
    places.set(object, undefined);
    const literal = isLiteral(object) ? byPlace.get(object.at) : undefined;
    const members = isLiteral(object) ? [] : changingMembers(object, visit);
    if (literal === undefined && members.length === 0) return undefined;
    if (literal !== undefined) found.add(literal);
    // An output without an alias is called by its text.
    if (isUnnamedItem(object)) unnamed.push(object);
    changing.push({ object, literal, members });
    places.set(object, changing.length - 1);
    return changing.length - 1;
  };
  const root = visit(statements);
  // A literal that is found nowhere has become a name.
  if (unnamed.length > 0 || found.size < literals.length) return undefined;
  return root === undefined ? () => statements : (values) => copy(changing, root, values);
}

function copy(changing: readonly Changing[], root: number, values: readonly Value[]): readonly Statement[] {
  const copies: object[] = [];
  for (const { object, literal, members } of changing) {
    if (literal !== undefined) {
      copies.push({ ...object, value: values[literal] });
      continue;
    }
    const changed = (Array.isArray(object) ? [...(object as unknown[])] : { ...object }) as Record<string, unknown>;
    for (const [key, place] of members) changed[key] = copies[place];
    copies.push(changed);
  }
  return copies[root] as readonly Statement[];
}

function changingMembers(
  object: object,
  visit: (member: object) => number | undefined,
): readonly (readonly [string, number])[] {
  // Sets of a statement hold columns alone, which no value changes.
  if (!Array.isArray(object) && Object.getPrototypeOf(object) !== Object.prototype) return [];
  return Object.entries(object).flatMap(([key, member]: [string, unknown]): readonly (readonly [string, number])[] => {
    const place = typeof member === 'object' && member !== null ? visit(member) : undefined;
    return place === undefined ? [] : [[key, place]];
  });
}

function isLiteral(object: object): object is Literal {
  return 'kind' in object && object.kind === 'literal' && 'form' in object && 'at' in object;
}

function isUnnamedItem(object: object): boolean {
  return 'kind' in object && object.kind === 'expression' && 'alias' in object && object.alias === undefined;
}
