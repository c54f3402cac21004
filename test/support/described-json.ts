import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Ajv, ValidateFunction } from 'ajv';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { packageRoot } from '../../src/base/package-root.ts';

let compiled:
  | {
      readonly event: ValidateFunction;
      readonly runReport: ValidateFunction;
      readonly combinedReport: ValidateFunction;
    }
  | undefined;

/** Throws where a line of `--log-format json` is not as schemas/events.schema.json describes it, or has a member that it does not name. */
export function assertDescribedEvent(line: string): void {
  assertDescribed(JSON.parse(line) as Json, schemas().event, 'events.schema.json');
}

/** The same of a report of a run in JSON. */
export function assertDescribedRunReport(text: string): void {
  assertDescribed(JSON.parse(text) as Json, schemas().runReport, 'run-report.schema.json');
}

/** The same of a report of several runs in JSON. */
export function assertDescribedCombinedReport(text: string): void {
  assertDescribed(JSON.parse(text) as Json, schemas().combinedReport, 'combined-report.schema.json');
}

/** The kinds of events that the schema knows. */
export function describedKinds(): readonly string[] {
  const schema = readSchema('events.schema.json') as {
    readonly then: { readonly oneOf: readonly { readonly title: string }[] };
  };
  return schema.then.oneOf.map(({ title }) => title);
}

function assertDescribed(value: Json, validate: ValidateFunction, name: string): void {
  if (validate(value)) return;
  const errors = (validate.errors ?? []).filter(({ keyword }) => !['oneOf', 'if', 'const'].includes(keyword));
  const told = errors.map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
  throw new Error(`not as ${name} says: ${JSON.stringify(value)}\n${told.join('\n')}`);
}

function schemas(): NonNullable<typeof compiled> {
  if (compiled !== undefined) return compiled;
  // Loaded by the tests that need it only. The type is that of the package's own declaration.
  const library = createRequire(import.meta.url)('ajv') as { readonly Ajv: typeof Ajv };
  const ajv = new library.Ajv({ strict: false, allErrors: true, validateFormats: false });
  const events = closed(readSchema('events.schema.json'));
  if (!isJsonObject(events)) throw new Error('The schema is not a map.');
  const event = ajv.compile(events);
  const runReport = ajv.compile(closed(readSchema('run-report.schema.json')) as JsonObject);
  // Their own tests look at plans and drift.
  for (const name of ['plan.schema.json', 'drift.schema.json']) ajv.addSchema(readSchema(name) as JsonObject);
  const combinedReport = ajv.compile(closed(readSchema('combined-report.schema.json')) as JsonObject);
  compiled = { event, runReport, combinedReport };
  return compiled;
}

/** A schema that takes no member that it does not name: the shipped ones do, so that members can be added. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isJsonObject(schema)) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isOpen = schema['type'] !== 'object' || !isJsonObject(schema['properties']) || schema['if'] !== undefined;
  // The members of a reason depend on its kind, and the schema promises some of them only.
  const isReason = JSON.stringify(schema['description'] ?? '').startsWith('"Why a resource failed.');
  return isOpen || isReason ? members : { ...members, additionalProperties: false };
}

function readSchema(name: string): Json {
  return JSON.parse(readFileSync(join(packageRoot, 'schemas', name), 'utf8')) as Json;
}
