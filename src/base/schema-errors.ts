import { createRequire } from 'node:module';
import type { Ajv, ErrorObject, Options } from 'ajv';
import type { Json, JsonObject } from './json.ts';

/** One keyword of a JSON Schema that a value does not satisfy. */
export interface SchemaError {
  readonly keyword: string;
  /** Pointer to the part of the value. */
  readonly instancePath: string;
  /** Pointer to the keyword in the schema. */
  readonly schemaPath: string;
  /** What the keyword demands. */
  readonly schema: unknown;
  /** The part of the schema that the keyword stands in. */
  readonly parentSchema: JsonObject;
  /** Details by keyword, by the names that ajv gives them: `missingProperty` of `required`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The part of the value. */
  readonly data: Json;
}

/** Everything in which a value departs from a schema; empty where it satisfies it. */
export type SchemaErrors = (value: Json) => readonly SchemaError[];

/**
 * `written`: a schema by which people write, whose mistakes are bugs; its `errorMessage` is known to editors too, and
 * `errorHelp` says what to write instead. `foreign`: a schema of
 * others that is taken as it is, with patterns as `pattern` reads them.
 */
export type SchemaOrigin =
  | { readonly kind: 'written' }
  | { readonly kind: 'foreign'; readonly pattern: (pattern: string) => { test(text: string): boolean } };

/** Compiles a schema of draft 7, which takes longer than a verdict does (`json-schema.ts`): only the words for a mistake are worth it. */
export function compileSchema(schema: JsonObject, origin: SchemaOrigin): SchemaErrors {
  // Loaded when the first mistake is described. The type is that of the package's own declaration.
  const ajv = createRequire(import.meta.url)('ajv') as { readonly Ajv: typeof Ajv };
  const compiler = new ajv.Ajv({ allErrors: true, verbose: true, ...optionsFor(origin) });
  const ours = origin.kind === 'written' ? ['errorMessage', 'errorHelp'] : [];
  for (const keyword of ours) compiler.addKeyword({ keyword, schemaType: 'string' });
  const validate = compiler.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(schemaError));
}

function optionsFor(origin: SchemaOrigin): Options {
  if (origin.kind === 'written')
    return { ownProperties: true, allowUnionTypes: true, strictRequired: false, strictTypes: false };
  const { pattern } = origin;
  // Formats, strictness and meta-schemas would only find slips of the schemas' authors.
  return {
    strict: false,
    unicodeRegExp: false,
    validateFormats: false,
    validateSchema: false,
    meta: false,
    logger: false,
    code: { regExp: Object.assign((text: string) => pattern(text), { code: 'undefined' }) },
  };
}

function schemaError({
  keyword,
  instancePath,
  schemaPath,
  schema,
  parentSchema,
  params,
  data,
}: ErrorObject): SchemaError {
  return {
    keyword,
    instancePath,
    schemaPath,
    schema,
    // Both are there with `verbose`, as JSON: they are parts of what was handed in.
    parentSchema: parentSchema as JsonObject,
    params: params as Readonly<Record<string, unknown>>,
    data: data as Json,
  };
}
