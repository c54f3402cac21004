import { warning } from '../../diagnostics/diagnostic.ts';
import { memberOf, textOf } from '../../manifest/manifest-value.ts';
import type { ManifestEntry } from '../../manifest/manifest.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import type { Tell } from './understand-value.ts';

/** Types that say something about the template alone. */
const meaningless: ReadonlySet<string> = new Set(['AWS::CDK::Metadata']);

/** The type of a resource of a template; undefined, and told, where Cloud Control cannot make it. */
export function usableType(
  { key, keyAt, value }: ManifestEntry,
  registry: FileRegistry,
  tell: Tell,
): ResourceType | undefined {
  const typeAt = memberOf(value, 'Type');
  const name = textOf(typeAt) ?? '';
  if (meaningless.has(name)) return undefined;
  const type = registry.find(name);
  if (type?.handlers.create !== undefined) return type;
  const why = type === undefined ? 'is an unknown resource type' : 'cannot be created through Cloud Control';
  tell(warning('input/import', `"${key}" is left out: ${name} ${why}`, { at: typeAt?.at ?? keyAt }));
  return undefined;
}
