import { parsePointer } from '../../base/json-pointer.ts';
import { Unknown, type Value, type ValueMap } from '../../values/value.ts';
import type { PatchOperation } from '../check-patch.ts';
import type { Problem } from '../problem.ts';
import type { ResourceType } from '../resource-type.ts';
import { checkServiceRules } from './check-service-rules.ts';
import { writeRulesOf } from './service-rules.ts';

/**
 * What the service is known to refuse in a patch whatever the resource has now: the rules are asked about a model in which all that
 * the patch does not set is unknown, and so is what is `broken`.
 */
export function checkPatchRules(
  type: ResourceType,
  operations: readonly PatchOperation[],
  broken: readonly Problem['path'][] = [],
): readonly Problem[] {
  if (writeRulesOf(type.typeName).length === 0) return [];
  const model = new Map<string, Value>(type.properties.map(({ name }) => [name, live]));
  for (const operation of operations) {
    for (const touched of [operation.path, operation.from]) {
      const [name] = touched === undefined ? [] : parsePointer(touched);
      if (name !== undefined) model.set(name, live);
    }
    const [name, ...inner] = parsePointer(operation.path);
    if (name === undefined || inner.length > 0) continue;
    if ((operation.op === 'add' || operation.op === 'replace') && operation.value !== undefined) {
      model.set(name, operation.value);
    }
    // A removal that the service ignores leaves what was there.
    if (operation.op === 'remove' && !Object.hasOwn(type.ignoredRemovals, name)) model.delete(name);
  }
  for (const [name] of broken) if (typeof name === 'string') model.set(name, new Unknown('refused'));
  const known: ValueMap = Object.fromEntries(model);
  return checkServiceRules(type.typeName, known);
}

/** What the resource has, and the patch does not say. */
const live = new Unknown('live');
