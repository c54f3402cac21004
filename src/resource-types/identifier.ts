import { isJsonObject, parseJson, type Json, type JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { count, enumerate } from '../base/text.ts';
import { reveal } from '../values/reading.ts';
import { Composite, isMarked, Secret, Unknown, type Value } from '../values/value.ts';
import type { Problem } from './problem.ts';
import type { PropertyPath, ResourceType } from './resource-type.ts';

/** The identifier that a model has, its parts joined by `|`; undefined while a part is missing or empty. */
export function identifierOf(type: ResourceType, model: JsonObject): string | undefined {
  const parts: string[] = [];
  for (const path of type.identifier) {
    const part = textAt(model, path);
    if (part === undefined || part === '') return undefined;
    parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('|');
}

export interface SplitIdentifier {
  /** What the parts are the values of: the primary identifier, or an additional one, which only the JSON form can give. */
  readonly paths: readonly PropertyPath[];
  /** One text per path. */
  readonly parts: readonly string[];
}

/** The parts of an identifier written as `a|b` or as a JSON object whose keys have any order. */
export function splitIdentifier(type: ResourceType, text: string): Result<SplitIdentifier, Problem> {
  const json = text.trimStart().startsWith('{') ? parseJson(text) : undefined;
  if (isJsonObject(json)) {
    const keys = Object.keys(json);
    for (const paths of [type.identifier, ...type.additionalIdentifiers]) {
      const parts = paths.map((path) => textAt(json, path) ?? textAt(json, [path.at(-1) ?? '']));
      if (keys.length === paths.length && parts.every((part) => part !== undefined && part !== '')) {
        return ok({ paths, parts: parts.filter((part) => part !== undefined) });
      }
    }
    return err(identifierProblem(`Identifier has the keys ${enumerate(keys)}; ${needs(type)}`));
  }
  // An identifier of one part may hold any character.
  const parts = type.identifier.length === 1 ? [text] : text.split('|');
  if (parts.length !== type.identifier.length) {
    return err(
      identifierProblem(`Identifier ${JSON.stringify(text)} has ${count(parts.length, 'part')}; ${needs(type)}`),
    );
  }
  const empty = namesOf(type).filter((_name, index) => parts[index] === '');
  if (empty.length > 0) return err(lacking(text, empty));
  return ok({ paths: type.identifier, parts });
}

/**
 * The properties whose part of an identifier is certainly empty or missing, in `pool|` the ClientId. What is not known yet is
 * believed.
 */
export function emptyParts(type: ResourceType, identifier: Value): readonly string[] {
  const names = namesOf(type);
  const pieces = piecesOf(identifier);
  if (pieces === undefined) return [];
  if (names.length === 1) return pieces.every((piece) => piece === '') ? names : [];
  const parts: boolean[] = [false];
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      parts[parts.length - 1] = true;
      continue;
    }
    for (const [index, text] of piece.split('|').entries()) {
      if (index > 0) parts.push(false);
      if (text !== '') parts[parts.length - 1] = true;
    }
  }
  const isPartlyUnknown = pieces.some((piece) => typeof piece !== 'string');
  // An unknown value may hold a bar itself, so that the parts cannot be counted.
  if (parts.length !== names.length && isPartlyUnknown) return [];
  return names.filter((_name, index) => parts[index] !== true);
}

/** What is wrong with the value given for `Identifier`, as far as it is known. */
export function checkIdentifier(type: ResourceType, identifier: Value): Problem | undefined {
  const empty = emptyParts(type, identifier);
  const plain = isMarked(identifier) ? undefined : identifier;
  if (plain === null || plain === '') {
    return identifierProblem(`Identifier is ${plain === null ? 'null' : 'empty'}; ${needs(type)}`);
  }
  if (typeof plain === 'string') {
    const split = splitIdentifier(type, plain);
    return split.ok ? undefined : split.error;
  }
  if (typeof plain === 'boolean' || (plain !== undefined && typeof plain === 'object')) {
    return identifierProblem(`Identifier is not a text; ${needs(type)}`);
  }
  if (empty.length > 0) return identifierProblem(`Identifier lacks ${enumerate(empty)}; ${needs(type)}`);
  return undefined;
}

function lacking(text: string, empty: readonly string[]): Problem {
  return identifierProblem(`Identifier ${JSON.stringify(text)} lacks ${enumerate(empty)}`);
}

function needs(type: ResourceType): string {
  return `${type.typeName} needs ${namesOf(type).join('|')}`;
}

function namesOf(type: ResourceType): readonly string[] {
  return type.identifier.map((path) => path.join('/'));
}

/** Texts in the clear and, in their places, what is not known; undefined where the whole is not known. */
function piecesOf(value: Value): readonly (string | Unknown)[] | undefined {
  if (value === null) return [''];
  if (value instanceof Unknown) return undefined;
  if (value instanceof Composite) {
    return value.parts.map((part) => (part instanceof Secret ? textOf(part.value) : part));
  }
  const plain = reveal(value);
  if (typeof plain === 'string' && plain.trimStart().startsWith('{') && isJsonObject(parseJson(plain)))
    return undefined;
  return [textOf(plain)];
}

function textOf(value: Json): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function textAt(model: JsonObject, path: PropertyPath): string | undefined {
  let value: Json | undefined = model;
  for (const part of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function identifierProblem(message: string): Problem {
  return { path: ['Identifier'], code: 'resource/identifier', message };
}
