import { applyPatch as applyJsonPatch, type Operation } from 'rfc6902';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { formatPointer } from '../../base/json-pointer.ts';
import { ok, type Result } from '../../base/result.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { validationError, type WireError } from '../wire-error.ts';
import { refuseCreateOnly, refuseReadOnly, refuseWriteOnly } from './forbidden-changes.ts';
import { judgeStep } from './judge-step.ts';
import { parsePatch, type PatchStep } from './parse-patch.ts';

/** What a model becomes by a PatchDocument, or why the service refuses it: the whole patch or nothing. */
export function patchModel(type: ResourceType, model: JsonObject, document: string): Result<JsonObject, WireError> {
  const steps = parsePatch(document);
  if (!steps.ok) return steps;
  const writeOnly = refuseWriteOnly(type, steps.value);
  if (writeOnly !== undefined) return writeOnly;
  const patched = applySteps(model, steps.value);
  if (!patched.ok) return patched;
  return (
    refuseCreateOnly(type, model, patched.value) ?? refuseReadOnly(type, steps.value, model, patched.value) ?? patched
  );
}

function applySteps(model: JsonObject, steps: readonly PatchStep[]): Result<JsonObject, WireError> {
  // One level down, so that the whole model can be replaced as well.
  const draft = { root: structuredClone(model) as Json };
  for (const step of steps) {
    const verdict = judgeStep(draft.root, step);
    if (verdict.kind === 'refuse') return validationError(verdict.message);
    if (verdict.kind === 'nothing') continue;
    const [trouble] = applyJsonPatch(draft, [operationOf(step)]);
    if (trouble !== null && trouble !== undefined) return validationError(trouble.message);
  }
  return isJsonObject(draft.root)
    ? ok(draft.root)
    : validationError('Model validation failed (#: expected type: JSONObject)');
}

function operationOf(step: PatchStep): Operation {
  const path = formatPointer(['root', ...step.path]);
  const from = formatPointer(['root', ...(step.from ?? [])]);
  // `parsePatch` saw to it that each operation has what it needs.
  return { op: step.op, path, from, value: step.value };
}
