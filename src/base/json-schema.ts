import { parsePointer } from './json-pointer.ts';
import { isJsonObject, jsonEquals, type Json, type JsonObject } from './json.ts';

/**
 * Whether a value is as a JSON Schema wants it. `unsure` where the schema uses what is not understood here. It takes no compiling: a
 * full validator, which says what is wrong, is needed only for values that are not certainly right.
 */
export type SchemaVerdict = 'valid' | 'invalid' | 'unsure';

export interface SchemaVerdictOptions {
  /** How the schema's patterns are read. */
  readonly pattern: (pattern: string) => { test(text: string): boolean };
  /** Pointers to parts that are not known yet, and are believed to be right. Default: none. */
  readonly unknown?: readonly string[];
}

/** Stands where a part is not known. */
const unknownPart: JsonObject = Object.freeze({});

/** Draft 7, as far as manifests and resource types use it; formats are not looked at, and unknown keywords mean nothing. */
export function schemaVerdict(root: Json, value: Json, { pattern, unknown }: SchemaVerdictOptions): SchemaVerdict {
  return createSchemaJudge(root, pattern)(value, unknown);
}

/** The same for many values: what can be learnt from the schema alone is learnt once. */
export function createSchemaJudge(
  root: Json,
  pattern: SchemaVerdictOptions['pattern'],
): (value: Json, unknown?: readonly string[]) => SchemaVerdict {
  const known = new KnownSchema(root, pattern);
  return (value, unknown = []) =>
    visit({ known, depth: 0, believes: true }, root, withUnknown(value, unknown.map(parsePointer)));
}

/** What was learnt of a schema. */
class KnownSchema {
  readonly #root: Json;
  readonly #pattern: SchemaVerdictOptions['pattern'];
  readonly #patterns = new Map<string, { test(text: string): boolean }>();
  readonly #targets = new Map<string, Json | undefined>();
  readonly #checks = new Map<JsonObject, readonly KeywordCheck[] | undefined>();

  constructor(root: Json, pattern: SchemaVerdictOptions['pattern']) {
    this.#root = root;
    this.#pattern = pattern;
  }

  matches(pattern: string, text: string): boolean {
    let compiled = this.#patterns.get(pattern);
    if (compiled === undefined) this.#patterns.set(pattern, (compiled = this.#pattern(pattern)));
    return compiled.test(text);
  }

  /** What a `$ref` refers to. */
  target(reference: string): Json | undefined {
    if (!this.#targets.has(reference)) this.#targets.set(reference, memberAt(this.#root, reference));
    return this.#targets.get(reference);
  }

  /** What a schema asks of a value; undefined where that is not understood. */
  checksOf(schema: JsonObject): readonly KeywordCheck[] | undefined {
    if (!this.#checks.has(schema)) this.#checks.set(schema, checksIn(schema));
    return this.#checks.get(schema);
  }
}

/** A keyword of a schema, and what it says there. */
interface KeywordCheck {
  readonly check: (wanted: Json, place: Place) => SchemaVerdict;
  readonly wanted: Json;
}

function checksIn(schema: JsonObject): readonly KeywordCheck[] | undefined {
  if (notUnderstood.some((keyword) => Object.hasOwn(schema, keyword))) return undefined;
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    const check = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    return check === undefined ? [] : [{ check, wanted }];
  });
}

/** How the walk came to a schema. */
interface Way {
  readonly known: KnownSchema;
  readonly depth: number;
  /** What is not known counts as right. Where being right is not what is wanted, believing would decide. */
  readonly believes: boolean;
}

/** A part of the value, and the schema that it has to satisfy. */
interface Place extends Way {
  readonly schema: JsonObject;
  readonly part: Json;
}

function visit({ known, depth, believes }: Way, schema: Json, part: Json): SchemaVerdict {
  if (part === unknownPart) return believes ? 'valid' : 'unsure';
  if (typeof schema === 'boolean') return verdict(schema);
  const checks = isJsonObject(schema) && depth <= deepest ? known.checksOf(schema) : undefined;
  if (checks === undefined) return 'unsure';
  // It is an object: else there would be no checks.
  const place: Place = { known, depth: depth + 1, believes, schema: schema as JsonObject, part };
  return all(checks, ({ check, wanted }) => check(wanted, place));
}

/** Under these keywords a part that is right may make the whole wrong. */
function decide(place: Place, schema: Json, part: Json): SchemaVerdict {
  return visit({ ...place, believes: false }, schema, part);
}

/** The value with a mark in the places that are not known. */
function withUnknown(value: Json, places: readonly (readonly string[])[]): Json {
  if (places.length === 0) return value;
  if (places.some((place) => place.length === 0)) return unknownPart;
  const inside = (key: string): readonly (readonly string[])[] =>
    places.filter((place) => place[0] === key).map((place) => place.slice(1));
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => withUnknown(item, inside(String(index))));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withUnknown(item, inside(key))]));
}

/** A reference may lead in a circle. */
const deepest = 200;

const notUnderstood = [
  '$dynamicRef',
  '$recursiveRef',
  'additionalItems',
  'contains',
  'dependentSchemas',
  'nullable',
  'prefixItems',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;

const keywords: Readonly<Record<string, (wanted: Json, place: Place) => SchemaVerdict>> = {
  $ref: (wanted, place) => {
    const target = typeof wanted === 'string' ? place.known.target(wanted) : undefined;
    return target === undefined ? 'unsure' : visit(place, target, place.part);
  },
  type: (wanted, { part }) => {
    if (typeof wanted === 'string') return isOfType(part, wanted);
    const types = Array.isArray(wanted) ? (wanted as readonly Json[]) : [wanted];
    return any(types, (type) => (typeof type === 'string' ? isOfType(part, type) : 'unsure'));
  },
  enum: (wanted, { part }) =>
    Array.isArray(wanted) ? verdict((wanted as readonly Json[]).some((item) => jsonEquals(item, part))) : 'unsure',
  const: (wanted, { part }) => verdict(jsonEquals(wanted, part)),
  minLength: (wanted, { part }) => limit(wanted, lengthOfText(part), (length, least) => length >= least),
  maxLength: (wanted, { part }) => limit(wanted, lengthOfText(part), (length, most) => length <= most),
  pattern: (wanted, { part, known }) => {
    if (typeof part !== 'string') return 'valid';
    return typeof wanted === 'string' ? verdict(known.matches(wanted, part)) : 'unsure';
  },
  minimum: (wanted, { part }) => limit(wanted, numberOf(part), (value, least) => value >= least),
  maximum: (wanted, { part }) => limit(wanted, numberOf(part), (value, most) => value <= most),
  exclusiveMinimum: (wanted, { part }) => limit(wanted, numberOf(part), (value, least) => value > least),
  exclusiveMaximum: (wanted, { part }) => limit(wanted, numberOf(part), (value, most) => value < most),
  multipleOf: (wanted, { part }) => limit(wanted, numberOf(part), (value, step) => Number.isInteger(value / step)),
  minItems: (wanted, { part }) => limit(wanted, lengthOfList(part), (length, least) => length >= least),
  maxItems: (wanted, { part }) => limit(wanted, lengthOfList(part), (length, most) => length <= most),
  uniqueItems: (wanted, { part }) => {
    if (wanted !== true || !Array.isArray(part)) return 'valid';
    const items = part as readonly Json[];
    // Every item is compared with every other.
    if (items.length > 1000) return 'unsure';
    return verdict(items.every((item, index) => items.findIndex((other) => jsonEquals(other, item)) === index));
  },
  items: (wanted, place) => {
    if (!Array.isArray(place.part)) return 'valid';
    if (Array.isArray(wanted)) return 'unsure';
    return all(place.part as readonly Json[], (item) => visit(place, wanted, item));
  },
  minProperties: (wanted, { part }) => limit(wanted, sizeOfMap(part), (size, least) => size >= least),
  maxProperties: (wanted, { part }) => limit(wanted, sizeOfMap(part), (size, most) => size <= most),
  required: (wanted, { part }) => {
    if (!isJsonObject(part)) return 'valid';
    return Array.isArray(wanted) ? verdict(hasAll(part, wanted as readonly Json[])) : 'unsure';
  },
  properties: (wanted, place) => {
    const { part } = place;
    if (!isJsonObject(part)) return 'valid';
    if (!isJsonObject(wanted)) return 'unsure';
    // A value has fewer members than its schema knows.
    return all(Object.keys(part), (name) => {
      const inner = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
      const member = part[name];
      return inner === undefined || member === undefined ? 'valid' : visit(place, inner, member);
    });
  },
  patternProperties: (wanted, place) => {
    const { part, known } = place;
    if (!isJsonObject(part)) return 'valid';
    if (!isJsonObject(wanted)) return 'unsure';
    return all(Object.entries(wanted), ([pattern, inner]) =>
      all(Object.entries(part), ([name, member]) =>
        known.matches(pattern, name) ? visit(place, inner, member) : 'valid',
      ),
    );
  },
  additionalProperties: (wanted, place) => {
    const { schema, part, known } = place;
    if (!isJsonObject(part)) return 'valid';
    const { properties, patternProperties } = schema;
    const patterns = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
    return all(Object.entries(part), ([name, member]) => {
      const isNamed =
        (isJsonObject(properties) && Object.hasOwn(properties, name)) ||
        patterns.some((pattern) => known.matches(pattern, name));
      return isNamed ? 'valid' : visit(place, wanted, member);
    });
  },
  dependencies: (wanted, place) => {
    const { part } = place;
    if (!isJsonObject(part)) return 'valid';
    if (!isJsonObject(wanted)) return 'unsure';
    return all(Object.entries(wanted), ([name, needs]) => {
      if (!Object.hasOwn(part, name)) return 'valid';
      return Array.isArray(needs) ? verdict(hasAll(part, needs as readonly Json[])) : visit(place, needs, part);
    });
  },
  dependentRequired: (wanted, place) => keywords['dependencies']?.(wanted, place) ?? 'unsure',
  allOf: (wanted, place) => all(branches(wanted), (schema) => visit(place, schema, place.part)),
  anyOf: (wanted, place) => any(branches(wanted), (schema) => visit(place, schema, place.part)),
  oneOf: (wanted, place) => {
    const verdicts = branches(wanted).map((schema) => decide(place, schema, place.part));
    return verdicts.includes('unsure') ? 'unsure' : verdict(verdicts.filter((one) => one === 'valid').length === 1);
  },
  not: (wanted, place) => {
    const inner = decide(place, wanted, place.part);
    return inner === 'unsure' ? 'unsure' : verdict(inner === 'invalid');
  },
  if: (wanted, place) => {
    const condition = decide(place, wanted, place.part);
    if (condition === 'unsure') return 'unsure';
    const branch = place.schema[condition === 'valid' ? 'then' : 'else'];
    return branch === undefined ? 'valid' : decide(place, branch, place.part);
  },
};

function verdict(isValid: boolean): SchemaVerdict {
  return isValid ? 'valid' : 'invalid';
}

function worse(left: SchemaVerdict, right: SchemaVerdict): SchemaVerdict {
  if (left === 'invalid' || right === 'invalid') return 'invalid';
  return left === 'unsure' ? left : right;
}

function all<T>(items: readonly T[], judge: (item: T) => SchemaVerdict): SchemaVerdict {
  let result: SchemaVerdict = 'valid';
  for (const item of items) {
    result = worse(result, judge(item));
    if (result === 'invalid') return result;
  }
  return result;
}

function any<T>(items: readonly T[], judge: (item: T) => SchemaVerdict): SchemaVerdict {
  let result: SchemaVerdict = 'invalid';
  for (const item of items) {
    const answer = judge(item);
    if (answer === 'valid') return 'valid';
    if (answer === 'unsure') result = 'unsure';
  }
  return result;
}

/** The schemas of a list; a thing that is no list is not understood. */
function branches(wanted: Json): readonly Json[] {
  return Array.isArray(wanted) ? (wanted as readonly Json[]) : [notASchema];
}

/** Nobody understands it. */
const notASchema: Json = null;

/** A limit says nothing of values that it does not measure. */
function limit(wanted: Json, size: number | undefined, holds: (size: number, limit: number) => boolean): SchemaVerdict {
  if (size === undefined) return 'valid';
  return typeof wanted === 'number' ? verdict(holds(size, wanted)) : 'unsure';
}

function numberOf(part: Json): number | undefined {
  return typeof part === 'number' ? part : undefined;
}

function lengthOfText(part: Json): number | undefined {
  if (typeof part !== 'string') return undefined;
  return /[\ud800-\udfff]/.test(part) ? Array.from(part).length : part.length;
}

function lengthOfList(part: Json): number | undefined {
  return Array.isArray(part) ? part.length : undefined;
}

function sizeOfMap(part: Json): number | undefined {
  return isJsonObject(part) ? Object.keys(part).length : undefined;
}

function hasAll(part: JsonObject, names: readonly Json[]): boolean {
  return names.every((name) => typeof name === 'string' && Object.hasOwn(part, name));
}

function isOfType(part: Json, type: string): SchemaVerdict {
  switch (type) {
    case 'null':
      return verdict(part === null);
    case 'array':
      return verdict(Array.isArray(part));
    case 'object':
      return verdict(isJsonObject(part));
    case 'integer':
      return verdict(Number.isInteger(part));
    case 'string':
    case 'number':
    case 'boolean':
      return verdict(typeof part === type);
    default:
      return 'unsure';
  }
}

/** What `#/definitions/Name` refers to. */
function memberAt(root: Json, reference: string): Json | undefined {
  if (!reference.startsWith('#/')) return undefined;
  let value: Json | undefined = root;
  for (const part of reference.slice(2).split('/')) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}
