import { givenIdentifierParts, type GivenPart } from '../resource-types/derived-identifier.ts';
import { naturalKeysOf } from '../resource-types/natural-keys.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/** How the resource of an entry is found again. */
export type FoundBy =
  /** By an `identifier` of the entry. */
  | { readonly kind: 'given-identifier' }
  /** By its identifier, whose parts the properties give. */
  | { readonly kind: 'identifier'; readonly parts: readonly GivenPart[] }
  /** By the values of properties, or of parts of them (`CachePolicyConfig/Name`), among all resources of its type. */
  | { readonly kind: 'properties'; readonly names: readonly string[] }
  /** By the mark of the stack. */
  | { readonly kind: 'mark' };

export interface FoundByOptions {
  /** Whether the entry gives a property, by its name in the schema; a part of one by its path, `CachePolicyConfig/Name`. */
  readonly gives: (name: string) => boolean;
  /** `identify_by`, by names of the schema; none where nothing is written. */
  readonly identifyBy: readonly string[];
  readonly hasIdentifier: boolean;
  /** The resource is marked with tags that are read again. */
  readonly isMarked: boolean;
}

/** What finds the resource, the surest first; undefined where nothing does. */
export function foundBy(type: ResourceType, options: FoundByOptions): FoundBy | undefined {
  const { gives, identifyBy, hasIdentifier, isMarked } = options;
  if (identifyBy.length > 0) return { kind: 'properties', names: identifyBy };
  if (hasIdentifier) return { kind: 'given-identifier' };
  const parts = givenIdentifierParts(type, gives);
  if (parts !== undefined) return { kind: 'identifier', parts };
  const additional = type.additionalIdentifiers.find((paths) =>
    paths.every(([name = '', ...inner]) => inner.length === 0 && gives(name)),
  );
  if (additional !== undefined) return { kind: 'properties', names: additional.map(([name = '']) => name) };
  const natural = naturalKeysOf(type.typeName).find((key) => key.every(gives));
  if (natural !== undefined) return { kind: 'properties', names: natural };
  return isMarked ? { kind: 'mark' } : undefined;
}

/** Properties that might tell a resource from others, for advice: its parents, and what is called a name. */
export function keyCandidates(type: ResourceType, gives: (name: string) => boolean): readonly string[] {
  const natural = naturalKeysOf(type.typeName)[0];
  if (natural !== undefined) return natural;
  const given = type.properties.filter(
    ({ name, types, readOnly, writeOnly }) =>
      !readOnly && !writeOnly && gives(name) && types.every((one) => one !== 'array' && one !== 'object'),
  );
  const named = given.filter(
    ({ name, createOnly }) => createOnly || /Name$|Id$|^Name$|Arn$/.test(name) || type.listRequires.includes(name),
  );
  return (named.length > 0 ? named : given).map(({ name }) => name);
}
