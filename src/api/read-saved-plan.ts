import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { budgets } from '../base/budgets.ts';
import { schemaVerdict } from '../base/json-schema.ts';
import { isJsonObject, parseJson, type Json } from '../base/json.ts';
import { packageRoot } from '../base/package-root.ts';
import { mistake, type Parsed } from '../diagnostics/diagnostic.ts';
import { savedPlanFormat, type SavedPlan } from '../plan/saved/saved-plan.ts';
import { loadSource } from '../stack/load-source.ts';

/** Where the schema of the files is. */
export const savedPlanSchemaPath: string = join(packageRoot, 'schemas', 'saved-plan.schema.json');

/** Reads a file that `plan --out` has written. */
export function readSavedPlan(
  path: string,
  { workingDirectory = resolve() }: { readonly workingDirectory?: string | undefined } = {},
): Parsed<SavedPlan> {
  const source = loadSource(path, { workingDirectory, what: 'the saved plan', mostBytes: budgets.planBytes });
  return source.value === undefined
    ? { value: undefined, diagnostics: source.diagnostics }
    : parseSavedPlan(source.value.text, source.value.path);
}

/** `path`: as messages name the file. */
export function parseSavedPlan(text: string, path: string): Parsed<SavedPlan> {
  const refuse = (why: string, help: string): Parsed<SavedPlan> => ({
    value: undefined,
    diagnostics: [mistake('input/plan', `${path} ${why}`, { help })],
  });
  const write = 'write one with: stack-deploy plan STACK_DIR STACK_ENV --out FILE';
  const document = parseJson(text);
  const saved = isJsonObject(document) ? document['saved'] : undefined;
  if (!isJsonObject(saved)) return refuse('is not a saved plan', write);
  const { format } = saved;
  if (format !== savedPlanFormat) {
    const of = typeof format === 'number' ? `in format ${format}` : 'in an unknown format';
    return refuse(
      `is a saved plan ${of}; this version reads format ${savedPlanFormat}`,
      'make the plan again with this version',
    );
  }
  // It comes with the program.
  const schema = JSON.parse(readFileSync(savedPlanSchemaPath, 'utf8')) as Json;
  const verdict = schemaVerdict(schema, document ?? null, { pattern: (pattern) => new RegExp(pattern) });
  if (verdict !== 'valid') return refuse('is damaged: it is not as schemas/saved-plan.schema.json describes it', write);
  // The schema has just said so.
  return { value: saved as unknown as SavedPlan, diagnostics: [] };
}
