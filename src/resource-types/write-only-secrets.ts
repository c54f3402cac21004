import type { JsonObject } from '../base/json.ts';
import type { PropertyPath } from './resource-type.ts';
import { itemNode, nodeAt, propertyNames, propertyNode, typesOf, type SchemaNode } from './schema-node.ts';

/**
 * Last words of names of properties that name or choose something, and so tell no secret: `KmsKeyArn`, `EnabledMfas`, `TemplateVersion`.
 * Drawn from the write-only properties of all published schemas as of November 2026; any other text may hold a secret.
 */
const harmlessWords: ReadonlySet<string> = new Set(
  `account action affinity algorithm alias arn az behavior bucket cidr class day description domain etag exclusion format group hostname id
  identifier image kind label language location mfa medium method mode name namespace option owner path pattern policy prefix protocol region role
  route runtime schedule scope size standard status strategy subdirectory subnet suffix support target tenancy tier timezone type
  uri version vpc window zone`.split(/\s+/),
);

/** Names whose last word is not enough: the key of an object in S3 is none that opens anything. */
const harmlessNames = /^(?:S3(?:Object)?Key|RouteKey|Kms(?:Encryption)?Key)$/;

/** Levels that are followed into a property; schemas may hold themselves. */
const deepest = 6;

/** Places that are told apart; of a whole dashboard it is enough to know that it may hold one. */
const mostPlaces = 100;

/**
 * The places under a write-only path that may hold a secret. Write-only alone says no more than that a service does not give the value
 * back; a switch, a number, one of a list of words and the name of something else hide nothing.
 */
export function secretsOfWriteOnly(root: SchemaNode, path: PropertyPath): readonly PropertyPath[] {
  const places = secretsIn(nodeAt(root, path), path, 0);
  return places.length > mostPlaces ? [path] : places;
}

function secretsIn(node: SchemaNode | undefined, path: PropertyPath, depth: number): readonly PropertyPath[] {
  if (isHarmless(node, path)) return [];
  if (node === undefined || depth === deepest) return [path];
  const types = typesOf(node);
  const names = types.every((type) => type === 'object') && isClosed(node) ? propertyNames(node) : [];
  if (names.length > 0) {
    return names.flatMap((name) => secretsIn(propertyNode(node, name), [...path, name], depth + 1));
  }
  const item = types.length > 0 && types.every((type) => type === 'array') ? itemNode(node) : undefined;
  if (item === undefined || !typesOf(item).includes('object')) return [path];
  return secretsIn(item, [...path, '*'], depth + 1);
}

function isHarmless(node: SchemaNode | undefined, path: PropertyPath): boolean {
  const types = node === undefined ? [] : typesOf(node);
  if (types.length > 0 && types.every((type) => type === 'number' || type === 'integer' || type === 'boolean'))
    return true;
  if (node !== undefined && isChosen(node)) return true;
  const name = path.findLast((part) => part !== '*') ?? '';
  const inside = path.slice(0, -1).some((part) => part.endsWith('S3Location'));
  // What an object or list of objects holds is looked at in itself.
  if (types.includes('object')) return false;
  const item = node === undefined ? undefined : itemNode(node);
  if (item !== undefined && typesOf(item).includes('object')) return false;
  return harmlessNames.test(name) || (inside && name === 'Key') || harmlessWords.has(lastWord(name));
}

/** One of a list of words, or a list of such. */
function isChosen(node: SchemaNode): boolean {
  const item = typesOf(node).includes('array') ? itemNode(node) : undefined;
  return (item ?? node).forms.some((form) => Array.isArray(form['enum']) || form['const'] !== undefined);
}

/** Nothing but what is declared may stand in it. */
function isClosed({ forms }: SchemaNode): boolean {
  const isOpen = (form: JsonObject): boolean =>
    form['patternProperties'] !== undefined || (form['additionalProperties'] ?? false) !== false;
  return !forms.some(isOpen);
}

/** `arn` of `SNSNotificationArns`, `policy` of `Policies`, `alias` of `Aliases`. */
function lastWord(name: string): string {
  const word = (/(?:[A-Z]+|[A-Z]?[a-z]+)\d*s?$/.exec(name)?.[0] ?? name).toLowerCase().replace(/\d+$/, '');
  const singular = [word, word.replace(/s$/, ''), word.replace(/es$/, ''), word.replace(/ies$/, 'y')];
  return singular.find((one) => harmlessWords.has(one)) ?? word;
}
