import type { JsonObject } from '../base/json.ts';
import { identifierOf } from './identifier.ts';
import type { ResourceType } from './resource-type.ts';

/** What a part of an identifier is, by a property that the author of a resource gives. */
type DerivedPart =
  /** The same value under another name. */
  | { readonly kind: 'same'; readonly as: string }
  /** A fixed word where the property is given. */
  | { readonly kind: 'word'; readonly where: string; readonly word: string };

/**
 * Parts of identifiers that only the service sets, though what it sets follows from what a resource is created with. By type and part.
 * Sources: the types' schemas, which mark the parts read-only, and the CloudFormation reference of their return values (2026-11).
 */
const derivedParts: Readonly<Record<string, Readonly<Record<string, readonly DerivedPart[]>>>> = {
  // "CidrBlock" is the destination, whatever kind of destination it is.
  'AWS::EC2::Route': {
    CidrBlock: [
      { kind: 'same', as: 'DestinationCidrBlock' },
      { kind: 'same', as: 'DestinationIpv6CidrBlock' },
      { kind: 'same', as: 'DestinationPrefixListId' },
    ],
  },
  'AWS::EC2::VPCGatewayAttachment': {
    AttachmentType: [
      { kind: 'word', where: 'InternetGatewayId', word: 'IGW' },
      { kind: 'word', where: 'VpnGatewayId', word: 'VGW' },
    ],
  },
};

/** The identifier that a model has or will have, derived parts included; undefined while a part cannot be said. */
export function derivedIdentifierOf(type: ResourceType, model: JsonObject): string | undefined {
  const parts = Object.hasOwn(derivedParts, type.typeName) ? (derivedParts[type.typeName] ?? {}) : {};
  const derived = Object.entries(parts).flatMap(([name, ways]) => {
    const value = Object.hasOwn(model, name) ? undefined : valueBy(ways, model);
    return value === undefined ? [] : [[name, value] as const];
  });
  return identifierOf(type, { ...model, ...Object.fromEntries(derived) });
}

/** The properties of an identifier that a model neither has nor lets derive. */
export function missingIdentifierParts(type: ResourceType, given: (name: string) => boolean): readonly string[] {
  const parts = Object.hasOwn(derivedParts, type.typeName) ? (derivedParts[type.typeName] ?? {}) : {};
  return type.identifier
    .map(([name = '']) => name)
    .filter((name) => {
      const ways = Object.hasOwn(parts, name) ? (parts[name] ?? []) : [];
      return !given(name) && !ways.some((way) => given(way.kind === 'same' ? way.as : way.where));
    });
}

function valueBy(ways: readonly DerivedPart[], model: JsonObject) {
  for (const way of ways) {
    const name = way.kind === 'same' ? way.as : way.where;
    if (Object.hasOwn(model, name)) return way.kind === 'same' ? model[name] : way.word;
  }
  return undefined;
}

/** A part of an identifier, by what the author of a resource gives. */
export type GivenPart =
  { readonly kind: 'property'; readonly name: string } | { readonly kind: 'word'; readonly word: string };

/** The parts of the identifier in their order, where each is given or follows from what is given; undefined where one does not. */
export function givenIdentifierParts(
  type: ResourceType,
  given: (name: string) => boolean,
): readonly GivenPart[] | undefined {
  const ways = Object.hasOwn(derivedParts, type.typeName) ? (derivedParts[type.typeName] ?? {}) : {};
  const parts: GivenPart[] = [];
  for (const [name = '', ...inner] of type.identifier) {
    if (inner.length > 0) return undefined;
    if (given(name)) {
      parts.push({ kind: 'property', name });
      continue;
    }
    const way = (Object.hasOwn(ways, name) ? (ways[name] ?? []) : []).find((one) =>
      given(one.kind === 'same' ? one.as : one.where),
    );
    if (way === undefined) return undefined;
    parts.push(way.kind === 'same' ? { kind: 'property', name: way.as } : { kind: 'word', word: way.word });
  }
  return parts.length === 0 ? undefined : parts;
}
