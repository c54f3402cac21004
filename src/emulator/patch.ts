import { applyPatch as applyJsonPatch, type Operation } from 'rfc6902';
import { isJsonObject, jsonEquals, parseJson, type Json, type JsonObject } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { ok, type Result } from '../base/result.ts';
import type { PropertyPath, ResourceType } from '../resource-types/resource-type.ts';
import { covers, leadsTo, placesOf } from './property-paths.ts';
import { validationError, wireError, type WireError } from './wire-error.ts';

interface PatchStep {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: readonly string[];
  readonly from: readonly string[] | undefined;
  readonly value: Json | undefined;
}

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/**
 * What a model becomes by a PatchDocument. The whole patch or nothing; create-only and read-only properties may not be touched, not
 * even with the value that they have.
 */
export function patchModel(type: ResourceType, model: JsonObject, document: string): Result<JsonObject, WireError> {
  const steps = parsePatch(document);
  if (!steps.ok) return steps;
  const patched = applySteps(model, steps.value);
  const createOnly = touched(type.createOnly, steps.value, model, patched.ok ? patched.value : undefined);
  if (createOnly !== '') {
    return wireError(
      'NotUpdatableException',
      `Invalid patch update: createOnlyProperties [${createOnly}] cannot be updated`,
    );
  }
  const readOnly = touched(type.readOnly, steps.value, model, patched.ok ? patched.value : undefined);
  if (readOnly !== '') {
    return validationError(`Invalid patch update: readOnlyProperties [${readOnly}] cannot be updated`);
  }
  return patched;
}

function parsePatch(document: string): Result<readonly PatchStep[], WireError> {
  const patch = parseJson(document);
  if (!Array.isArray(patch)) return validationError('Invalid JSON Patch payload (not an array)');
  const steps: PatchStep[] = [];
  for (const step of patch as readonly Json[]) {
    if (!isJsonObject(step)) return validationError('Invalid JSON Patch payload (not an object)');
    const op = operations.find((name) => name === step['op']);
    if (!Object.hasOwn(step, 'op')) return validationError("Invalid JSON Patch payload (missing 'op' field)");
    if (op === undefined) return validationError(`unknown / unsupported operation ${JSON.stringify(step['op'])}`);
    const path = step['path'];
    if (typeof path !== 'string') return validationError("Invalid JSON Patch payload (missing 'path' field)");
    const from = step['from'];
    if ((op === 'move' || op === 'copy') && typeof from !== 'string') {
      return validationError("Invalid JSON Patch payload (missing 'from' field)");
    }
    if ((op === 'add' || op === 'replace' || op === 'test') && !Object.hasOwn(step, 'value')) {
      return validationError("Invalid JSON Patch payload (missing 'value' field)");
    }
    steps.push({
      op,
      path: parsePointer(path),
      from: typeof from === 'string' ? parsePointer(from) : undefined,
      value: step['value'],
    });
  }
  return ok(steps);
}

function applySteps(model: JsonObject, steps: readonly PatchStep[]): Result<JsonObject, WireError> {
  const draft = { root: structuredClone(model) as Json };
  for (const step of steps) {
    const refusal = whyImpossible(draft.root, step);
    if (refusal !== undefined) return validationError(`[${step.op.toUpperCase()} Operation] ${refusal}`);
    if (step.op === 'test') continue;
    // One level down, so that the whole model can be replaced as well.
    const [trouble] = applyJsonPatch(draft, [operationOf(step)]);
    if (trouble !== null && trouble !== undefined) {
      return validationError(`[${step.op.toUpperCase()} Operation] ${noSuchPath(step.path)}`);
    }
  }
  return isJsonObject(draft.root)
    ? ok(draft.root)
    : validationError('Model validation failed (#: expected type: JSONObject)');
}

/** What has to stand there for a step, asked of own properties only: nothing is found on a prototype. */
function whyImpossible(model: Json, step: PatchStep): string | undefined {
  for (const path of [step.path, step.from ?? []]) {
    if (path.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype'))
      return noSuchPath(path);
  }
  const source = step.from ?? (step.op === 'add' ? step.path.slice(0, -1) : step.path);
  const there = lookUp(model, source);
  if (there === undefined) return noSuchPath(step.from ?? step.path);
  if (step.op === 'add' && (typeof there !== 'object' || there === null) && step.path.length > 0)
    return noSuchPath(step.path);
  if (step.op === 'test' && !jsonEquals(there, step.value)) return 'value differs from expectations';
  return undefined;
}

function lookUp(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return /^(0|[1-9][0-9]*)$/.test(part) ? lookUp(items[Number(part)], rest) : undefined;
  }
  return isJsonObject(value) && Object.hasOwn(value, part) ? lookUp(value[part], rest) : undefined;
}

function operationOf(step: PatchStep): Operation {
  const path = formatPointer(['root', ...step.path]);
  const from = formatPointer(['root', ...(step.from ?? [])]);
  // `parsePatch` saw to it that each operation has what it needs.
  return { op: step.op, path, from, value: step.value };
}

function noSuchPath(path: readonly string[]): string {
  return `noSuchPath in source, path provided : /${formatPointer(path)}`;
}

/** Which of these properties the patch touches, as the service lists them. */
function touched(
  properties: readonly PropertyPath[],
  steps: readonly PatchStep[],
  before: JsonObject,
  after: JsonObject | undefined,
): string {
  const written = steps
    .filter(({ op }) => op !== 'test')
    .flatMap(({ op, path, from }) => (op === 'move' && from !== undefined ? [path, from] : [path]));
  return properties
    .filter((property) =>
      written.some(
        (path) =>
          covers(property, path) ||
          (leadsTo(path, property) && after !== undefined && differs(property, before, after)),
      ),
    )
    .map((property) => formatPointer(['properties', ...property]))
    .join(', ');
}

/** A larger value was written: it counts where it says something else of the property than before. */
function differs(property: PropertyPath, before: JsonObject, after: JsonObject): boolean {
  return placesOf(after, property).some((place) => !jsonEquals(lookUp(before, place), lookUp(after, place)));
}
