import { isJsonObject, parseJson, type Json } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { validationError, type WireError } from '../wire-error.ts';

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

export interface PatchStep {
  readonly op: (typeof operations)[number];
  readonly path: readonly string[];
  /** Of `move` and `copy`. */
  readonly from: readonly string[] | undefined;
  /** Of `add`, `replace` and `test`. */
  readonly value: Json | undefined;
}

/** The steps of a PatchDocument. */
export function parsePatch(document: string): Result<readonly PatchStep[], WireError> {
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
    const origin = typeof from === 'string' ? readPointer(from) : undefined;
    steps.push({ op, path: readPointer(path), from: origin, value: step['value'] });
  }
  return ok(steps);
}

/**
 * The names of a pointer as the service's library takes them: what stands before the first slash is dropped. A single name without a
 * slash works, as in the service's own guide; of several names without a leading slash the first one is lost.
 */
function readPointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const names = pointer.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.length === 1 ? names : names.slice(1);
}
