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
export function schemaVerdict(root: Json, value: Json, options: SchemaVerdictOptions): SchemaVerdict {
  const patterns = new Map<string, { test(text: string): boolean }>();
  const matches = (pattern: string, text: string): boolean => {
    let compiled = patterns.get(pattern);
    if (compiled === undefined) patterns.set(pattern, (compiled = options.pattern(pattern)));
    return compiled.test(text);
  };
  const visit = (schema: Json, part: Json, depth: number, believes: boolean): SchemaVerdict => {
    // Where being right is not what is wanted, believing would decide.
    if (part === unknownPart) return believes ? 'valid' : 'unsure';
    if (typeof schema === 'boolean') return verdict(schema);
    if (!isJsonObject(schema) || depth > deepest) return 'unsure';
    if (notUnderstood.some((keyword) => Object.hasOwn(schema, keyword))) return 'unsure';
    return all(
      Object.entries(schema).map(([keyword, wanted]) => () => {
        const check = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
        if (check === undefined) return 'valid';
        return check({
          wanted,
          schema,
          part,
          root,
          matches,
          visit: (inner, item) => visit(inner, item, depth + 1, believes && !deciding.has(keyword)),
        });
      }),
    );
  };
  return visit(root, withUnknown(value, (options.unknown ?? []).map(parsePointer)), 0, true);
}

/** Keywords under which a part that is right may make the whole wrong. */
const deciding: ReadonlySet<string> = new Set(['if', 'not', 'oneOf']);

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

interface Check {
  /** What the keyword says. */
  readonly wanted: Json;
  /** The schema around it. */
  readonly schema: JsonObject;
  readonly part: Json;
  readonly root: Json;
  readonly matches: (pattern: string, text: string) => boolean;
  readonly visit: (schema: Json, part: Json) => SchemaVerdict;
}

const keywords: Readonly<Record<string, (check: Check) => SchemaVerdict>> = {
  $ref: ({ wanted, root, part, visit }) => {
    const target = typeof wanted === 'string' ? memberAt(root, wanted) : undefined;
    return target === undefined ? 'unsure' : visit(target, part);
  },
  type: ({ wanted, part }) => {
    const types = Array.isArray(wanted) ? (wanted as readonly Json[]) : [wanted];
    return any(types.map((type) => () => (typeof type === 'string' ? isOfType(part, type) : 'unsure')));
  },
  enum: ({ wanted, part }) =>
    Array.isArray(wanted) ? verdict((wanted as readonly Json[]).some((item) => jsonEquals(item, part))) : 'unsure',
  const: ({ wanted, part }) => verdict(jsonEquals(wanted, part)),
  minLength: (check) => limit(check, lengthOfText, (length, least) => length >= least),
  maxLength: (check) => limit(check, lengthOfText, (length, most) => length <= most),
  pattern: ({ wanted, part, matches }) => {
    if (typeof part !== 'string') return 'valid';
    return typeof wanted === 'string' ? verdict(matches(wanted, part)) : 'unsure';
  },
  minimum: (check) => limit(check, numberOf, (value, least) => value >= least),
  maximum: (check) => limit(check, numberOf, (value, most) => value <= most),
  exclusiveMinimum: (check) => limit(check, numberOf, (value, least) => value > least),
  exclusiveMaximum: (check) => limit(check, numberOf, (value, most) => value < most),
  multipleOf: (check) => limit(check, numberOf, (value, step) => Number.isInteger(value / step)),
  minItems: (check) => limit(check, lengthOfList, (length, least) => length >= least),
  maxItems: (check) => limit(check, lengthOfList, (length, most) => length <= most),
  uniqueItems: ({ wanted, part }) => {
    if (wanted !== true || !Array.isArray(part)) return 'valid';
    const items = part as readonly Json[];
    // Every item is compared with every other.
    if (items.length > 1000) return 'unsure';
    return verdict(items.every((item, index) => items.findIndex((other) => jsonEquals(other, item)) === index));
  },
  items: ({ wanted, part, visit }) => {
    if (!Array.isArray(part)) return 'valid';
    if (Array.isArray(wanted)) return 'unsure';
    return all((part as readonly Json[]).map((item) => () => visit(wanted, item)));
  },
  minProperties: (check) => limit(check, sizeOfMap, (size, least) => size >= least),
  maxProperties: (check) => limit(check, sizeOfMap, (size, most) => size <= most),
  required: ({ wanted, part }) => {
    if (!isJsonObject(part)) return 'valid';
    return Array.isArray(wanted) ? verdict(hasAll(part, wanted as readonly Json[])) : 'unsure';
  },
  properties: ({ wanted, part, visit }) => {
    if (!isJsonObject(part)) return 'valid';
    if (!isJsonObject(wanted)) return 'unsure';
    return all(
      Object.entries(wanted).map(([name, inner]) => () => {
        const member = Object.hasOwn(part, name) ? part[name] : undefined;
        return member === undefined ? 'valid' : visit(inner, member);
      }),
    );
  },
  patternProperties: ({ wanted, part, matches, visit }) => {
    if (!isJsonObject(part)) return 'valid';
    if (!isJsonObject(wanted)) return 'unsure';
    return all(
      Object.entries(wanted).flatMap(([pattern, inner]) =>
        Object.entries(part).map(
          ([name, member]) =>
            () =>
              matches(pattern, name) ? visit(inner, member) : 'valid',
        ),
      ),
    );
  },
  additionalProperties: ({ wanted, schema, part, matches, visit }) => {
    if (!isJsonObject(part)) return 'valid';
    const { properties, patternProperties } = schema;
    const patterns = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
    const isNamed = (name: string): boolean =>
      (isJsonObject(properties) && Object.hasOwn(properties, name)) ||
      patterns.some((pattern) => matches(pattern, name));
    return all(
      Object.entries(part).map(
        ([name, member]) =>
          () =>
            isNamed(name) ? 'valid' : visit(wanted, member),
      ),
    );
  },
  dependencies: ({ wanted, part, visit }) => {
    if (!isJsonObject(part)) return 'valid';
    if (!isJsonObject(wanted)) return 'unsure';
    return all(
      Object.entries(wanted).map(([name, needs]) => () => {
        if (!Object.hasOwn(part, name)) return 'valid';
        return Array.isArray(needs) ? verdict(hasAll(part, needs as readonly Json[])) : visit(needs, part);
      }),
    );
  },
  dependentRequired: (check) => keywords['dependencies']?.(check) ?? 'unsure',
  allOf: ({ wanted, part, visit }) => all(branches(wanted, part, visit)),
  anyOf: ({ wanted, part, visit }) => any(branches(wanted, part, visit)),
  oneOf: ({ wanted, part, visit }) => {
    const verdicts = branches(wanted, part, visit).map((branch) => branch());
    return verdicts.includes('unsure') ? 'unsure' : verdict(verdicts.filter((one) => one === 'valid').length === 1);
  },
  not: ({ wanted, part, visit }) => {
    const inner = visit(wanted, part);
    return inner === 'unsure' ? 'unsure' : verdict(inner === 'invalid');
  },
  if: ({ wanted, schema, part, visit }) => {
    const condition = visit(wanted, part);
    if (condition === 'unsure') return 'unsure';
    const branch = schema[condition === 'valid' ? 'then' : 'else'];
    return branch === undefined ? 'valid' : visit(branch, part);
  },
};

function verdict(isValid: boolean): SchemaVerdict {
  return isValid ? 'valid' : 'invalid';
}

type Question = () => SchemaVerdict;

function all(questions: readonly Question[]): SchemaVerdict {
  let result: SchemaVerdict = 'valid';
  for (const question of questions) {
    const answer = question();
    if (answer === 'invalid') return 'invalid';
    if (answer === 'unsure') result = 'unsure';
  }
  return result;
}

function any(questions: readonly Question[]): SchemaVerdict {
  let result: SchemaVerdict = 'invalid';
  for (const question of questions) {
    const answer = question();
    if (answer === 'valid') return 'valid';
    if (answer === 'unsure') result = 'unsure';
  }
  return result;
}

function branches(wanted: Json, part: Json, visit: Check['visit']): readonly Question[] {
  return Array.isArray(wanted)
    ? (wanted as readonly Json[]).map((schema) => () => visit(schema, part))
    : [() => 'unsure'];
}

/** A limit says nothing of values that it does not measure. */
function limit(
  { wanted, part }: Check,
  measure: (part: Json) => number | undefined,
  holds: (size: number, limit: number) => boolean,
): SchemaVerdict {
  const size = measure(part);
  if (size === undefined) return 'valid';
  return typeof wanted === 'number' ? verdict(holds(size, wanted)) : 'unsure';
}

function numberOf(part: Json): number | undefined {
  return typeof part === 'number' ? part : undefined;
}

function lengthOfText(part: Json): number | undefined {
  return typeof part === 'string' ? Array.from(part).length : undefined;
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
