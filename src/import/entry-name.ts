import type { JsonObject } from '../base/json.ts';
import { resourceLabel } from '../resource-types/resource-label.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';

/**
 * A name for the entry of a live resource that templates can spell, and that no other entry has: `orders_queue`. `wish` is what somebody
 * calls it already. Default: what the resource itself is called.
 */
export function entryName(
  type: ResourceType,
  properties: JsonObject,
  taken: ReadonlySet<string>,
  wish = resourceLabel(type, properties),
): string {
  const last = type.typeName.split('::').at(-1) ?? 'resource';
  const label = wordOf(wish ?? '');
  const kind = wordOf(last.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
  const base = label === '' || /^[0-9]/.test(label) ? kind : label;
  const candidates = base === kind ? [base] : [base, `${base}_${kind}`];
  const free = candidates.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

function wordOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
}
