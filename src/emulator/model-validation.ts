import { canonicalJson, isJsonObject, jsonEquals, type Json, type JsonObject } from '../base/json.ts';
import { formatPointer } from '../base/json-pointer.ts';
import { javaPattern } from '../resource-types/java-pattern.ts';

/** What a value breaks, one sentence each, in the words of the service's own validator: `#/Name: expected type: String, found: Boolean`. */
export function validateModel(schema: JsonObject, model: Json): readonly string[] {
  const validator = new Validator(schema);
  // The registry demands of every type that it has no other properties, whether its schema says so or not.
  const root = Object.hasOwn(schema, 'additionalProperties') ? schema : { ...schema, additionalProperties: false };
  return validator.validate(root, model, []);
}

/** The words of the ValidationException for these violations. */
export function formatViolations(violations: readonly string[]): string {
  return `Model validation failed (${violations.join('\n')})`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'String',
  integer: 'Integer',
  number: 'Number',
  boolean: 'Boolean',
  array: 'JSONArray',
  object: 'JSONObject',
  null: 'Null',
};

type Path = readonly string[];

class Validator {
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  validate(schema: Json | undefined, value: Json, path: Path): readonly string[] {
    const resolved = this.#resolve(schema);
    if (resolved === undefined) return [];
    const types = listOf(resolved['type']).filter((type) => typeof type === 'string');
    if (types.length > 0 && !types.some((type) => hasType(value, type))) {
      const [only] = types;
      return types.length === 1 && only !== undefined
        ? [at(path, `expected type: ${typeNames[only] ?? only}, found: ${foundType(value)}`)]
        : [at(path, `no subschema matched out of the total ${types.length} subschemas`)];
    }
    return [
      ...this.#enumeration(resolved, value, path),
      ...(typeof value === 'string' ? textViolations(resolved, value, path) : []),
      ...(typeof value === 'number' ? numberViolations(resolved, value, path) : []),
      ...(Array.isArray(value) ? this.#list(resolved, value as readonly Json[], path) : []),
      ...(isJsonObject(value) ? this.#object(resolved, value, path) : []),
      ...this.#combined(resolved, value, path),
    ];
  }

  /** Follows `#/definitions/X`; what leads nowhere allows anything. */
  #resolve(schema: Json | undefined): JsonObject | undefined {
    let current = schema;
    for (let step = 0; step < 20; step += 1) {
      if (!isJsonObject(current)) return undefined;
      const reference = current['$ref'];
      if (typeof reference !== 'string') return current;
      let target: Json | undefined = reference.startsWith('#/') ? this.#root : undefined;
      for (const part of reference.slice(2).split('/')) {
        const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
        target = isJsonObject(target) && Object.hasOwn(target, name) ? target[name] : undefined;
      }
      current = target;
    }
    return undefined;
  }

  #enumeration(schema: JsonObject, value: Json, path: Path): readonly string[] {
    const isKnown = (values: readonly Json[]): boolean => values.some((one) => jsonEquals(one, value));
    const allowed = schema['enum'];
    if (Array.isArray(allowed) && !isKnown(allowed)) return [at(path, `${shown(value)} is not a valid enum value`)];
    if (Object.hasOwn(schema, 'const') && !isKnown([schema['const'] ?? null])) {
      return [at(path, `${shown(value)} is not a valid enum value`)];
    }
    return [];
  }

  #list(schema: JsonObject, items: readonly Json[], path: Path): readonly string[] {
    const violations: string[] = [];
    const { minItems, maxItems } = schema;
    if (typeof minItems === 'number' && items.length < minItems) {
      violations.push(at(path, `expected minimum item count: ${minItems}, found: ${items.length}`));
    }
    if (typeof maxItems === 'number' && items.length > maxItems) {
      violations.push(at(path, `expected maximum item count: ${maxItems}, found: ${items.length}`));
    }
    if (schema['uniqueItems'] === true && new Set(items.map(canonicalJson)).size < items.length) {
      violations.push(at(path, 'array items are not unique'));
    }
    if (isJsonObject(schema['items'])) {
      for (const [index, item] of items.entries()) {
        violations.push(...this.validate(schema['items'], item, [...path, String(index)]));
      }
    }
    return violations;
  }

  #object(schema: JsonObject, value: JsonObject, path: Path): readonly string[] {
    const violations: string[] = [];
    const names = Object.keys(value);
    const { minProperties, maxProperties, additionalProperties } = schema;
    if (typeof minProperties === 'number' && names.length < minProperties) {
      violations.push(at(path, `minimum size: [${minProperties}], found: [${names.length}]`));
    }
    if (typeof maxProperties === 'number' && names.length > maxProperties) {
      violations.push(at(path, `maximum size: [${maxProperties}], found: [${names.length}]`));
    }
    for (const name of listOf(schema['required'])) {
      if (typeof name === 'string' && !Object.hasOwn(value, name)) {
        violations.push(at(path, `required key [${name}] not found`));
      }
    }
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const patterns = Object.entries(isJsonObject(schema['patternProperties']) ? schema['patternProperties'] : {});
    const inner: string[] = [];
    for (const name of names) {
      const place = [...path, name];
      const item = value[name] ?? null;
      const matching = patterns.filter(([pattern]) => matches(name, pattern));
      if (Object.hasOwn(properties, name)) inner.push(...this.validate(properties[name], item, place));
      for (const [, patternSchema] of matching) inner.push(...this.validate(patternSchema, item, place));
      if (Object.hasOwn(properties, name) || matching.length > 0) continue;
      if (additionalProperties === false) violations.push(at(path, `extraneous key [${name}] is not permitted`));
      else inner.push(...this.validate(additionalProperties, item, place));
    }
    return [...violations, ...inner];
  }

  #combined(schema: JsonObject, value: Json, path: Path): readonly string[] {
    const violations: string[] = [];
    const passing = (schemas: readonly Json[]): number =>
      schemas.filter((one) => this.validate(one, value, path).length === 0).length;
    const all = listOf(schema['allOf']);
    for (const one of all) violations.push(...this.validate(one, value, path));
    const any = listOf(schema['anyOf']);
    if (any.length > 0 && passing(any) === 0) {
      violations.push(at(path, `no subschema matched out of the total ${any.length} subschemas`));
    }
    const one = listOf(schema['oneOf']);
    const count = passing(one);
    if (one.length > 0 && count !== 1) violations.push(at(path, `${count} subschemas matched instead of one`));
    return violations;
  }
}

function textViolations(schema: JsonObject, text: string, path: Path): readonly string[] {
  const violations: string[] = [];
  const { minLength, maxLength, pattern } = schema;
  const length = typeof minLength === 'number' || typeof maxLength === 'number' ? Array.from(text).length : 0;
  if (typeof minLength === 'number' && length < minLength) {
    violations.push(at(path, `expected minLength: ${minLength}, actual: ${length}`));
  }
  if (typeof maxLength === 'number' && length > maxLength) {
    violations.push(at(path, `expected maxLength: ${maxLength}, actual: ${length}`));
  }
  if (typeof pattern === 'string' && !matches(text, pattern)) {
    violations.push(at(path, `string [${text}] does not match pattern ${pattern}`));
  }
  return violations;
}

function numberViolations(schema: JsonObject, value: number, path: Path): readonly string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const violations: string[] = [];
  if (typeof minimum === 'number' && value < minimum) violations.push(`${value} is not greater or equal to ${minimum}`);
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
    violations.push(`${value} is not greater than ${exclusiveMinimum}`);
  }
  if (typeof maximum === 'number' && value > maximum) violations.push(`${value} is not less or equal to ${maximum}`);
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
    violations.push(`${value} is not less than ${exclusiveMaximum}`);
  }
  if (typeof multipleOf === 'number' && value % multipleOf !== 0) {
    violations.push(`${value} is not a multiple of ${multipleOf}`);
  }
  return violations.map((violation) => at(path, violation));
}

/** Some part of the text matches: the registry's patterns are Java's and not anchored. */
function matches(text: string, pattern: string): boolean {
  return javaPattern(pattern).test(text);
}

function hasType(value: Json, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'null':
      return value === null;
    default:
      return true;
  }
}

function foundType(value: Json): string {
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'JSONArray';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double';
  return 'JSONObject';
}

function at(path: Path, words: string): string {
  return `#${formatPointer(path)}: ${words}`;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
