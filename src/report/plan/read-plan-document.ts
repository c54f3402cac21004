import { findJsonMistake } from '../../base/json-mistake.ts';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../base/json.ts';
import { mistake, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Location, Source } from '../../diagnostics/source.ts';
import { planFormatVersion } from './plan-json.ts';

/** What a plan in a file says of the resources of a stack. */
export interface PlanDocument {
  readonly stack: string;
  readonly environment: string;
  readonly verb: 'build' | 'teardown';
  /** In the order of the run; a resource of type `multi` has an entry for each of its statements. */
  readonly entries: readonly PlanDocumentEntry[];
}

export interface PlanDocumentEntry {
  /** Its address in the manifest. */
  readonly resource: string;
  /** A kind of `PlannedAction`; later versions of the program may write others. */
  readonly kind: string;
  /** Why it is updated; absent for other kinds. */
  readonly because: string | undefined;
}

/** Reads what `plan --json` prints. The diagnostics say with their place what is wrong with it. */
export function readPlanDocument(source: Source): Parsed<PlanDocument> {
  const document = parseJson(source.text);
  if (document === undefined) return refused(notJson(source));
  const value = isJsonObject(document) ? planOf(document) : undefined;
  return value === undefined
    ? refused(
        mistake('input/plan', `${source.path} is not a plan in format ${planFormatVersion}`, {
          help: 'write it with: stack-deploy plan STACK_DIR STACK_ENV --json',
        }),
      )
    : { value, diagnostics: [] };
}

function refused(diagnostic: Diagnostic): Parsed<PlanDocument> {
  return { value: undefined, diagnostics: [diagnostic] };
}

function notJson(source: Source): Diagnostic {
  const { offset = 0, length = 0, message = 'it cannot be read' } = findJsonMistake(source.text) ?? {};
  const at: Location = { source, start: offset, end: offset + length };
  return mistake('input/plan', `${source.path} is not JSON: ${message}`, { at });
}

function planOf(document: JsonObject): PlanDocument | undefined {
  const { format, stack, environment, verb, resource_changes: changes } = document;
  if (format !== planFormatVersion || !isText(stack) || !isText(environment) || !isJsonList(changes)) return undefined;
  if (verb !== 'build' && verb !== 'teardown') return undefined;
  const entries = changes.flatMap((change): readonly PlanDocumentEntry[] => {
    if (!isJsonObject(change) || !isText(change['resource']) || !isText(change['kind'])) return [];
    const because = change['because'];
    return [{ resource: change['resource'], kind: change['kind'], because: isText(because) ? because : undefined }];
  });
  return entries.length === changes.length ? { stack, environment, verb, entries } : undefined;
}

/** Array.isArray knows no lists that nobody may change. */
function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
