import type { JsonObject } from '../../../base/json.ts';
import type { PropertyPath, ResourceType } from '../../resource-type.ts';
import { describePlaces, type AllowedWords, type KnownDefault } from './describe-places.ts';

/** What comparing has to know of a type: plain data, which may be sent to where the schema is not. */
export interface ComparisonFacts {
  readonly typeName: string;
  readonly tagProperty: string | undefined;
  readonly writeOnly: readonly PropertyPath[];
  readonly unordered: readonly PropertyPath[];
  /** Maps whose keys are their author's. */
  readonly maps: readonly PropertyPath[];
  /** Places of JSON whose shape the schema does not tell. */
  readonly free: readonly PropertyPath[];
  /** What a property has in effect where a read returns nothing. */
  readonly defaults: readonly KnownDefault[];
  readonly words: readonly AllowedWords[];
}

const made = new WeakMap<ResourceType, ComparisonFacts>();

export function comparisonFactsOf(type: ResourceType): ComparisonFacts {
  let facts = made.get(type);
  if (facts === undefined) {
    facts = makeFacts(type);
    made.set(type, facts);
  }
  return facts;
}

/** The facts of one property and what is inside. */
export function factsOfProperty(facts: ComparisonFacts, name: string): ComparisonFacts {
  const isOwn = (path: PropertyPath): boolean => path[0] === name;
  return {
    typeName: facts.typeName,
    tagProperty: facts.tagProperty,
    writeOnly: facts.writeOnly.filter(isOwn),
    unordered: facts.unordered.filter(isOwn),
    maps: facts.maps.filter(isOwn),
    free: facts.free.filter(isOwn),
    defaults: facts.defaults.filter(({ path }) => isOwn(path)),
    words: facts.words.filter(({ path }) => isOwn(path)),
  };
}

function makeFacts(type: ResourceType): ComparisonFacts {
  const { maps, free, defaults, words } = describePlaces(type.schema);
  return {
    typeName: type.typeName,
    tagProperty: type.tagProperty,
    writeOnly: type.writeOnly,
    unordered: type.unordered,
    maps,
    free,
    // Not those that a read returns: where it returns nothing, the property has none of them.
    defaults: [...under([], type.ignoredRemovals), ...defaults],
    words,
  };
}

function under(path: PropertyPath, values: JsonObject): readonly KnownDefault[] {
  return Object.entries(values).map(([name, value]) => ({ path: [...path, name], value }));
}
