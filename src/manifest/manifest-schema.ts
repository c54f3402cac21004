import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { createSchemaJudge } from '../base/json-schema.ts';
import { packageRoot } from '../base/package-root.ts';
import { compileSchema, type SchemaErrors } from '../base/schema-errors.ts';

/** The schema that editors use too. */
export const manifestSchemaPath: string = join(packageRoot, 'schemas', 'manifest.schema.json');

/** Where a manifest departs from its schema; each error carries the part of the schema that it breaks. */
export const schemaErrors: SchemaErrors = schemaValidator(manifestSchemaPath);

/** What a document departs from a schema of this package in; the schema is read and compiled when it is needed. */
export function schemaValidator(path: string): SchemaErrors {
  let schema: JsonObject | undefined;
  let judge: ReturnType<typeof createSchemaJudge> | undefined;
  let compiled: SchemaErrors | undefined;
  return (value) => {
    // The file is part of this package: it is JSON, and a JSON Schema.
    schema ??= JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
    // A document without mistakes needs no validator, which takes longer to load than the document.
    judge ??= createSchemaJudge(schema, (pattern) => new RegExp(pattern, 'u'));
    if (judge(value) === 'valid') return [];
    compiled ??= compileSchema(withoutDefinitions(schema), { kind: 'written' });
    return compiled(value);
  };
}

function withoutDefinitions({ definitions, ...root }: JsonObject): JsonObject {
  return withoutReferences(root, definitions) as JsonObject;
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
