import { referencesIn } from './compiled-value.ts';
import type { StackGlobal } from './stack.ts';

/** True for a global that speaks of `resource_name`, itself or through another global: each resource has it for itself. */
export function isPerResource(globals: readonly StackGlobal[], global: StackGlobal): boolean {
  const byName = new Map(globals.map((other) => [other.name, other]));
  const seen = new Set<string>();
  const visit = (current: StackGlobal): boolean => {
    if (seen.has(current.name)) return false;
    seen.add(current.name);
    return referencesIn(current.value).some((reference) => {
      if (reference.name === 'resource_name') return true;
      const other = byName.get(reference.name === 'globals' ? (reference.members[0] ?? '') : reference.name);
      return other !== undefined && visit(other);
    });
  };
  return visit(global);
}
