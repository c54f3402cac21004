import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type { Ajv as AjvClass, ErrorObject, ValidateFunction } from 'ajv';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { schemaVerdict } from '../base/json-schema.ts';
import { packageRoot } from '../base/package-root.ts';

/** The schema that editors use too. */
export const manifestSchemaPath: string = join(packageRoot, 'schemas', 'manifest.schema.json');

/** Where a manifest departs from its schema; each error carries the part of the schema that it breaks. */
export const schemaErrors: (value: Json) => readonly ErrorObject[] = schemaValidator(manifestSchemaPath);

/** What a document departs from a schema of this package in; the schema is read and compiled when it is needed. */
export function schemaValidator(path: string): (value: Json) => readonly ErrorObject[] {
  let schema: JsonObject | undefined;
  let compiled: ValidateFunction | undefined;
  return (value) => {
    // The file is part of this package: it is JSON, and a JSON Schema.
    schema ??= JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
    // A document without mistakes needs no validator, which takes longer to load than the document.
    if (schemaVerdict(schema, value, { pattern: (pattern) => new RegExp(pattern, 'u') }) === 'valid') return [];
    compiled ??= compile(schema);
    compiled(value);
    return compiled.errors ?? [];
  };
}

function compile(schema: JsonObject): ValidateFunction {
  // The type is that of the package's own declaration.
  const { Ajv } = createRequire(import.meta.url)('ajv') as { readonly Ajv: typeof AjvClass };
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
  });
  // Known to editors too: the sentence for a part of the schema that is not fulfilled.
  ajv.addKeyword({ keyword: 'errorMessage', schemaType: 'string' });
  const { definitions, ...root } = schema;
  return ajv.compile(withoutReferences(root, definitions) as JsonObject);
}

/**
 * The schema with its definitions in the place of every `$ref`; none of them refers to itself. Behind a reference ajv copies all errors so
 * far for each item, so that a list with many mistakes would take minutes.
 */
function withoutReferences(schema: Json, definitions: Json | undefined): Json {
  if (Array.isArray(schema)) return schema.map((item: Json) => withoutReferences(item, definitions));
  if (!isJsonObject(schema)) return schema;
  const reference = schema['$ref'];
  if (typeof reference === 'string' && isJsonObject(definitions)) {
    const target = definitions[reference.replace('#/definitions/', '')];
    if (target === undefined) throw new Error(`The schema has no ${reference}.`);
    return withoutReferences(target, definitions);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, withoutReferences(part, definitions)]));
}
