import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { StackDrift } from '../../lifecycle/find-drift.ts';
import type { Masker } from '../masker.ts';
import { driftToJson } from './drift-json.ts';

/** Drift for programs, with the secrets masked that stand in it without a mark. */
export function maskedDrift(drift: StackDrift, masker: Masker): JsonObject {
  const masked = masker.maskJson(driftToJson(drift), (key) => names.has(key));
  return isJsonObject(masked) ? masked : {};
}

/** Members whose texts are names and words of ours, which a secret may happen to be equal to. */
const names: ReadonlySet<string> = new Set([
  'actions',
  'address',
  'environment',
  'file',
  'kind',
  'needs',
  'pointer',
  'read',
  'region',
  'stack',
  'type',
]);
