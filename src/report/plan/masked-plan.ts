import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';
import type { Masker } from '../masker.ts';
import { planToJson } from './plan-json.ts';

/** A plan for programs, with the secrets masked that stand in it without a mark. */
export function maskedPlan(plan: StackPlan, masker: Masker): JsonObject {
  const masked = masker.maskJson(planToJson(plan), isPlanName);
  return isJsonObject(masked) ? masked : {};
}

/** Members of a plan whose texts are names and words of ours, which a secret may happen to be equal to. */
const names: ReadonlySet<string> = new Set([
  'actions',
  'address',
  'because',
  'environment',
  'kind',
  'needs',
  'read',
  'region',
  'resource',
  'stack',
  'type',
  'verb',
  'what',
]);

function isPlanName(key: string): boolean {
  return names.has(key);
}
